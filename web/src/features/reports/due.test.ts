import { describe, expect, it } from 'vitest'
import { dueFirst } from './due'

describe('what is asked', () => {
  it('stands due first, what has no day last, equal ones as they came', () => {
    const all = [{ n: 1, due: null }, { n: 2, due: '2026-07-01' }, { n: 3, due: '2026-06-30' }, { n: 4, due: null }, { n: 5, due: '2026-07-01' }]
    expect(dueFirst(all).map(({ n }) => n)).toEqual([3, 2, 5, 1, 4])
  })
})
