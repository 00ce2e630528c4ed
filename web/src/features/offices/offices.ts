import type { DutyMatrix, OfficeBody, OfficePost } from '@/api/schema'

/** A body as the tree shows it: how deep it hangs, and where its posts are. */
export interface TreeRow {
  readonly body: OfficeBody
  readonly depth: number
}

/** Bodies below their parents, each level in the order of the register; what names an unknown parent stands at the top. */
export function treeOf(bodies: readonly OfficeBody[]): readonly TreeRow[] {
  const known = new Set(bodies.map(({ id }) => id))
  const below = new Map<number, OfficeBody[]>()
  for (const body of bodies) {
    const parent = body.parent !== null && known.has(body.parent) ? body.parent : 0
    below.set(parent, [...(below.get(parent) ?? []), body])
  }
  const rows: TreeRow[] = []
  const add = (parent: number, depth: number): void => {
    for (const body of below.get(parent) ?? []) {
      rows.push({ body, depth })
      add(body.id, depth + 1)
    }
  }
  add(0, 0)
  return rows
}

/** The bodies in which the words are found, each with all that stand above it, so that a hit is not torn from its place. */
export function found(rows: readonly TreeRow[], words: string): readonly TreeRow[] {
  if (words === '') return rows
  const hit = (body: OfficeBody) => body.name.includes(words) || body.posts.some((post) => post.name.includes(words) || post.holders.some(({ name }) => name?.includes(words)))
  const keep = new Set<number>()
  const byId = new Map(rows.map(({ body }) => [body.id, body]))
  for (const { body } of rows)
    if (hit(body)) for (let at: OfficeBody | undefined = body; at && !keep.has(at.id); at = at.parent === null ? undefined : byId.get(at.parent)) keep.add(at.id)
  return rows.filter(({ body }) => keep.has(body.id))
}

/** Nobody in office: whatever is open of it waits for a holder. */
export const isVacant = (post: OfficePost): boolean => post.holders.length === 0

/** The sectors of a place that nobody answers for. */
export function emptyCells(matrix: DutyMatrix): readonly { readonly place: string; readonly sectors: readonly string[] }[] {
  return matrix.places
    .map(({ name, cells }) => ({ place: name, sectors: matrix.sectors.filter((_, at) => cells[at]?.duty === null) }))
    .filter(({ sectors }) => sectors.length > 0)
}
