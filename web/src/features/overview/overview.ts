import type { Coverage, Operations, PlaceTally, StatusLine } from '@/api/schema'

/** A statement that no one has acted on: it stands behind every commitment. */
export function isUnheard(line: StatusLine): boolean {
  return line.id.startsWith('S-')
}

/** The five shares of 说得清; `effect` is asked only where an outcome is named. */
export function sharesOf(coverage: Coverage): readonly { readonly words: string; readonly part: number; readonly whole: number }[] {
  const whole = coverage.forward
  return [
    { words: '责任', part: coverage.lead, whole }, { words: '数字', part: coverage.figure, whole },
    { words: '期限', part: coverage.date, whole }, { words: '效果', part: coverage.effect, whole: coverage.effect_asked },
    { words: '凭据', part: coverage.evidence, whole }
  ]
}

/** What a line still lacks, in the words of 说得清. */
export function missingOf(line: StatusLine): readonly string[] {
  return [
    ...(line.promised.lead === null ? ['责任'] : []), ...(line.promised.figures.length === 0 ? ['数字'] : []),
    ...(line.promised.deadline === null ? ['期限'] : [])
  ]
}

type Narrowing = Pick<NonNullable<Operations['listCommitments']['query']>, 'kept' | 'enough' | 'light'>

/** Where the commitments of a place stand, all of them or those with one verdict. */
export function listOf(place: PlaceTally, narrowed: Narrowing = {}): { readonly path: string; readonly query: Readonly<Record<string, string>> } {
  return { path: '/commitments', query: { place: place.key, ...narrowed } }
}

/** How many commitments and how many unheard statements of a place stand behind the lines shown. */
export function leftOf(place: PlaceTally, lines: readonly StatusLine[]): { readonly commitments: number; readonly unheard: number } {
  const unheard = lines.filter(isUnheard).length
  return { commitments: place.commitments - (lines.length - unheard), unheard: place.unheard - unheard }
}
