import type { Wish } from '@/api/api'
import type { Lifecycle, Need, OpenStep, ThingRow } from '@/api/schema'

/** Kinds with pages of their own; all others have the one list and the one page of this folder. */
const kOwnPages: ReadonlySet<string> = new Set(['commitment', 'question', 'report'])
export const hasOwnPage = (kind: string): boolean => kOwnPages.has(kind)

/** Kinds read in a page of their own; their openings and steps stand in the pages of this folder all the same. */
const kOwnLists: ReadonlySet<string> = new Set(['project', 'capacity', 'year_turn'])
export const hasOwnList = (kind: string): boolean => kOwnLists.has(kind)

/** Where a kind is opened whose opening needs more than its form: a turn of the year records the verdicts of the day first. */
export const placeOfOpening = (kind: string): string | undefined => kind === 'year_turn' ? '/years' : undefined

/** Where a thing of any kind is read. */
export function placeOfThing(kind: string, id: number): string {
  if (kind === 'commitment') return `/commitments/${id}`
  if (kind === 'document') return `/documents/${id}`
  if (kind === 'statement') return `/statements/${id}`
  if (kind === 'year_turn') return `/years/${id}`
  return `/things/${kind}/${id}`
}

/** Fields of a thing that lead somewhere: papers, sentences, and things of every kind; registers do not. */
export function leadsSomewhere(to: string): boolean {
  return to !== '' && !['body', 'post', 'person', 'place', 'asset'].includes(to)
}

/** Steps with a form made from the lifecycle; those with commands of their own have their own forms. */
export const isGeneric = (step: OpenStep): boolean => step.command.includes('.')
export const stepDraft = (row: ThingRow, step: OpenStep): string => `${row.kind}-${row.id}-${step.command}`

export type Field = Need['field']
const kOffered: readonly Field[] = ['reason', 'document', 'day', 'body', 'post', 'article', 'name']

/** What may be said beside what must: papers and reasons always help, the rest where a guard asks for it. */
export function offeredFields(step: OpenStep): readonly Field[] {
  const needed = new Set(step.needs.map(({ field }) => field))
  return kOffered.filter((field) => !needed.has(field))
}

/** The members of the step's body; a field left empty is left out. */
export function noteOf(fields: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  const given = (name: string) => (fields[name] ?? '').trim()
  const note: Record<string, unknown> = {}
  for (const name of ['reason', 'article', 'name', 'day']) if (given(name)) note[name] = given(name)
  for (const name of ['document', 'body', 'post', 'number']) if (given(name)) note[name] = Number(given(name))
  if (given('figure')) note.figure = { value: given('figure'), unit: given('unit'), bound: '=', basis: 'unstated', ...(given('of') ? { of: given('of') } : {}) }
  for (const name of ['assets', 'evidence']) {
    const many = given(name).split(/[\s,，]+/).filter(Boolean)
    if (many.length > 0) note[name] = name === 'assets' ? many.map(Number) : many
  }
  return note
}

/** The first need that is not met yet; nothing when all are. */
export function unmet(step: OpenStep, fields: Readonly<Record<string, string>>): Need | undefined {
  const note = noteOf(fields)
  return step.needs.find(({ field }) => !(field in note))
}

export function stepWish(row: ThingRow, step: OpenStep, fields: Readonly<Record<string, string>>): Omit<Wish, 'seen'> {
  return { type: step.command as Wish['type'], body: { thing: row.id, ...noteOf(fields) } }
}

/** The words of a state, in the order of its lifecycle. */
export function stateName(lifecycle: Lifecycle | undefined, state: string): string {
  return lifecycle?.states.find((each) => each.state === state)?.name ?? state
}
