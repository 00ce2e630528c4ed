import { describe, expect, it } from 'vitest'
import type { PlaceTally, StatusLine } from '@/api/schema'
import { isUnheard, leftOf, listOf, missingOf, sharesOf } from './overview'

function line(id: string): StatusLine {
  return {
    id, kind: '承诺·在办', theme: 'water', sentence: id, document: '', questions: [], events: [1, 2],
    promised: { figures: [], lead: null, deadline: '尽快', extended: false },
    kept: { light: 'unknown', sum: '', verdict: 'likely', probability: null, low: null, high: null, reason: '' },
    enough: { answer: 'cannot_say', reason: '', probability: null, low: null, high: null, met: null, section: null }
  }
}

const coverage = { forward: 10, lead: 4, figure: 3, date: 2, effect_asked: 5, effect: 1, evidence: 0, all: 0 }
const place: PlaceTally = {
  key: '青溪镇', place: '青溪镇', documents: 3, commitments: 31, unheard: 7, questions: 4, red: 1, yellow: 0, coverage,
  kept: { likely: 20, at_risk: 6, unlikely: 4, cannot_say: 1 }, enough: { yes: 10, no: 1, cannot_say: 20 }
}

describe('the overview', () => {
  it('asks for an effect only where an outcome is named', () => {
    const shares = sharesOf(coverage)
    expect(shares.find((share) => share.words === '效果')).toEqual({ words: '效果', part: 1, whole: 5 })
    expect(shares.find((share) => share.words === '责任')?.whole).toBe(10)
  })
  it('names what a line lacks and tells a commitment from a statement', () => {
    expect(missingOf(line('C-1'))).toEqual(['责任', '数字'])
    expect([isUnheard(line('C-1')), isUnheard(line('S-1'))]).toEqual([false, true])
  })
  it('counts what stands behind the lines shown, commitments and statements apart', () => {
    expect(leftOf(place, [line('C-1'), line('C-2'), line('S-9')])).toEqual({ commitments: 29, unheard: 6 })
    expect(leftOf({ ...place, commitments: 1, unheard: 0 }, [line('C-1')])).toEqual({ commitments: 0, unheard: 0 })
  })
  it('leads to the list of the place, narrowed to a verdict', () => {
    expect(listOf(place)).toEqual({ path: '/commitments', query: { place: '青溪镇' } })
    expect(listOf(place, { kept: 'unlikely' }).query).toEqual({ place: '青溪镇', kept: 'unlikely' })
  })
})
