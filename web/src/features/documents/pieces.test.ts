import { describe, expect, it } from 'vitest'
import { MockCity } from '../../../mock/city.mjs'
import type { DocumentFull, Repair } from '@/api/schema'
import { align, seenSpan } from './align'
import { byteStarts, columnsOf } from './pieces'

const paper = MockCity.create().document(1) as DocumentFull
const joined = (document: DocumentFull, column: 'seen' | 'text', all: boolean) =>
  columnsOf(document, all)[column].map((line) => line.pieces.map((piece) => piece.words).join('')).join('\n')

describe('the columns of the reader', () => {
  it('hold every character as found and as meant, marked or not', () => {
    for (const all of [false, true]) {
      expect(joined(paper, 'seen', all)).toBe(paper.seen)
      expect(joined(paper, 'text', all)).toBe(paper.text)
    }
  })

  it('light the same sentence in both, glosses included', () => {
    const columns = columnsOf(paper, false)
    const lit = columns.seen.flatMap((line) => line.pieces).filter((piece) => piece.statements.includes(4)).map((piece) => piece.words).join('')
    expect(lit).toBe('年內(nèi)完成120條以上河涌整治,新建污水管網(wǎng)300公里以上,由市水務(wù)局牽頭,各鎮(zhèn)街配合,12月底前完工。')
  })

  it('strike out exactly the lines that were dropped', () => {
    const dropped = columnsOf(paper, false).seen.map((line) => line.pieces.filter((piece) => piece.isDropped).map((piece) => piece.words).join('')).filter(Boolean)
    expect(dropped).toEqual(paper.dropped.map((line) => line.text))
  })

  it('show the place that was lost on both sides', () => {
    const columns = columnsOf(paper, false)
    for (const column of [columns.seen, columns.text])
      expect(column.flatMap((line) => line.pieces).filter((piece) => piece.isLost).map((piece) => piece.words)).toEqual(['?'])
  })

  it('give the byte at which each line of the file starts', () => {
    const columns = columnsOf(paper, false)
    const starts = byteStarts(paper.seen, columns.seen, paper.encoding, paper.bytes)
    expect(starts.slice(0, 4)).toEqual([0, 48, 109, 178])
    expect(byteStarts(paper.seen, columns.seen, 'GB18030', paper.bytes)).toEqual([])
    expect(byteStarts(paper.seen, columns.seen, 'UTF-8', paper.bytes + 1)).toEqual([])
  })
})

describe('alignment', () => {
  const characters = (text: string) => [...text]
  it('leaves untied what fits nowhere instead of guessing', () => {
    const alignment = align(characters('甲乙\n丙丁'), characters('戊己\n丙丁'), [])
    expect([...alignment.seenOfText]).toEqual([-1, -1, -1, 3, 4])
    expect(seenSpan(alignment, [0, 2])).toBeNull()
  })
  it('passes over a repair that runs backwards', () => {
    const backwards = { rule: 'script', source: [0, 3], seen: [0, 1], text: [0, 1], before: '甲', after: '甲', confidence: 1 } satisfies Repair
    const alignment = align(characters('甲乙'), characters('甲乙'), [{ ...backwards, seen: [1, 2], text: [1, 2] }, backwards])
    expect([...alignment.seenOfText]).toEqual([0, 1])
  })
})
