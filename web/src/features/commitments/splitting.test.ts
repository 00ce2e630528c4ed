import { describe, expect, it } from 'vitest'
import { draftsOf, emptyRow, readRows } from './splitting'

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
