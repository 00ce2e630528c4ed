import { describe, expect, it } from 'vitest'
import { pagesOf, rowWindow } from './window'

describe('the window on ten thousand rows', () => {
  it('keeps only rows near the view and the full height', () => {
    for (const top of [-300, 0, 61, 299_999, 599_000, 700_000]) {
      const window = rowWindow(10_000, 60, top, 900)
      expect(window.last - window.first).toBeLessThanOrEqual(32)
      expect(window.above + (window.last - window.first) * 60 + window.below).toBe(600_000)
    }
  })
  it('shows every row that is in view', () => {
    const { first, last } = rowWindow(10_000, 60, 6_030, 900, 0)
    expect([first, last]).toEqual([100, 116])
  })
  it('stands still with no rows at all', () => {
    expect(rowWindow(0, 60, 500, 900)).toEqual({ first: 0, last: 0, above: 0, below: 0 })
  })
  it('names the pages to ask for', () => {
    expect(pagesOf(95, 116, 100)).toEqual([1, 2])
    expect(pagesOf(0, 100, 100)).toEqual([1])
    expect(pagesOf(0, 0, 100)).toEqual([])
  })
})
