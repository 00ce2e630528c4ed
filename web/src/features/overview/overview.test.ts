import { describe, expect, it } from 'vitest'
import type { StatusLine } from '@/api/schema'
import { byAttention, eventsOf, missingOf, placeOf, sharesOf, tallyOf } from './overview'

function line(id: string, verdict: StatusLine['kept']['verdict'], answer: StatusLine['enough']['answer'] = 'cannot_say'): StatusLine {
  return {
    id, kind: '承诺·在办', theme: 'water', sentence: id, document: '', questions: [], events: [1, 2],
    promised: { figures: [], lead: null, deadline: '尽快', extended: false },
    kept: { light: 'unknown', sum: '', verdict, probability: null, low: null, high: null, reason: '' },
    enough: { answer, reason: '', probability: null, low: null, high: null, met: null, section: null }
  }
}

describe('the overview', () => {
  it('puts first what will slip, then what falls short, and unheard statements last', () => {
    const lines = [line('S-1', 'unlikely'), line('C-1', 'likely', 'yes'), line('C-2', 'at_risk', 'yes'), line('C-3', 'at_risk', 'no'), line('C-4', 'unlikely')]
    expect(lines.sort(byAttention).map((each) => each.id)).toEqual(['C-4', 'C-3', 'C-2', 'C-1', 'S-1'])
  })
  it('puts first, among unheard statements, the one that says most', () => {
    const full = { ...line('S-2', 'cannot_say'), promised: { figures: ['≥1条'], lead: '市水务局', deadline: '2026-12-31', extended: false } }
    expect([line('S-1', 'cannot_say'), full].sort(byAttention).map((each) => each.id)).toEqual(['S-2', 'S-1'])
  })
  it('counts the two verdicts apart', () => {
    const tally = tallyOf([line('C-1', 'likely', 'no'), line('C-2', 'likely', 'yes')])
    expect(tally.kept.likely).toBe(2)
    expect(tally.enough).toEqual({ yes: 1, no: 1, cannot_say: 0 })
  })
  it('asks for an effect only where an outcome is named', () => {
    const shares = sharesOf({ forward: 10, lead: 4, figure: 3, date: 2, effect_asked: 5, effect: 1, evidence: 0, all: 0 })
    expect(shares.find((share) => share.words === '效果')).toEqual({ words: '效果', part: 1, whole: 5 })
    expect(shares.find((share) => share.words === '责任')?.whole).toBe(10)
  })
  it('names what a line lacks and lists each event once', () => {
    expect(missingOf(line('C-1', 'likely'))).toEqual(['责任', '数字'])
    expect(eventsOf([line('C-1', 'likely'), line('C-2', 'likely')])).toEqual([1, 2])
  })
  it('shows the place with most commitments unless another is asked for', () => {
    const place = (name: string, lines: readonly StatusLine[]) =>
      ({ place: name, lines, documents: [], questions: [], said: [], problems: [], merits: [], coverage: { forward: 0, lead: 0, figure: 0, date: 0, effect_asked: 0, effect: 0, evidence: 0, all: 0 } })
    const places = [place('甲', [line('S-1', 'likely'), line('S-2', 'likely')]), place('乙', [line('C-1', 'likely')])]
    expect(placeOf(places, undefined)?.place).toBe('乙')
    expect(placeOf(places, '甲')?.place).toBe('甲')
    expect(placeOf([], '甲')).toBeUndefined()
  })
})
