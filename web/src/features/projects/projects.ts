import { t } from '@/app/i18n'
import type { MilestoneRow, ProjectRow } from '@/api/schema'

/** Whole fen as people say them: 亿元 from one 亿 on, else 万元; at most two places, never more exact than the fen. */
export function moneyText(fen: number): string {
  const kYi = 1e10, kWan = 1e6
  const isLarge = Math.abs(fen) >= kYi
  const n = (fen / (isLarge ? kYi : kWan)).toFixed(2).replace(/\.?0+$/, '')
  return isLarge ? t('{n} 亿元', { n }) : t('{n} 万元', { n })
}

export interface Place {
  readonly milestone: MilestoneRow
  /** Each 0…100, from the first date to the last of all. */
  readonly planned: number
  readonly known?: number
}

/** Where the dates of milestones lie on one line; nothing where there is none. */
export function onOneLine(milestones: readonly MilestoneRow[], today: string): { readonly places: readonly Place[]; readonly today?: number } {
  const days = milestones.flatMap(({ planned, forecast, actual }) => [planned, forecast, actual]).filter((day): day is string => day !== null).map((day) => Date.parse(day))
  if (days.length === 0) return { places: [] }
  const first = Math.min(...days), span = Math.max(1, Math.max(...days) - first)
  const at = (day: string) => Math.round(((Date.parse(day) - first) / span) * 1000) / 10
  const now = at(today)
  return {
    places: milestones.map((milestone) => {
      const known = milestone.actual ?? milestone.forecast
      return { milestone, planned: at(milestone.planned), ...(known === null ? {} : { known: at(known) }) }
    }),
    ...(now >= 0 && now <= 100 ? { today: now } : {})
  }
}

export interface Wanted {
  readonly tier?: string | undefined
  readonly stage?: string | undefined
  readonly search?: string | undefined
  readonly held?: boolean
  readonly sort?: string | undefined
}

export const openBottlenecks = (project: ProjectRow) => project.bottlenecks.filter(({ cleared }) => cleared === null)
/** The most days any milestone stands behind its first plan; none is 0. */
export const mostLate = (project: ProjectRow) => Math.max(0, ...project.milestones.filter(({ forecast, actual }) => forecast !== null || actual !== null).map(({ days_late }) => days_late))

/** The open milestone that is least likely in time; nothing where no chance is said. */
export function leastLikely(project: ProjectRow): MilestoneRow | undefined {
  const said = project.milestones.filter(({ in_time }) => in_time !== null)
  return said.reduce<MilestoneRow | undefined>((least, each) => least === undefined || (each.in_time ?? 1) < (least.in_time ?? 1) ? each : least, undefined)
}

export function chosen(projects: readonly ProjectRow[], wanted: Wanted): readonly ProjectRow[] {
  const words = wanted.search?.trim() ?? ''
  const found = projects.filter((each) => (!wanted.tier || each.tier === wanted.tier) && (!wanted.stage || each.stage === wanted.stage) &&
    (!words || `${each.label} ${each.name} ${each.body_name} ${each.code}`.includes(words)) && (!wanted.held || openBottlenecks(each).length > 0))
  const by: Readonly<Record<string, (a: ProjectRow, b: ProjectRow) => number>> = {
    late: (a, b) => mostLate(b) - mostLate(a), chance: (a, b) => (leastLikely(a)?.in_time ?? 2) - (leastLikely(b)?.in_time ?? 2) || a.id - b.id, money: (a, b) => (b.total_fen ?? 0) - (a.total_fen ?? 0), rank: (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.id - b.id
  }
  const order = by[wanted.sort ?? 'late']
  return order ? [...found].sort(order) : found
}

/** Part of the whole in percent, 0…100, for the width of a bar. */
export const partOf = (part: number, whole: number) => whole > 0 ? Math.max(0, Math.min(100, (part / whole) * 100)) : 0
