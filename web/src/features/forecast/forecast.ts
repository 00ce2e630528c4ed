import type { CommitmentForecast, CommitmentFull, Scorecard } from '@/api/schema'
import type { Fan } from '@/design/fan_chart'
import { barOf } from '@/design/figures'
import { curveOf, planOf, type Curve } from '@/features/reports/curve'

/** What the parts of a target came to, as its own reports would be drawn. */
function curveOfParts(past: NonNullable<CommitmentForecast['past']>): Pick<Curve, 'shown' | 'said' | 'goal' | 'plan'> {
  const stood = past.stood.map((each) => [each.day, each.value] as const)
  return { shown: past.counted ? stood : [], said: past.counted ? [] : stood, goal: past.goal, plan: planOf(past.goal, past.started, past.due, stood[0]?.[0] ?? '') }
}

/** The fan of a commitment: what its reports showed until now, and what is believed of the months until its day. */
export function fanOf(commitment: CommitmentFull, forecast: CommitmentForecast): Fan {
  const curve = forecast.past ? curveOfParts(forecast.past) : curveOf(commitment)
  const before = curve.shown.length ? curve.shown : curve.said
  return {
    shown: curve.shown, said: curve.said, plan: curve.plan, goal: curve.goal, months: forecast.fan,
    from: forecast.fan.length ? before.at(-1) ?? null : null,
    other: forecast.what_if ? [...before.slice(-1), ...forecast.what_if.fan.map((each) => [each.day, each.p50] as const)] : []
  }
}

/** What a driver does to the chance: from the lower to the higher one, the present one marked. */
export const driverBar = (low: number, high: number, now: number) => barOf({ probability: now, low: Math.min(low, high), high: Math.max(low, high) })

/** A tenth of a percentage point is more than a chance is worth. */
export const whole = (share: number) => `${Math.round(share * 100)}%`
export const tenth = (value: number) => Math.round(value * 10) / 10
export const score = (value: number) => value.toFixed(3)

/** What the rivals are called. */
export const rivalWords: Readonly<Record<string, string>> = { straight: '直线外推', light: '灯号规则', base: '一律说平均' }

/** Every score beside ours, ours first, and the width of its bar against the largest. */
export function rivalsOf(card: Scorecard, ours: string): readonly { readonly key: string; readonly name: string; readonly score: number; readonly width: number; readonly cases: number }[] {
  if (!card.scores) return []
  const rows = [{ key: 'luoshi', name: ours, score: card.scores.brier.score, cases: card.scores.brier.cases }, ...card.scores.rivals.map((each) => ({ key: each.key, name: rivalWords[each.key] ?? each.name, score: each.brier.score, cases: each.brier.cases }))]
  const most = Math.max(1e-9, ...rows.map((each) => each.score))
  return rows.map((each) => ({ ...each, width: Math.round((each.score / most) * 100) }))
}

/** Where what came lies too often in the forecasts, where their distribution is refused at 5 %; nothing where it is not. */
export function misfitOf(pit: readonly number[], uniform: number | null): 'below' | 'above' | 'ends' | 'middle' | null {
  if (uniform === null || uniform >= 0.05 || pit.length !== 10) return null
  const all = pit.reduce((sum, each) => sum + each, 0)
  const low = pit.slice(0, 3).reduce((sum, each) => sum + each, 0) / all, high = pit.slice(7).reduce((sum, each) => sum + each, 0) / all
  if (low > 0.33 && high > 0.33) return 'ends'
  if (low < 0.27 && high < 0.27) return 'middle'
  return high > low ? 'above' : 'below'
}
export const misfitWords = { below: '实际常比预测低', above: '实际常比预测高', ends: '实际常落在两头：说得太窄', middle: '实际常落在中间：说得太宽' } as const

/** Large groups first; those too small to rank last. */
export function groupsOf(groups: Scorecard['by_body']): Scorecard['by_body'] {
  return [...groups].sort((a, b) => Number(b.ranked) - Number(a.ranked) || (a.ranked ? a.score - b.score : b.cases - a.cases))
}
