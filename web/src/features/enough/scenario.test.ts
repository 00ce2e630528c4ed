import { describe, expect, it } from 'vitest'
import type { SectionFull, SectionMeasure } from '@/api/schema'
import { answerOf, asPromised, differencesOf, planOf, planToken, quarterText, waterfallOf, wordOf } from './scenario'

const measure = (id: number, fall: number, standing: SectionMeasure['standing'], cost: number | null): SectionMeasure => ({
  id, thing: 'measure', number: id, does: '', title: `措施${id}`, body: 1, body_name: '东镇', asset_name: '东河', standing, due: '2026-Q4', in_time: true, fall, doubt: 0, by: 'by_rate', chance: 1, cost_yuan: cost, gain: 0, commitments: [], events: []
})
const full = {
  row: { without: 2, limit: 1.5 }, measures: [measure(1, 0.3, 'sound', 100), measure(2, 0.4, 'nobody', 5000)],
  sliders: { measures: [{ measure: 1, promised: true, factors: [1, 1, 1, 1] }, { measure: 2, promised: false, factors: [0.2, 0.9, 1.1, 1.8] }], error: [1, 1, 1, 1], others: [0, 0, 0, 0], model_error: 0 }
} as unknown as SectionFull

describe('a plan at a section', () => {
  it('falls short with what is promised alone', () => {
    const answer = answerOf(full, asPromised(full))
    expect(answer.level).toBeCloseTo(1.7, 12)
    expect(answer.probability).toBe(0)
    expect(answer.cost).toBe(0)
  })
  it('counts the draws in which the limit is met, and the price of what is added', () => {
    const answer = answerOf(full, { 1: 1, 2: 1 })
    expect(answer.level).toBeCloseTo(1.3, 12)
    expect(answer.probability).toBe(0.75) // 0.2 · 0.4 does not close 0.2
    expect(answer.cost).toBe(5000)
    expect(answerOf(full, { 1: 1, 2: 0.5 }).cost).toBe(2500)
  })
  it('never gets worse when a measure is done more', () => {
    let before = 0
    for (const strength of [0, 0.25, 0.5, 0.75, 1]) {
      const { probability } = answerOf(full, { 1: 1, 2: strength })
      expect(probability).toBeGreaterThanOrEqual(before)
      before = probability
    }
  })
  it('says the word of the written thresholds', () => {
    expect(wordOf({ probability: 0.8, low: 0.1, high: 1 })).toBe('yes')
    expect(wordOf({ probability: 0.5, low: 0.3, high: 0.7 })).toBe('no')
    expect(wordOf({ probability: 0.5, low: 0.1, high: 0.9 })).toBe('cannot_say')
  })
  it('runs from the base over what is promised to what nobody promised', () => {
    const steps = waterfallOf(full)
    expect(steps.map((step) => step.kind)).toEqual(['base', 'promised', 'end', 'missing'])
    expect(steps.at(-1)?.to).toBeCloseTo(1.3, 12)
  })
  it('says in what it differs from the promises, and comes back from an address', () => {
    const plan = { 1: 0.6, 2: 1 }
    expect(differencesOf(full, plan)).toEqual([{ measure: 1, title: '措施1', from: 1, to: 0.6 }, { measure: 2, title: '措施2', from: 0, to: 1 }])
    expect(planToken(full, plan)).toBe('1-60_2-100')
    expect(planOf(full, '1-60_2-100')).toEqual(plan)
    expect([planToken(full, asPromised(full)), planOf(full, '0')]).toEqual(['0', asPromised(full)])
  })
  it('takes no plan from an address that is none, or of another section', () => {
    for (const token of ['', '1', '1-', '1-101', '9-50', '1-50_', '-1-50', '1-5e1', '1-50;2-3']) expect(planOf(full, token), token).toBeNull()
  })
  it('reads quarters', () => { expect(quarterText('2026-Q4')).toBe('2026年四季度') })
})
