import { describe, expect, it } from 'vitest'
import type { Outcome } from '@/api/api'
import { allPages, type ListPage } from './all_pages'

const list = (rows: readonly number[], size: number) => (page: number): Promise<Outcome<ListPage<number>>> =>
  Promise.resolve({ ok: true, value: { total: rows.length, items: rows.slice((page - 1) * size, page * size) } })

describe('all pages of a list', () => {
  it('are its rows in order, and end where the list ends', async () => {
    expect(await allPages(list([1, 2, 3, 4, 5], 2))).toEqual({ ok: true, value: [1, 2, 3, 4, 5] })
    expect(await allPages(list([], 2))).toEqual({ ok: true, value: [] })
    expect(await allPages(() => Promise.resolve({ ok: true, value: { total: 9, items: [] } }))).toEqual({ ok: true, value: [] })
  })
  it('are a failure when one page is: a part is not the whole', async () => {
    const failure = { fault: 'unavailable' as const, reason: '服务忙。请稍后再试。' }
    const whole = list([1, 2, 3, 4, 5], 2)
    expect(await allPages((page) => page === 2 ? Promise.resolve({ ok: false, failure }) : whole(page))).toEqual({ ok: false, failure })
  })
})
