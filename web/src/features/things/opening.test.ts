import { expect, it } from 'vitest'
import type { Lifecycle, OpeningField } from '@/api/schema'
import { fenOf, openWish, rowsIn } from './opening'

const field = (name: string, type: OpeningField['type'], more: Partial<OpeningField> = {}): OpeningField => ({ field: name, name, type, to: '', many: false, most: 200, choices: [], fields: [], ...more })
const lifecycle = {
  kind: 'ask', open: 'open_ask',
  fields: [field('answerer', 'link', { to: 'body' }), field('blocks', 'link', { to: 'commitment', many: true }), field('due', 'day'), field('figure', 'figure'), field('urgent', 'yes_no'), field('what', 'text'), field('parts', 'group', { many: true, fields: [field('amount', 'figure'), field('cost_fen', 'money'), field('giver', 'link', { to: 'body' })] })]
} as unknown as Lifecycle

it('an opening carries what was filled in, each member in its form', () => {
  expect(openWish(lifecycle, { answerer: '4', blocks: 'C-8 12', due: '2026-12-31', figure: '1,200', 'figure.unit': '万元', urgent: 'yes', what: ' 协调界河涌 ' })).toEqual({
    type: 'open_ask', body: { answerer: 4, blocks: [8, 12], due: '2026-12-31', figure: { value: '1200', unit: '万元', bound: '=', basis: 'unstated' }, urgent: true, what: '协调界河涌' }
  })
  expect(openWish(lifecycle, { what: '' })).toEqual({ type: 'open_ask', body: {} })
})

it('rows of a group are members of their own', () => {
  const parts = JSON.stringify([{ amount: '35', 'amount.unit': 'kg/d', 'amount.of': '氨氮', cost_fen: '1.5', giver: '4' }, { giver: '5' }])
  expect(openWish(lifecycle, { parts }).body).toEqual({ parts: [{ amount: { value: '35', unit: 'kg/d', of: '氨氮', bound: '=', basis: 'unstated' }, cost_fen: 1_500_000, giver: 4 }, { giver: 5 }] })
  expect([rowsIn('not json'), rowsIn(''), rowsIn('3')]).toEqual([[], [], []])
})

it('money is whole fen, exactly, or refused', () => {
  expect(['0.000001', '1,234.5', '680000', '-2'].map(fenOf)).toEqual([1, 1_234_500_000, 680_000_000_000, -2_000_000])
  expect(['0.0000001', '一万', ''].map((words) => Number.isNaN(fenOf(words)))).toEqual([true, true, true])
})
