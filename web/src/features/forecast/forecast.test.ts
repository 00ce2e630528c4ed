import { describe, expect, it } from 'vitest'
import type { CommitmentForecast, CommitmentFull, Scorecard } from '@/api/schema'
import { driverBar, fanOf, groupsOf, misfitOf, rivalsOf, whole } from './forecast'

const brier = (score: number) => ({ score, reliability: 0, resolution: 0, uncertainty: score, cases: 4 })
const card = (scores: Scorecard['scores']): Scorecard => ({
  today: '2026-10-31', recorded: 4, cannot_say: 0, settled: 0, waiting: 0, unknown: 0, scored: 4, promises: 4, first: '2026-01-31', last: '2026-05-31',
  versions: [], sentence: '', scores, reliability: [], by_body: [], by_theme: [], worst: []
})

describe('the scorecard', () => {
  it('puts ours first whether it is best or not', () => {
    const rows = rivalsOf(card({ brier: brier(0.3), error: 0, rivals: [{ key: 'light', name: '灯号规则', brier: brier(0.2) }], counted: 0, crps: null, straight_crps: null, coverage: [], pit: [], uniform: null }), '落实')
    expect(rows.map((each) => each.key)).toEqual(['luoshi', 'light'])
    expect(rows.map((each) => each.width)).toEqual([100, 67])
  })
  it('has no rows where nothing was scored', () => { expect(rivalsOf(card(null), '落实')).toEqual([]) })
  it('ranks large groups by score and leaves small ones unranked below', () => {
    const group = (name: string, cases: number, score: number, ranked: boolean) => ({ key: name, name, cases, promises: cases, said: 0.5, kept: 0.5, score, error: 0, ranked })
    expect(groupsOf([group('a', 3, 0.01, false), group('b', 40, 0.2, true), group('c', 50, 0.1, true), group('d', 9, 0.4, false)]).map((each) => each.name)).toEqual(['c', 'b', 'd', 'a'])
  })
})

describe('the histogram of where what came lies', () => {
  it('is named in words only where it is refused', () => {
    expect(misfitOf([8, 6, 12, 20, 15, 16, 22, 21, 29, 59], 0.01)).toBe('above')
    expect(misfitOf([8, 6, 12, 20, 15, 16, 22, 21, 29, 59], 0.2)).toBeNull()
    expect(misfitOf([59, 29, 21, 22, 16, 15, 20, 12, 6, 8], 0.01)).toBe('below')
    expect(misfitOf([40, 20, 10, 5, 5, 5, 5, 10, 20, 40], 0.01)).toBe('ends')
    expect(misfitOf([1, 2, 5, 20, 40, 40, 20, 5, 2, 1], 0.01)).toBe('middle')
    expect(misfitOf([], null)).toBeNull()
  })
})

describe('a driver', () => {
  it('is a bar from its lower to its higher chance', () => { expect(driverBar(0.7, 0.2, 0.5)).toEqual({ '--lo': 20, '--hi': 70, '--p': 50 }) })
  it('shows whole percents', () => { expect(whole(0.456)).toBe('46%') })
})

describe('the fan of a target made of parts', () => {
  const point = (day: string, p50: number) => ({ day, p10: p50 - 2, p25: p50 - 1, p50, p75: p50 + 1, p90: p50 + 2 })
  const commitment = { reports: [], goal: 24, unit: '条', started: null, deadlines: [] } as unknown as CommitmentFull
  const forecast = (counted: boolean) => ({
    fan: [point('2026-06-28', 16), point('2026-10-31', 22)], what_if: null,
    past: { counted, stood: [{ day: '2026-04-28', value: 12 }, { day: '2026-05-28', value: 15 }], started: '2026-01-01', due: '2026-10-31', goal: 24 }
  }) as unknown as CommitmentForecast
  it('goes on from what its parts have shown', () => {
    const fan = fanOf(commitment, forecast(true))
    expect(fan.from).toEqual(['2026-05-28', 15])
    expect(fan.plan).toEqual([['2026-04-28', 24 * 117 / 303], ['2026-10-31', 24]])
    expect(fan.goal).toBe(24)
    expect(fan.said).toEqual([])
  })
  it('draws what was only said as said', () => {
    const fan = fanOf(commitment, forecast(false))
    expect(fan.shown).toEqual([])
    expect(fan.said).toHaveLength(2)
    expect(fan.from).toEqual(['2026-05-28', 15])
  })
})
