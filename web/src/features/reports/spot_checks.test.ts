import { expect, it } from 'vitest'
import { good, onStage } from '@/app/on_stage'
import SpotChecks from './SpotChecks.vue'

const check = (seed: string) => ({ id: 1, version: 1, title: 'reports of June', list: 'ab', size: 9, count: 1, seed_rule: '', seed, drawn: seed ? [{ line: 3, text: 'line 3', commitment: null, finding: null }] : [] })
const stageOf = (seed: string, refusal: string) => onStage(SpotChecks, {}, {
  listThings: ({ query: { state } }: { query: { state: string } }) => good({ items: state === (seed ? 'drawn' : 'listed') ? [{ id: 1, version: 1, state }] : [] }),
  getSpotCheck: () => good(check(seed)),
  getThing: () => good({ steps: ['draw', 'find', 'close'].map((step) => ({ command: `spot_check.${step}`, refusal })) })
})

it('asks for what is open by its state, however old, and offers no form that would be refused', async () => {
  for (const seed of ['', '20260701']) {
    const reader = stageOf(seed, 'not yours'), checker = stageOf(seed, '')
    await reader.settled()
    await checker.settled()
    expect(reader.asked.filter(({ name }) => name === 'listThings').map(({ request }) => (request as { query: { state: string } }).query.state).sort()).toEqual(['drawn', 'listed'])
    expect(reader.text()).toContain('reports of June')
    expect([reader, checker].map(({ place }) => place.querySelectorAll('form').length)).toEqual([0, 1])
    reader.leave()
    checker.leave()
  }
})
