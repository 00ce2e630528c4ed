import { describe, expect, it } from 'vitest'
import type { YearLine } from '@/api/schema'
import { beforeAfter, linesOf, verdictText } from './years'

const line = (commitment: number, times: number, more: Partial<YearLine> = {}): YearLine => ({
  commitment, times, version: 1, title: '', state: 'in_force', lead: 1, lead_name: '', fate: 'undecided', fate_name: '未定', figure_before: '', figure_after: '', unit: '',
  due_before: null, due_after: null, reason: '', approver: '', verdict: null, ...more
})

describe('the lines of a year', () => {
  it('asks first about what was carried before', () => {
    expect(linesOf([line(1, 0), line(2, 2), line(3, 1)], 'undecided').map(({ commitment }) => commitment)).toEqual([2, 3, 1])
    expect(linesOf([line(1, 0)], 'carried')).toEqual([])
  })
  it('shows what changed and what did not', () => {
    expect(beforeAfter('≥35公里', '≥20公里', '—')).toBe('≥35公里 → ≥20公里')
    expect(beforeAfter('≥35公里', '≥35公里', '—')).toBe('≥35公里')
    expect(beforeAfter('', '', '—')).toBe('—')
  })
  it('never shows a probability without its range', () => {
    const verdict = { event: 9, word: '能按期', probability: '0.82', low: '0.61', high: '0.94', reason: '', engine: '1' }
    expect(verdictText(line(1, 0, { verdict }))).toBe('能按期 82%（61–94%）')
    expect(verdictText(line(1, 0, { verdict: { ...verdict, word: '说不清', probability: null, low: null, high: null } }))).toBe('说不清')
    expect(verdictText(line(1, 0))).toBe('')
  })
})
