import type { Bound, Quantity } from '@/api/schema'

/** A figure taken apart for the eye: the bound keeps a cell of its own, the unit never parts from its number. */
export interface ShownFigure {
  readonly bound: string
  readonly title: string
  readonly isNear: boolean
  readonly words: string
  /** What is counted, in brackets; may part from the number. */
  readonly tail: string
}

const kBounds: Readonly<Record<Bound, readonly [glyph: string, title: string]>> = {
  '=': ['', ''],
  '>': ['＞', '超（不含本数）'],
  '>=': ['≥', '以上（含本数）'],
  '<': ['＜', '不足（不含本数）'],
  '<=': ['≤', '以内（含本数）'],
  '~': ['≈', '约'],
  near: ['近', '近：不到这个数，没有下限']
}

const kLeading: readonly (readonly [pattern: RegExp, bound: Bound])[] = [
  [/^(≥|>=)\s*/, '>='], [/^(≤|<=)\s*/, '<='], [/^(＞|>)\s*/, '>'], [/^(＜|<)\s*/, '<'], [/^(≈|约|~)\s*/, '~'],
  [/^近\s*/, 'near'], [/^(＝|=)\s*/, '=']
]

/** Groups the digits of numbers of five and more in threes (48 217); keeps number and unit together. */
export function spaced(words: string): string {
  return words
    .replace(/\d{5,}/g, (digits) => digits.replace(/\B(?=(\d{3})+$)/g, '\u202f'))
    .replace(/(\d) ?(?=[^\d\s.,，%．)）\u202f])/g, '$1\u00a0')
    .replace(/(\d) (?=%)/g, '$1')
}

function shown(bound: Bound, text: string): ShownFigure {
  const [glyph, title] = kBounds[bound]
  const [, words = '', tail = ''] = /^(.*?)(（.*）)?$/s.exec(text) ?? []
  return { bound: glyph, title, isNear: bound === 'near', words: spaced(words), tail: spaced(tail) }
}

/** "≥120条" as it stands in a status. */
export function figureOfText(text: string): ShownFigure {
  for (const [pattern, bound] of kLeading)
    if (pattern.test(text)) return shown(bound, text.replace(pattern, ''))
  return shown('=', text)
}

export function figureOf(quantity: Quantity): ShownFigure {
  return shown(quantity.comparator, `${quantity.uncertain ? '□' : ''}${quantity.value ?? ''}${quantity.unit}`)
}

/** A whole percent; to the nearest 5 with 约 where the interval is wider than 20 points; never 0 or 100. */
export function percentText(probability: number, low: number, high: number): string {
  if (probability > 0.98) return '＞98%'
  if (probability < 0.02) return '＜2%'
  if (high - low > 0.2) return `约${Math.round(probability * 20) * 5}%`
  return `${Math.round(probability * 100)}%`
}

/** 61–94%; empty for 0–0 and 100–100 %, which say nothing beside ＜2% and ＞98%. */
export function rangeText(low: number, high: number): string {
  const [from, to] = [Math.round(low * 100), Math.round(high * 100)]
  return from === to && (from === 0 || from === 100) ? '' : `${from}–${to}%`
}

/** A chance with its 80 % interval, each 0 … 1. */
export interface Spread {
  readonly probability: number
  readonly low: number
  readonly high: number
}

/** 82%（75–94%）; the number alone where the interval says nothing. */
export function chanceText({ probability, low, high }: Spread): string {
  const range = rangeText(low, high)
  return percentText(probability, low, high) + (range && `（${range}）`)
}

/** A chance and its interval as places on a bar of 0 … 100. */
export function barOf({ probability, low, high }: Spread): { readonly '--p': number; readonly '--lo': number; readonly '--hi': number } {
  return { '--p': Math.round(probability * 100), '--lo': Math.round(low * 100), '--hi': Math.round(high * 100) }
}

/** A share of a count, in whole percent; empty where there is nothing to divide by. */
export function shareText(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((part / whole) * 100)}%`
}

/** 48217 → 48 217 with narrow spaces. */
export function numberText(value: number): string {
  return value >= 10_000 ? String(value).replace(/\B(?=(\d{3})+$)/g, '\u202f') : String(value)
}
