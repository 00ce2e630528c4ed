/** What has a day before what has none, the nearest day first; else as it was. */
export function dueFirst<Each extends { readonly due: string | null }>(all: readonly Each[]): readonly Each[] {
  return [...all].sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999'))
}
