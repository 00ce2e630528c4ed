/** A tree laid out top down with its depth; what hangs under nothing known stands at the top. */
export function treeOf<Item extends { readonly id: number; readonly parent: number | null }>(items: readonly Item[]): readonly { readonly item: Item; readonly depth: number }[] {
  const ids = new Set(items.map((item) => item.id))
  const below = new Map<number, Item[]>()
  for (const item of items) {
    const parent = item.parent !== null && ids.has(item.parent) && item.parent !== item.id ? item.parent : 0
    below.set(parent, [...(below.get(parent) ?? []), item])
  }
  const laid: { item: Item; depth: number }[] = []
  const lay = (parent: number, depth: number) => {
    for (const item of below.get(parent) ?? []) {
      laid.push({ item, depth })
      lay(item.id, depth + 1)
    }
  }
  lay(0, 0)
  return laid
}
