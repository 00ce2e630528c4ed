import { describe, expect, it } from 'vitest'
import type { OpenStep, ThingRow } from '@/api/schema'
import { hasOwnList, isGeneric, leadsSomewhere, noteOf, offeredFields, placeOfOpening, placeOfThing, stepWish, unmet } from './things'

const step: OpenStep = { command: 'ask.escalate', name: '升级', to: 'escalated', guard: '', refusal: '', needs: [{ field: 'reason', name: '理由' }, { field: 'day', name: '日期' }] }
const row = { kind: 'ask', id: 3 } as ThingRow

describe('a step of any kind', () => {
  it('names the first thing that is missing', () => {
    expect(unmet(step, { reason: ' ', day: '' })?.name).toBe('理由')
    expect(unmet(step, { reason: '久拖未决', day: '' })?.name).toBe('日期')
    expect(unmet(step, { reason: '久拖未决', day: '2026-12-31' })).toBeUndefined()
  })
  it('carries what was given and leaves out what was not', () => {
    expect(stepWish(row, step, { reason: ' 久拖未决 ', day: '2026-12-31', body: '4', document: '' })).toEqual({ type: 'ask.escalate', body: { thing: 3, reason: '久拖未决', day: '2026-12-31', body: 4 } })
    expect(noteOf({ figure: '12.5', unit: '亩', assets: '3, 4' })).toEqual({ figure: { value: '12.5', unit: '亩', bound: '=', basis: 'unstated' }, assets: [3, 4] })
  })
  it('offers what it does not ask for', () => {
    expect(offeredFields(step)).toEqual(['document', 'body', 'post', 'article', 'name'])
  })
  it('with a command of its own has a form of its own', () => {
    expect([isGeneric(step), isGeneric({ ...step, command: 'extend_deadline' })]).toEqual([true, false])
  })
})

it('things lead to their pages, registers nowhere', () => {
  expect([placeOfThing('commitment', 8), placeOfThing('document', 2), placeOfThing('ask', 3), placeOfThing('year_turn', 2)]).toEqual(['/commitments/8', '/documents/2', '/things/ask/3', '/years/2'])
  expect([leadsSomewhere('body'), leadsSomewhere(''), leadsSomewhere('ask')]).toEqual([false, false, true])
})

it('a turn of the year is listed and opened in pages of its own', () => {
  expect([hasOwnList('year_turn'), placeOfOpening('year_turn'), placeOfOpening('ask')]).toEqual([true, '/years', undefined])
})
