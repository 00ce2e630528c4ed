import { expect, it } from 'vitest'
import type { CommitmentFull, ReportRow } from '@/api/schema'
import { curveOf, rowsOf } from './curve'

const report = (until: string, counted: number | null, amount: number | null, check: ReportRow['check'] = 'accepted') => ({ until, counted, amount, check }) as ReportRow
const commitment = (reports: readonly ReportRow[]) => ({
  reports, goal: 9, unit: '条', started: '2026-01-01', deadlines: [{ day: '2026-10-31' }, { day: '2026-12-31' }]
}) as unknown as CommitmentFull

it('draws what counts, in the order of days, and the plan to the current deadline', () => {
  const curve = curveOf(commitment([report('2026-06-30', 5, null), report('2026-04-30', 3, 4), report('2026-05-31', 4, null, 'returned')]))
  expect(curve.shown).toEqual([['2026-04-30', 3], ['2026-06-30', 5]])
  expect(curve.said).toEqual([['2026-04-30', 4]])
  expect(curve.plan.map(([day]) => day)).toEqual(['2026-04-30', '2026-12-31'])
  expect(curve.plan.map(([, value]) => value)).toEqual([9 * 119 / 364, 9])
  expect(rowsOf(curve)).toEqual([{ day: '2026-04-30', shown: 3, said: 4 }, { day: '2026-06-30', shown: 5, said: null }])
})

it('takes the later report of one day, and plans nothing without a start', () => {
  const curve = curveOf({ ...commitment([report('2026-06-30', 6, null), report('2026-06-30', 5, null)]), started: null })
  expect(curve.shown).toEqual([['2026-06-30', 6]])
  expect(curve.plan).toEqual([])
})
