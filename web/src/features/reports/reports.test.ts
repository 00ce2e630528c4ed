import { describe, expect, it } from 'vitest'
import type { CommitmentAsset, Stage } from '@/api/schema'
import { checkWish, findable, kEmptyReport, lastMonthsEnd, movesOf, reportWish, steppedBack, withMove } from './reports'

const asset = (number: number, stage: Stage): CommitmentAsset => ({ asset: number, code: `R-${number}`, name: `涌${number}`, kind: '河涌', place: '', stage, since: null, named: true, events: [1] })
const rivers = [asset(1, 'built'), asset(2, 'entered'), asset(3, 'listed')]
const fields = { ...kEmptyReport, until: '2026-10-31' }

describe('a report', () => {
  it('carries what was picked and nothing that was not', () => {
    const picked = { ...fields, moves: withMove(fields, asset(2, 'entered'), 'built') }
    expect(reportWish(7, '条', rivers, picked)).toEqual({ type: 'file_report', body: { commitment: 7, until: '2026-10-31', moves: [{ asset: 2, stage: 'built' }] } })
    expect(reportWish(7, '公里', [], { ...fields, said: ' 1,026.5 ' })).toEqual({ type: 'file_report', body: { commitment: 7, until: '2026-10-31', said: { value: '1026.5', unit: '公里', bound: '=', basis: 'cumulative' } } })
  })
  it('takes a pick back where the asset stands already', () => {
    const picked = withMove(fields, asset(2, 'entered'), 'built')
    expect(movesOf({ moves: withMove({ ...fields, moves: picked }, asset(2, 'entered'), 'entered') }).size).toBe(0)
  })
  it('says what is missing', () => {
    expect(reportWish(7, '条', rivers, kEmptyReport)).toContain('截至')
    expect(reportWish(7, '条', rivers, fields)).toContain('什么都没有填')
    expect(reportWish(7, '条', rivers, { ...fields, said: '约三十' })).toContain('只能写数字')
  })
  it('wants a reason for a step back', () => {
    const back = { ...fields, moves: withMove(fields, asset(1, 'built'), 'entered') }
    expect(steppedBack(rivers, movesOf(back)).map((each) => each.asset)).toEqual([1])
    expect(reportWish(7, '条', rivers, back)).toContain('退了一步')
    expect(reportWish(7, '条', rivers, { ...back, note: '验收后返工' })).toMatchObject({ type: 'file_report' })
  })
  it('reads a damaged draft as nothing picked', () => {
    expect([movesOf({ moves: '{' }).size, movesOf({ moves: 'null' }).size, movesOf({ moves: '{"1":"gold"}' }).size]).toEqual([0, 0, 0])
  })
  it('shows unfinished assets first, and parts only where they are looked for', () => {
    const outfall = { ...asset(9, 'listed'), named: false }
    expect(findable([...rivers, outfall], '').map((each) => each.asset)).toEqual([2, 3, 1])
    expect(findable([...rivers, outfall], 'R-9').map((each) => each.asset)).toEqual([9])
    expect(findable([outfall], '').map((each) => each.asset)).toEqual([9])
  })
})

it('a check is returned only with a reason', () => {
  expect(checkWish(3, { verdict: '', reason: '' })).toContain('没有选结论')
  expect(checkWish(3, { verdict: 'returned', reason: ' ' })).toContain('没有写原因')
  expect(checkWish(3, { verdict: 'accepted', reason: '' })).toEqual({ type: 'check_report', body: { report: 3, verdict: 'accepted' } })
})

it('the month before ends on its own last day', () => {
  expect(['2026-03-05', '2024-03-31', '2026-01-01'].map(lastMonthsEnd)).toEqual(['2026-02-28', '2024-02-29', '2025-12-31'])
})
