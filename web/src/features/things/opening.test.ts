import { expect, it } from 'vitest'
import type { Lifecycle, OpeningField } from '@/api/schema'
import { openWish } from './opening'

const field = (name: string, type: OpeningField['type'], more: Partial<OpeningField> = {}): OpeningField => ({ field: name, name, type, to: '', many: false, most: 200, choices: [], ...more })
const lifecycle = {
  kind: 'ask', open: 'open_ask',
  fields: [field('answerer', 'link', { to: 'body' }), field('blocks', 'link', { to: 'commitment', many: true }), field('due', 'day'), field('figure', 'figure'), field('urgent', 'yes_no'), field('what', 'text'), field('parts', 'group')]
} as unknown as Lifecycle

it('an opening carries what was filled in, each member in its form', () => {
  expect(openWish(lifecycle, { answerer: '4', blocks: 'C-8 12', due: '2026-12-31', figure: '1,200', 'figure.unit': '万元', urgent: 'yes', what: ' 协调界河涌 ' })).toEqual({
    type: 'open_ask', body: { answerer: 4, blocks: [8, 12], due: '2026-12-31', figure: { value: '1200', unit: '万元', bound: '=', basis: 'unstated' }, urgent: true, what: '协调界河涌' }
  })
  expect(openWish(lifecycle, { what: '' })).toEqual({ type: 'open_ask', body: {} })
})
