/** A cell that no spreadsheet takes for a formula, quoted where it must be (RFC 4180). */
function cell(words: string): string {
  const safe = /^[=+\-@\t\r]/.test(words) && !/^-?\d+(\.\d+)?$/.test(words) ? `'${words}` : words
  return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

/** Rows as CSV with the mark by which Excel knows UTF-8. */
export function csvOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return '\ufeff' + [head, ...rows].map((row) => row.map(cell).join(',') + '\r\n').join('')
}

/** Gives the browser a file to keep. */
export function keepFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
