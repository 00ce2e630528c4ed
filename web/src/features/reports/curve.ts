import type { CommitmentFull } from '@/api/schema'

/** The points of 做到哪里了: shown counts and said amounts by day, the promised line, the straight plan. */
export interface Curve {
  readonly shown: readonly (readonly [day: string, value: number])[]
  readonly said: readonly (readonly [day: string, value: number])[]
  readonly goal: number | null
  readonly plan: readonly (readonly [day: string, value: number])[]
  readonly unit: string
}

/** A returned report counts for nothing. Of several reports for one day the later stands, as in the ledger's fold. */
export function curveOf({ reports, goal, unit, started, deadlines }: CommitmentFull): Curve {
  const oldestFirst = [...reports].filter((report) => report.check !== 'returned').reverse()
  const series = (value: (report: CommitmentFull['reports'][number]) => number | null) => {
    const byDay = new Map<string, number>()
    for (const report of oldestFirst) {
      const amount = value(report)
      if (amount !== null) byDay.set(report.until, amount)
    }
    return [...byDay].sort(([a], [b]) => a.localeCompare(b))
  }
  const shown = series((report) => report.counted), said = series((report) => report.amount)
  const first = [...shown, ...said].map(([day]) => day).sort()[0] ?? ''
  return { shown, said, goal, unit, plan: planOf(goal, started, deadlines.at(-1)?.day ?? null, first) }
}

/** Even pace from the start of work to the current deadline, drawn from the first report on: years without any say nothing. */
export function planOf(goal: number | null, started: string | null, due: string | null, from: string): Curve['plan'] {
  if (goal === null || !started || !due || started >= due || from >= due) return []
  const at = (day: string) => goal * (Date.parse(day) - Date.parse(started)) / (Date.parse(due) - Date.parse(started))
  return from > started ? [[from, at(from)], [due, goal]] : [[started, 0], [due, goal]]
}

/** The same as rows of a table, oldest first. */
export function rowsOf(curve: Curve): readonly { readonly day: string; readonly shown: number | null; readonly said: number | null }[] {
  const days = [...new Set([...curve.shown, ...curve.said].map(([day]) => day))].sort()
  const shown = new Map(curve.shown), said = new Map(curve.said)
  return days.map((day) => ({ day, shown: shown.get(day) ?? null, said: said.get(day) ?? null }))
}
