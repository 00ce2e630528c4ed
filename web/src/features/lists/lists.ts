import type { ListMark, Operations } from '@/api/schema'

export type ListKey = NonNullable<Operations['getLists']['query']['list']>
export const kLists: readonly ListKey[] = ['problem', 'target', 'task', 'measure', 'duty']

/** What a mark says, in one word and one line; conflicts before what merely touches, synergies last. */
export const markWords: Readonly<Record<ListMark['what'], readonly [word: string, line: string]>> = {
  opposed: ['相反', '两者对同一对象的要求或效果相互抵触'],
  two_leads: ['多头', '同一对象两家牵头，没有共同的上级事项'],
  figure: ['数值不同', '同样的对象，两处数值不同'],
  date: ['时限不同', '同样的对象，两处时限不同'],
  cross_boundary: ['跨界', '同一对象分属两家，由共同的上级事项牵头'],
  synergy: ['协同', '一项措施服务多个行动，在各行动里各算一次']
}
const kOrder = Object.keys(markWords)

/** Marks in that order, those of one kind as the city gave them. */
export function sorted(marks: readonly ListMark[]): readonly ListMark[] {
  return [...marks].sort((a, b) => kOrder.indexOf(a.what) - kOrder.indexOf(b.what))
}
