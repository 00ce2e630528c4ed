import type { Coverage, PlaceStatus, StatusLine } from '@/api/schema'

/** At most so many lines stand on page one; the rest is counted and one click away. */
export const kMostLines = 20

const kKeptOrder = { unlikely: 0, at_risk: 1, cannot_say: 2, likely: 3 } as const
const kEnoughOrder = { no: 0, cannot_say: 1, yes: 2 } as const

/** 要管的在前: what will slip, then what falls short, then what cannot be said, then what keeps.
 *  Statements nobody has heard stand behind, those that say most first: they are confirmed soonest. */
export function byAttention(a: StatusLine, b: StatusLine): number {
  if (isUnheard(a) && isUnheard(b)) return missingOf(a).length - missingOf(b).length || a.questions.length - b.questions.length
  return Number(isUnheard(a)) - Number(isUnheard(b)) ||
    kKeptOrder[a.kept.verdict] - kKeptOrder[b.kept.verdict] ||
    kEnoughOrder[a.enough.answer] - kEnoughOrder[b.enough.answer] ||
    b.questions.length - a.questions.length
}

/** A statement that no one has acted on: it stands behind every commitment. */
export function isUnheard(line: StatusLine): boolean {
  return line.id.startsWith('S-')
}

export interface Tally {
  readonly kept: Readonly<Record<StatusLine['kept']['verdict'], number>>
  readonly enough: Readonly<Record<StatusLine['enough']['answer'], number>>
}

export function tallyOf(lines: readonly StatusLine[]): Tally {
  const kept = { likely: 0, at_risk: 0, unlikely: 0, cannot_say: 0 }
  const enough = { yes: 0, no: 0, cannot_say: 0 }
  for (const line of lines) {
    kept[line.kept.verdict] += 1
    enough[line.enough.answer] += 1
  }
  return { kept, enough }
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

/** Events behind a tally: those of all its lines, each once. */
export function eventsOf(lines: readonly StatusLine[]): readonly number[] {
  return [...new Set(lines.flatMap((line) => line.events))]
}

/** The place shown: the one asked for, else the one with most commitments, else the one with most lines. */
export function placeOf(places: readonly PlaceStatus[], asked: string | undefined): PlaceStatus | undefined {
  const heard = (place: PlaceStatus) => place.lines.filter((line) => !isUnheard(line)).length
  return places.find((place) => place.place === asked) ??
    [...places].sort((a, b) => heard(b) - heard(a) || b.lines.length - a.lines.length)[0]
}
