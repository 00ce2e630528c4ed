/** Rows of equal height in a page that scrolls: which of them must exist, and how much room the others take. */
export interface RowWindow {
  readonly first: number
  readonly last: number
  readonly above: number
  readonly below: number
}

/** `top` is how far the first row stands above the view's upper edge (negative while below it). */
export function rowWindow(total: number, rowHeight: number, top: number, viewHeight: number, spare = 8): RowWindow {
  const first = Math.min(Math.max(0, total - 1), Math.max(0, Math.floor(top / rowHeight) - spare))
  const last = Math.max(first, Math.min(total, Math.ceil((top + viewHeight) / rowHeight) + spare))
  return { first, last, above: first * rowHeight, below: (total - last) * rowHeight }
}

/** The pages (from 1) that hold rows first … last − 1. */
export function pagesOf(first: number, last: number, size: number): readonly number[] {
  const pages: number[] = []
  for (let page = Math.floor(first / size) + 1; (page - 1) * size < last; page += 1) pages.push(page)
  return pages
}
