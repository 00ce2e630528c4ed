import { describe, expect, it } from 'vitest'
import type { Scorecard } from '@/api/schema'
import { driverBar, groupsOf, rivalsOf, whole } from './forecast'

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

describe('a driver', () => {
  it('is a bar from its lower to its higher chance', () => { expect(driverBar(0.7, 0.2, 0.5)).toEqual({ '--lo': 20, '--hi': 70, '--p': 50 }) })
  it('shows whole percents', () => { expect(whole(0.456)).toBe('46%') })
})
