import { describe, expect, it } from 'vitest'
import type { MapStates } from '@/api/schema'
import type { Shape } from './geometry'
import { factsOf, kindOf, kKinds, lookOf } from './looks'

const thing = (kind: string, asset: number): Shape => ({ feature: { properties: { code: `${kind}-${asset}`, name: '', layer: '', kind, asset, place: null } }, form: 'line', parts: [], box: { west: 0, east: 1, south: 0, north: 1 } }) as unknown as Shape
const closure = (id: number, asset: number, state: string): MapStates['closures'][number] => ({ closure: id, asset, state, state_name: state, due: null, overdue_days: 0 })
const all = new Set<string>(kKinds)
const answered = factsOf({ stages: [{ stage: 'listed', assets: [1] }, { stage: 'effective', assets: [2] }], towns: [], closures: [
  closure(1, 7, 'ordered'), closure(2, 7, 'withdrawn'), closure(3, 8, 'protected'), closure(4, 9, 'accepted')
] })

describe('the map', () => {
  it('draws no stage and no verdict that nobody has answered', () => {
    const none = factsOf(null)
    expect(lookOf(thing('river', 1), none, all, () => null)?.key).toBe('river-unknown')
    expect(lookOf(thing('sewer', 1), none, all, () => null)?.key).toBe('sewer-unknown')
    expect(lookOf(thing('section', 1), none, all, () => null)?.key).toBe('section-unknown')
    expect(lookOf(thing('river', 1), answered, all, () => null)?.key).toBe('river-listed')
    expect(lookOf(thing('section', 1), answered, all, () => 'none')?.key).toBe('section-none')
  })
  it('takes what has its effect for built', () => {
    expect([lookOf(thing('sewer', 1), answered, all, () => null)?.key, lookOf(thing('sewer', 2), answered, all, () => null)?.key]).toEqual(['sewer', 'sewer-built'])
  })
  it('calls a firm one that is to stop only while its closure is under way', () => {
    expect([7, 8, 9, 10].map((asset) => kindOf(thing('firm', asset), answered))).toEqual(['closing', 'firm', 'firm', 'firm'])
    expect([7, 8, 10].map((asset) => answered.closureOf.get(asset)?.state)).toEqual(['ordered', 'protected', undefined])
    expect(lookOf(thing('firm', 8), answered, new Set(['closing']), () => null)).toBeNull()
  })
})
