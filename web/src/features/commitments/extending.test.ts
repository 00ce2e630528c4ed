import { expect, it } from 'vitest'
import type { Registers } from '@/api/schema'
import { approversOf, extendWish } from './extending'

const body = (id: number, name: string, parent: number | null) => ({ id, name, aliases: [], kind: 'department', place: null, parent }) as const
const holder = (post: number, until: string | null = null) => ({ person: null, post, roles: ['editor'], from: '2026-01-01', until }) as const
const registers: Registers = {
  places: [], persons: [], assets: [], rules: [], bodies: [body(1, '市政府', null), body(2, '水务局', 1), body(3, '水务站', 2), body(4, '财政局', 1)],
  posts: [['督查岗', 1], ['水务局局长', 2], ['站长', 3], ['财政局局长', 4], ['空岗', 4], ['编审岗', 1]].map(([name, at], index) => ({ id: index + 1, name: String(name), body: Number(at), superior: null })),
  holders: [holder(1), holder(2), holder(3), holder(4), holder(5, '2026-02-01'), holder(6)]
}

it('an extension is approved outside the lead body and what hangs below it, by a post that is held, not the own', () => {
  expect(approversOf(registers, 2, 6, '2026-06-30').map((each) => each.value)).toEqual(['1', '4'])
  expect(approversOf(registers, 1, 6, '2026-06-30')).toEqual([])
})

it('an extension names its day, its approver and its reason', () => {
  expect(extendWish(9, { until: '', approver: '1', reason: 'x' })).toContain('哪一天')
  expect(extendWish(9, { until: '2027-03-31', approver: '', reason: 'x' })).toContain('谁批准')
  expect(extendWish(9, { until: '2027-03-31', approver: '1', reason: ' ' })).toContain('没有写原因')
  expect(extendWish(9, { until: '2027-03-31', approver: '1', reason: '汛期停工' })).toEqual({
    type: 'extend_deadline', body: { commitment: 9, approver: 1, reason: '汛期停工', deadline: { kind: 'by', until: '2027-03-31', words: '2027年3月31日前' } }
  })
})
