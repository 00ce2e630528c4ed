import { describe, expect, it } from 'vitest'
import type { Water } from '@/api/schema'
import type { Shape } from '@/features/map/geometry'
import { looksOf } from './classes'

const shape = (kind: string, code: string, name: string, asset: number | null): Shape => ({ feature: { properties: { code, name, layer: '', kind, asset, place: null } }, form: 'line', parts: [], box: { west: 0, east: 1, south: 0, north: 1 } }) as unknown as Shape
const shapes = [shape('reach', 'A', '上段', 1), shape('reach', 'B', '下段', 2), shape('reach', 'C', '感潮段', 3), shape('section', 'S-1', '大桥', 9)]
const reach = (code: string, section: string, cannot_say = '') => ({ code, section, asset: null, name: code, flow_m3_s: 1, cannot_say, items: [{ item: 'NH3-N', now: { level: 0.9, class: 'Ⅲ' }, if_kept: { level: 0.4, class: 'Ⅱ' } }] })
const water = { reaches: [reach('A', ''), reach('B', '大桥'), reach('C', '', '不能判断：感潮')], monitored_items: ['NH3-N'],
  monitored: [{ asset: 9, name: '大桥', months: [{ month: '2026-06', class: 'Ⅳ', levels: [1.2], classes: ['Ⅳ'] }, { month: '2026-07', class: 'Ⅴ', levels: [1.8], classes: ['Ⅴ'] }] }] } as unknown as Water
const keys = (how: 'now' | 'if_kept' | 'month', month = '') => looksOf(shapes, water, { how, item: 'NH3-N', month }).map(([, look]) => look.key)

describe('the water map', () => {
  it('colours by the model, as it is and with all promises kept', () => {
    expect(keys('now').slice(0, 3)).toEqual(['class-Ⅲ', 'class-Ⅲ', 'tidal'])
    expect(keys('if_kept').slice(0, 2)).toEqual(['class-Ⅱ', 'class-Ⅱ'])
  })
  it('colours a month where it was measured: the section and the reach that ends in it, no other', () => {
    expect(keys('month', '2026-06')).toEqual(['class-', 'class-Ⅳ', 'tidal', 'section-Ⅳ'])
    expect(keys('month', '2026-07')).toEqual(['class-', 'class-Ⅴ', 'tidal', 'section-Ⅴ'])
    expect(keys('month', '2026-08')).toEqual(['class-', 'class-', 'tidal', 'section-null'])
  })
})
