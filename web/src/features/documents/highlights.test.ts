import { describe, expect, it } from 'vitest'
import { MockCity } from '../../../mock/city.mjs'
import type { DocumentFull } from '@/api/schema'
import { boundsOf, highlightsOf } from './highlights'

const city = MockCity.create()
const titles = (id: number) => highlightsOf(city.document(id) as DocumentFull).map(({ title, items }) => [title, items.length])

describe('what a careful reader must see', () => {
  it('two branches, an open list and a doubtful share at the site meeting', () => {
    expect(titles(2)).toEqual([['条件事项', 2], ['列举未尽', 1], ['对应不明', 1]])
  })
  it('the request upward, the plan owed, the one task with figure and date, the lost digit at the rally', () => {
    expect(titles(1)).toEqual([['条件事项', 1], ['向上请求', 1], ['要交的成果', 1], ['有数又有期限的任务', 1], ['有丢字的数', 1]])
  })
  it('leaves out what a person dismissed', () => {
    const paper = city.document(2) as DocumentFull
    const dismissed = { ...paper, statements: paper.statements.map((each) => ({ ...each, state: 'dismissed' as const })) }
    expect(highlightsOf(dismissed)).toEqual([])
    expect(boundsOf(dismissed)).toEqual([])
  })
  it('counts every figure with its bound', () => {
    expect(boundsOf(city.document(1) as DocumentFull).map((figure) => figure.comparator)).toEqual(['=', '=', '=', '>', 'near', '=', '>=', '>=', '>=', '=', '='])
  })
})
