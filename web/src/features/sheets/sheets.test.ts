import { describe, expect, it } from 'vitest'
import type { SheetMapping } from '@/api/schema'
import { refusedFile, rowsOf, withColumn, writable } from './sheets'

const mapping: SheetMapping = { form: 'bodies', shape: 'x', columns: [{ column: 0, heading: '单位', field: 'name', reason: '' }, { column: 1, heading: '简称', field: '', reason: '' }] }

describe('a sheet that came in', () => {
  it('gives a field to one column only', () => {
    const moved = withColumn(mapping, 1, 'name')
    expect(moved.columns.map(({ field }) => field)).toEqual(['', 'name'])
    expect(withColumn(moved, 1, '').columns.map(({ field }) => field)).toEqual(['', ''])
  })

  it('lists decided rows by side, in order', () => {
    const decided = new Map<number, 'mine' | 'theirs'>([[9, 'mine'], [2, 'mine'], [4, 'theirs']])
    expect(rowsOf(decided, 'mine')).toBe('2,9')
    expect(rowsOf(decided, 'theirs')).toBe('4')
  })

  it('is written whole only when nothing stands in the way', () => {
    expect(writable({ all_complaints: 0, conflicts: 0, commands: 3 })).toBe('clear')
    expect(writable({ all_complaints: 1, conflicts: 0, commands: 3 })).toBe('part')
    expect(writable({ all_complaints: 0, conflicts: 1, commands: 3 })).toBe('part')
    expect(writable({ all_complaints: 0, conflicts: 0, commands: 0 })).toBe('nothing')
  })

  it('is not sent when empty, too large or another kind by name', () => {
    expect(refusedFile('表.xlsx', 10, 100)).toBeNull()
    expect(refusedFile('表.csv', 0, 100)?.[0]).toContain('空的')
    expect(refusedFile('表.xlsx', 101, 100)?.[0]).toContain('太大')
    expect(refusedFile('表.XLS', 10, 100)?.[0]).toContain('另存为 xlsx')
  })
})
