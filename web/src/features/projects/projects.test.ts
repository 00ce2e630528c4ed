import { expect, it } from 'vitest'
import type { MilestoneRow, ProjectRow } from '@/api/schema'
import { chosen, leastLikely, moneyText, mostLate, onOneLine, partOf } from './projects'

const milestone = (name: string, planned: string, more: Partial<MilestoneRow> = {}): MilestoneRow => ({ name, in_time: null, median: null, late: null, planned, first_planned: planned, forecast: null, actual: null, weight: 0, days_late: 0, moved: 0, reason: '', ...more })
const project = (id: number, more: Partial<ProjectRow> = {}): ProjectRow => ({ id, label: `P-${id}`, name: `项目${id}`, code: '', tier: 'city', tier_name: '市级', stage: 'started', stage_name: '开工', body: 1, body_name: '水务局', total_fen: null, rank: null, rank_reason: '', started: null, done: null, said_percent: null, said_on: null, met_weight: 0, all_weight: 0, money: { reserve_fen: 0, applied_fen: 0, allotted_fen: 0, drawn_fen: 0 }, funding: [], audits: [], milestones: [], bottlenecks: [], ...more })

it('money is said in 万元 below one 亿, in 亿元 from there', () => {
  expect([0, 1_000_000, 150_000_000, 68_000_000_000_00, -2_500_000].map(moneyText)).toEqual(['0 万元', '1 万元', '150 万元', '680 亿元', '-2.5 万元'])
})

it('milestones lie on one line by their dates', () => {
  const line = onOneLine([milestone('开工', '2026-01-01', { actual: '2026-01-01' }), milestone('竣工', '2026-01-11', { forecast: '2026-01-21' })], '2026-01-06')
  expect(line.places.map(({ planned, known }) => [planned, known])).toEqual([[0, 0], [50, 100]])
  expect(line.today).toBe(25)
  expect(onOneLine([], '2026-01-06')).toEqual({ places: [] })
})

it('projects are chosen and put in order', () => {
  const held = project(2, { bottlenecks: [{ what: '用地', since: '2026-01-01', ask: null, cleared: null }], total_fen: 5, rank: 1 })
  const late = project(3, { tier: 'province', milestones: [milestone('竣工', '2026-01-01', { forecast: '2026-03-01', days_late: 59 }), milestone('无', '2026-01-01', { days_late: 0 })] })
  const all = [project(1), held, late]
  expect(mostLate(late)).toBe(59)
  const doubtful = project(4, { milestones: [milestone('开工', '2026-01-01'), milestone('封顶', '2026-06-01', { in_time: 0.4 }), milestone('竣工', '2026-09-01', { in_time: 0.2 })] })
  expect([leastLikely(doubtful)?.name, leastLikely(held)]).toEqual(['竣工', undefined])
  expect(chosen([held, doubtful], { sort: 'chance' }).map(({ id }) => id)).toEqual([4, 2])
  const ids = (wanted: Parameters<typeof chosen>[1]) => chosen(all, wanted).map(({ id }) => id)
  expect([ids({}), ids({ held: true }), ids({ tier: 'province' }), ids({ search: 'P-2' }), ids({ sort: 'rank' }), ids({ sort: 'money' })]).toEqual([[3, 1, 2], [2], [3], [2], [2, 1, 3], [2, 1, 3]])
  expect([partOf(1, 4), partOf(5, 4), partOf(1, 0)]).toEqual([25, 100, 0])
})
