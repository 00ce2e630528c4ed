import { describe, expect, it } from 'vitest'
import type { FunnelMonth } from '@/api/schema'
import { monthMark, monthTitle, stripText } from './funnel'

const month = (verdict: FunnelMonth['verdict'], more: Partial<FunnelMonth> = {}): FunnelMonth =>
  ({ month: '2026-05', day: verdict === 'none' ? null : '2026-05-10', verdict, limit: verdict === 'none' ? '' : 'Ⅳ类', value: '', corrected: false, event: null, ...more })

describe('the strip of samples', () => {
  it('tells three states by three shapes', () => {
    expect(new Set(Object.values(monthMark).map(({ mark }) => mark)).size).toBe(3)
  })
  it('says what was measured against what, and that it was corrected', () => {
    expect(monthTitle(month('missed', { value: '氨氮 3mg/L', corrected: true }))).toContain('不达标（Ⅳ类）氨氮 3mg/L，已更正')
    expect(monthTitle(month('none'))).toBe('2026-05 没有样品')
  })
  it('counts all twelve for those who hear it', () => {
    expect(stripText([...Array<FunnelMonth>(7).fill(month('in_class')), month('missed'), ...Array<FunnelMonth>(4).fill(month('none'))])).toBe('十二个月：达标 7，不达标 1，没有样品 4')
  })
})
