import type { Outcome } from '@/api/api'

/** One page of a list, and how many rows the list has in all. */
export interface ListPage<Row> {
  readonly total: number
  readonly items: readonly Row[]
}

/** All rows of a list, page by page from 1, or why they could not be had: a part is never passed off as the whole. */
export async function allPages<Row>(ask: (page: number) => Promise<Outcome<ListPage<Row>>>): Promise<Outcome<readonly Row[]>> {
  const rows: Row[] = []
  for (let page = 1; ; page += 1) {
    const outcome = await ask(page)
    if (!outcome.ok) return outcome
    rows.push(...outcome.value.items)
    if (rows.length >= outcome.value.total || outcome.value.items.length === 0) return { ok: true, value: rows }
  }
}
