import type { YearLine } from '@/api/schema'
import { rangeText } from '@/design/figures'

export type Fate = YearLine['fate']
/** What has to be decided first, then what was. */
export const kFates: readonly Fate[] = ['undecided', 'carried', 'rebased', 'dropped', 'done', 'undated']

/** The lines of one fate; undecided ones that were carried before come first, for they are asked about first. */
export function linesOf(lines: readonly YearLine[], fate: Fate): readonly YearLine[] {
  const these = lines.filter((line) => line.fate === fate)
  return fate === 'undecided' ? [...these].sort((a, b) => b.times - a.times || a.commitment - b.commitment) : these
}

/** 35公里 → 20公里; one of them alone where nothing changed. */
export const beforeAfter = (before: string, after: string, none: string): string => before === after ? before || none : `${before || none} → ${after || none}`

/** 82%（61–94%）; the words alone where no probability was shown. */
export function verdictText(line: YearLine): string {
  const shown = line.verdict
  if (!shown) return ''
  if (shown.probability === null) return shown.word
  const range = shown.low === null || shown.high === null ? '' : rangeText(Number(shown.low), Number(shown.high))
  return `${shown.word} ${Math.round(Number(shown.probability) * 100)}%${range && `（${range}）`}`
}
