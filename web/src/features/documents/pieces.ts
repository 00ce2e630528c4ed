import type { DocumentFull, Repair } from '@/api/schema'
import { align, seenSpan, type Alignment, type Span } from './align'

/** A run of characters that look and answer alike. */
export interface Piece {
  readonly start: number
  readonly words: string
  /** Places in `statements` of the document. */
  readonly statements: readonly number[]
  /** Place in `repairs`; −1 for none shown here. */
  readonly repair: number
  readonly isDropped: boolean
  readonly isLost: boolean
}

/** A line of a column; `start` is its first code point. */
export interface Line {
  readonly start: number
  readonly pieces: readonly Piece[]
  readonly isTitle: boolean
}

interface Mark {
  readonly span: Span
  readonly statement?: number
  readonly repair?: number
  readonly isLost?: boolean
}

const kQuiet: ReadonlySet<Repair['rule']> = new Set(['script', 'width', 'spacing', 'variant', 'doubled_comma', 'entity'])

/** Repairs that change a character's form only: shown on demand, or a paper in traditional script would be all marks. */
export function isQuiet(repair: Repair): boolean {
  return kQuiet.has(repair.rule)
}

export interface Columns {
  readonly seen: readonly Line[]
  readonly text: readonly Line[]
  readonly alignment: Alignment
}

/** Both text columns of the reader, cut so that every mark is a whole number of pieces. */
export function columnsOf(document: DocumentFull, areAllRepairsShown: boolean): Columns {
  const seen = [...document.seen], text = [...document.text]
  const alignment = align(seen, text, document.repairs)
  const textMarks: Mark[] = [], seenMarks: Mark[] = []
  document.statements.forEach(({ start, end }, statement) => {
    textMarks.push({ span: [start, end], statement })
    const span = seenSpan(alignment, [start, end])
    if (span) seenMarks.push({ span, statement })
  })
  document.repairs.forEach((repair, at) => {
    if (isQuiet(repair) && !areAllRepairsShown) return
    textMarks.push({ span: repair.text, repair: at })
    seenMarks.push({ span: repair.seen, repair: at })
  })
  for (const { text: span } of document.lost) {
    textMarks.push({ span, isLost: true })
    const inSeen = seenSpan(alignment, span)
    if (inSeen) seenMarks.push({ span: inSeen, isLost: true })
  }
  const inRepair = new Uint8Array(seen.length)
  for (const { seen: [from, to] } of document.repairs) inRepair.fill(1, from, to)
  const isDropped = (at: number) => alignment.textOfSeen[at] === -1 && inRepair[at] === 0
  return { seen: linesOf(seen, seenMarks, isDropped), text: linesOf(text, textMarks, () => false, document.title), alignment }
}

function linesOf(characters: readonly string[], marks: readonly Mark[], isDropped: (at: number) => boolean, title = ''): readonly Line[] {
  const cuts = new Set<number>([0, characters.length])
  for (const { span: [from, to] } of marks) cuts.add(from).add(to)
  for (let at = 0; at < characters.length; at += 1) {
    if (characters[at] === '\n') cuts.add(at).add(at + 1)
    if (at > 0 && isDropped(at) !== isDropped(at - 1)) cuts.add(at)
  }
  const sorted = [...cuts].sort((a, b) => a - b)
  const opening = [...marks].sort((a, b) => a.span[0] - b.span[0])
  let active: Mark[] = [], next = 0, pieces: Piece[] = [], lineStart = 0
  const lines: Line[] = []
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const from = sorted[i] as number, to = sorted[i + 1] as number
    while (next < opening.length && (opening[next] as Mark).span[0] <= from) active.push(opening[next++] as Mark)
    active = active.filter(({ span }) => span[1] > from)
    if (characters[from] === '\n') {
      lines.push(lineOf(lineStart, pieces, title))
      pieces = []
      lineStart = to
    } else {
      pieces.push(pieceOf(from, characters.slice(from, to).join(''), active, isDropped(from)))
    }
  }
  if (pieces.length > 0) lines.push(lineOf(lineStart, pieces, title))
  return lines
}

function lineOf(start: number, pieces: readonly Piece[], title: string): Line {
  return { start, pieces, isTitle: title !== '' && pieces.map((piece) => piece.words).join('') === title }
}

function pieceOf(start: number, words: string, active: readonly Mark[], isDropped: boolean): Piece {
  const repair = active.find((mark) => mark.repair !== undefined)?.repair ?? -1
  return {
    start, words, repair, isDropped, isLost: active.some((mark) => mark.isLost === true),
    statements: active.flatMap((mark) => mark.statement === undefined ? [] : [mark.statement])
  }
}

/** Byte position of each line's start in a UTF-8 file; empty where the text does not account for every byte. */
export function byteStarts(seen: string, lines: readonly Line[], encoding: string, bytes: number): readonly number[] {
  if (encoding !== 'UTF-8') return []
  const total = new TextEncoder().encode(seen).length
  const mark = bytes - total
  if (mark !== 0 && mark !== 3) return [] // 3: the file opens with a byte order mark
  const characters = [...seen]
  const starts: number[] = []
  let at = 0, byte = mark
  for (const line of lines) {
    byte += new TextEncoder().encode(characters.slice(at, line.start).join('')).length
    at = line.start
    starts.push(byte)
  }
  return starts
}
