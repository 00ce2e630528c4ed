import { describe, expect, it } from 'vitest'
import type { CommitmentAsset } from '@/api/schema'
import { draftsOf, emptyRow, namedOf, ownOf, partsCommand, readRows } from './splitting'

describe('a decomposition as it is typed', () => {
  it('leaves out rows at the end in which nothing stands', () => {
    expect(draftsOf([{ ...emptyRow(), title: '甲' }, emptyRow(), emptyRow()], '条')).toHaveLength(1)
    expect(draftsOf([emptyRow(), { ...emptyRow(), lead: '3' }], '条')).toHaveLength(2)
  })
  it('takes codes apart however they are joined, and gives a number its unit', () => {
    expect(draftsOf([{ ...emptyRow(), amount: ' 12 ', assets: 'R-0001、R-0002, R-0003\nR-0004' }], '条')[0]).toEqual(
      { title: '', lead: null, bound: '=', amount: '12', unit: '条', due: '', assets: ['R-0001', 'R-0002', 'R-0003', 'R-0004'] })
  })
  it('takes back what was typed, whatever else is kept there', () => {
    expect(readRows('')).toEqual([emptyRow()])
    expect(readRows('{}')).toEqual([emptyRow()])
    expect(readRows('[{"title":"甲","lead":7,"more":1}]')).toEqual([{ ...emptyRow(), title: '甲' }])
  })
})

it('fills in what is promised by name in the body\'s place, nothing else', () => {
  const asset = (code: string, place: string, named: boolean) => ({ code, place, named }) as CommitmentAsset
  const named = namedOf([asset('R-1', '沙尾镇', true), asset('P-1', '沙尾镇', false), asset('R-2', '月湖镇', true), asset('R-3', '', true)])
  expect(ownOf(named, '沙尾镇人民政府').map(({ code }) => code)).toEqual(['R-1'])
  expect(namedOf([asset('P-1', '沙尾镇', false)])).toEqual([])
})

it('sends the same parts under the same id, changed ones under another', () => {
  const commandFor = partsCommand()
  const parts = draftsOf([{ ...emptyRow(), title: '甲' }], '条'), changed = draftsOf([{ ...emptyRow(), title: '乙' }], '条')
  const first = commandFor(parts)
  expect(commandFor([...parts])).toBe(first)
  expect(commandFor(changed)).not.toBe(first)
  expect(commandFor(parts)).toBe(first)
})
