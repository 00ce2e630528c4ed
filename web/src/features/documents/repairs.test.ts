import { describe, expect, it } from 'vitest'
import { fileCells, gbkCells } from './repairs'

describe('the byte panel', () => {
  it('sets each character above its own bytes', () => {
    const bytes = new TextEncoder().encode('確?!')
    expect(fileCells('確?!', bytes, 'UTF-8')).toEqual([
      { character: '確', bytes: 'E7 A2 BA', isLost: false }, { character: '?', bytes: '3F', isLost: true }, { character: '!', bytes: '21', isLost: false }])
  })
  it('says nothing where bytes and characters do not add up', () => {
    expect(fileCells('確', new Uint8Array(2), 'UTF-8')).toEqual([])
    expect(fileCells('確', new Uint8Array(4), 'GB18030')).toEqual([])
  })
  it('finds the GBK bytes that were cut: 確 is B4 5F, the mark ! was A3 A1', () => {
    expect(gbkCells('確?!皽Q水').map((cell) => cell.bytes)).toEqual(['B4 5F', '', 'A3 A1', 'B0 9C', '51', 'CB AE'])
  })
})
