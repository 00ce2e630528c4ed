import { expect, it } from 'vitest'
import type { MapThing } from '@/api/schema'
import { bad, good, onStage } from '@/app/on_stage'
import MapPanel from './MapPanel.vue'
import { factsOf } from './looks'

const town = (place: number) => ({ place, name: `town ${place}`, body: 10 + place, rivers: [], river_count: 0, likely: 0, at_risk: 0, unlikely: 0, cannot_say: 0, questions: 0 })
const thing = (place: number): MapThing => ({ code: `P-${place}`, name: `town ${place}`, layer: '', kind: 'place', asset: null, place })
const promise = (lead: number) => ({ id: lead, title: `promise of ${lead}`, kept: { verdict: 'cannot_say', probability: null, low: null, high: null, reason: '', light: 'unknown', sum: '' }, enough: { answer: 'cannot_say' } })

it('the promises of one town never stand under the name of another, and their absence is explained', async () => {
  const stage = onStage(MapPanel, { thing: null, kind: '', facts: factsOf(null), enough: null, towns: [town(1), town(2), town(3)], codes: new Map([[1, 'T-1']]) }, {
    listCommitments: ({ query: { lead } }: { query: { lead: number } }) => lead === 11 ? good({ items: [promise(lead)] }) : lead === 12 ? null : bad('no answer today')
  })
  await stage.settled()
  expect(stage.asked).toEqual([])
  stage.given.thing = thing(1)
  await stage.settled()
  expect(stage.text()).toContain('promise of 11')
  stage.given.thing = thing(2)
  await stage.settled()
  expect(stage.text()).not.toContain('promise of 11')
  stage.given.thing = thing(3)
  await stage.settled()
  expect(stage.text()).toContain('no answer today')
  stage.leave()
})
