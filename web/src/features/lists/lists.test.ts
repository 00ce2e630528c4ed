import { describe, expect, it } from 'vitest'
import type { ListMark } from '@/api/schema'
import { sorted } from './lists'

const mark = (what: ListMark['what'], id: number): ListMark => ({ what, asset_name: '', first: { kind: 'commitment', id, label: '', title: '', body_name: '' }, second: null, parent: null })

describe('the marks of the five lists', () => {
  it('tell conflicts first and synergies last', () => {
    expect(sorted([mark('synergy', 1), mark('date', 2), mark('opposed', 3), mark('date', 1)]).map(({ what, first }) => `${what}${first.id}`)).toEqual(['opposed3', 'date2', 'date1', 'synergy1'])
  })
})
