import { describe, expect, it } from 'vitest'
import { MockCity } from './city.mjs'
import { answer } from './routes.mjs'
import { answerSchema, faults } from './schema.mjs'

const city = MockCity.create()
const { value: session, signedIn } = answer(city, { method: 'POST', route: '/session', query: new URLSearchParams(), body: { name: 'bianshen', password: 'yunxi-bianshen' } })

function ask(method: string, address: string, body?: unknown): unknown {
  const [route = '', query] = address.split('?')
  return answer(city, { method, route, query: new URLSearchParams(query), body, session: signedIn, csrf: signedIn?.csrf }).value
}

describe('the mock answers as the contract says', () => {
  const cases: readonly (readonly [method: string, path: string, address: string, body?: unknown])[] = [
    ['GET', '/session', '/session'], ['GET', '/overview', '/overview'], ['GET', '/map/states', '/map/states'], ['GET', '/enough', '/enough'], ['GET', '/water', '/water'], ['GET', '/learned', '/learned'], ['GET', '/overview', '/overview?place=?2'], ['GET', '/documents', '/documents'],
    ['GET', '/documents/{id}', '/documents/1'], ['GET', '/documents/{id}', '/documents/2'], ['GET', '/documents/{id}', '/documents/3'],
    ['GET', '/questions', '/questions?state=open'], ['GET', '/commitments', '/commitments?search=河涌&size=200'], ['GET', '/commitments/{id}', '/commitments/1'],
    ['GET', '/commitments/{id}', '/commitments/5'], ['GET', '/commitments/{id}/assets', '/commitments/1/assets?search=涌'], ['GET', '/commitments/{id}/funnel', '/commitments/1/funnel?page=1&size=20'], ['GET', '/reports', '/reports?checkable=1'], ['GET', '/lifecycles', '/lifecycles'], ['GET', '/ledger', '/ledger'], ['POST', '/ledger/check', '/ledger/check'], ['GET', '/ledger/events', '/ledger/events?sequences=1,20,36'],
    ['GET', '/ledger/events/{sequence}', '/ledger/events/23'], ['GET', '/ledger/events/{sequence}/proof', '/ledger/events/23/proof'], ['GET', '/registers', '/registers'],
    ['POST', '/commands', '/commands', { id: 'one', type: 'ask_question', body: { statement: 1, label: '责任', text: '谁？' } }],
    ['POST', '/commands', '/commands', { id: 'two', type: 'file_report', body: { commitment: 1, until: '2026-06-30', moves: [{ asset: 60, stage: 'built' }], note: '完工' } }]
  ]
  it.each(cases)('%s %s (%s)', (method, path, address, body) => {
    expect(faults(answerSchema(method, path, 200), ask(method, address, body))).toEqual([])
  })
  it('and the check would notice: a member missing, unknown, of another kind', () => {
    const schema = answerSchema('GET', '/session', 200)
    const { csrf: _left, ...lacking } = session as Record<string, unknown>
    expect(faults(schema, lacking)).toEqual(['.csrf is missing'])
    expect(faults(schema, { ...session as object, more: 1 })).toEqual(['.more is unknown'])
    expect(faults(schema, { ...session as object, roles: ['king'] })[0]).toContain('none of')
    expect(faults(schema, { ...session as object, events: '5' })[0]).toContain('not integer')
  })
})
