import type { Repair } from '@/api/schema'

/** Code points of a text, end exclusive. */
export type Span = readonly [number, number]

/** Which character as found belongs to which character as meant; −1 where there is none. */
export interface Alignment {
  /** One entry a code point of the repaired text. */
  readonly seenOfText: Int32Array
  /** One entry a code point of the text as found: −1 for lines that were dropped and characters that were taken out. */
  readonly textOfSeen: Int32Array
}

/**
 * Ties the repaired text to the text as found by its repairs: between two of them both run alike, but for whole lines
 * that were dropped. A stretch that fits nowhere stays untied rather than being tied by guess.
 */
export function align(seen: readonly string[], text: readonly string[], repairs: readonly Repair[]): Alignment {
  const seenOfText = new Int32Array(text.length).fill(-1)
  const textOfSeen = new Int32Array(seen.length).fill(-1)
  const tie = (inSeen: number, inText: number) => {
    seenOfText[inText] = inSeen
    textOfSeen[inSeen] = inText
  }
  let atSeen = 0, atText = 0
  for (const repair of repairs) {
    const [fromSeen, toSeen] = repair.seen, [fromText, toText] = repair.text
    if (fromSeen < atSeen || fromText < atText) continue
    tieGap(seen, text, [atSeen, fromSeen], [atText, fromText], tie)
    for (let i = fromText; i < toText; i += 1)
      if (toSeen > fromSeen) seenOfText[i] = fromSeen + Math.floor(((i - fromText) * (toSeen - fromSeen)) / (toText - fromText))
    for (let i = fromSeen; i < toSeen; i += 1)
      if (toText > fromText) textOfSeen[i] = fromText + Math.floor(((i - fromSeen) * (toText - fromText)) / (toSeen - fromSeen))
    atSeen = toSeen
    atText = toText
  }
  tieGap(seen, text, [atSeen, seen.length], [atText, text.length], tie)
  return { seenOfText, textOfSeen }
}

// Both stretches hold no repair: each line of the text stands somewhere in the other, in order, between dropped lines.
function tieGap(seen: readonly string[], text: readonly string[], inSeen: Span, inText: Span, tie: (s: number, t: number) => void): void {
  let [s] = inSeen
  let [t] = inText
  while (t < inText[1]) {
    const end = lineEnd(text, t, inText[1])
    const found = findLine(seen, s, inSeen[1], text, t, end)
    if (found < 0) {
      t = end
      continue
    }
    for (let i = 0; t + i < end; i += 1) tie(found + i, t + i)
    s = found + (end - t)
    t = end
  }
}

/** Behind the line's end mark, or at the limit. */
function lineEnd(text: readonly string[], from: number, limit: number): number {
  let at = from
  while (at < limit && text[at] !== '\n') at += 1
  return at < limit ? at + 1 : limit
}

function findLine(seen: readonly string[], from: number, limit: number, text: readonly string[], start: number, end: number): number {
  let at = from
  while (at + (end - start) <= limit) {
    let same = 0
    while (start + same < end && seen[at + same] === text[start + same]) same += 1
    if (start + same === end) return at
    at = lineEnd(seen, at, limit)
    if (at === limit) break
  }
  return -1
}

/** What was found where a stretch of the repaired text stands; null where nothing is tied. */
export function seenSpan(alignment: Alignment, [start, end]: Span): Span | null {
  let low = Infinity, high = -1
  for (let i = start; i < end; i += 1) {
    const at = alignment.seenOfText[i] ?? -1
    if (at < 0) continue
    low = Math.min(low, at)
    high = Math.max(high, at)
  }
  return high < 0 ? null : [low, high + 1]
}
