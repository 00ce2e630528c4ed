import { onScopeDispose, shallowReadonly, shallowRef, watch } from 'vue'
import { useApi, type ApiFailure } from '@/api/api'
import type { CommitmentRow, Commitments, Operations } from '@/api/schema'
import { pagesOf } from './window'

export type Filter = Omit<NonNullable<Operations['listCommitments']['query']>, 'page' | 'size'>

export const kPageSize = 100
const kPauseMs = 150

/** Rows of a filtered list, fetched by the page as they come into view; a changed filter starts afresh but keeps what is
 *  shown until the first new page is there. */
export function useRows(filter: () => Filter) {
  const api = useApi()
  const rows = shallowRef<ReadonlyMap<number, CommitmentRow>>(new Map())
  const head = shallowRef<Omit<Commitments, 'items' | 'page' | 'size'> | null>(null)
  const failure = shallowRef<ApiFailure | null>(null)
  const busy = shallowRef(false)
  let running = new AbortController()
  let asked = new Set<number>()
  let pause: ReturnType<typeof setTimeout> | undefined

  async function fetchPage(page: number, isFirst: boolean): Promise<void> {
    const mine = running
    asked.add(page)
    const outcome = await api.ask('listCommitments', { query: { ...filter(), page, size: kPageSize } }, { signal: mine.signal })
    if (mine.signal.aborted) return
    busy.value = false
    if (!outcome.ok) {
      asked.delete(page)
      failure.value = outcome.failure
      return
    }
    failure.value = null
    head.value = outcome.value
    const next = new Map(isFirst ? [] : rows.value)
    outcome.value.items.forEach((row, at) => next.set((page - 1) * kPageSize + at, row))
    rows.value = next
  }

  function restart(): void {
    running.abort()
    running = new AbortController()
    asked = new Set()
    busy.value = true
    void fetchPage(1, true)
  }

  /** Sees to it that these rows are there or on their way. */
  function need(first: number, last: number): void {
    for (const page of pagesOf(first, last, kPageSize))
      if (!asked.has(page)) void fetchPage(page, false)
  }

  watch(() => JSON.stringify(filter()), (_now, before) => {
    clearTimeout(pause)
    if (before === undefined) restart()
    else pause = setTimeout(restart, kPauseMs)
  }, { immediate: true })
  onScopeDispose(() => {
    clearTimeout(pause)
    running.abort()
  })
  return { rows: shallowReadonly(rows), head: shallowReadonly(head), failure: shallowReadonly(failure), busy: shallowReadonly(busy), need, again: restart }
}
