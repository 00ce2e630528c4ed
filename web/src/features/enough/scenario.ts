import { t } from '@/app/i18n'
import type { SectionFull, SectionMeasure } from '@/api/schema'

/** How far each measure is carried out, 0 to 1, by its number. */
export type Strengths = Readonly<Record<number, number>>

export interface Answer {
  /** With every measure exactly as stated. */
  readonly level: number
  readonly probability: number
  readonly low: number
  readonly high: number
  /** Of measures beyond what is promised; null where a price is missing. */
  readonly cost: number | null
}

const kNinetyPercent = 1.2815515655446004 // quantile of the standard normal, as in src/numeric/normal.hpp

/** What is promised in time stands, the rest does not. */
export function asPromised(full: SectionFull): Strengths {
  return Object.fromEntries(full.sliders.measures.map(({ measure, promised }) => [measure, promised ? 1 : 0]))
}

/** In what a plan differs from what is promised: a measure, its strength there and here. */
export interface Difference { readonly measure: number; readonly title: string; readonly from: number; readonly to: number }
export function differencesOf(full: SectionFull, strengths: Strengths): readonly Difference[] {
  const promised = asPromised(full)
  return full.sliders.measures.flatMap(({ measure }) => {
    const from = promised[measure] ?? 0, to = strengths[measure] ?? 0
    return from === to ? [] : [{ measure, title: full.measures.find((each) => each.id === measure)?.title ?? `M-${measure}`, from, to }]
  })
}

/** A plan as an address holds it: what differs, measure and percent: `12-50_14-100`; `0` where nothing does. */
export const planToken = (full: SectionFull, strengths: Strengths): string =>
  differencesOf(full, strengths).map(({ measure, to }) => `${measure}-${Math.round(to * 100)}`).join('_') || '0'

/** The plan of such a token; null for one that is not of this section. */
export function planOf(full: SectionFull, token: string): Strengths | null {
  const strengths: Record<number, number> = { ...asPromised(full) }
  if (token === '0') return strengths
  for (const part of token.split('_')) {
    const [, measure, percent] = part.match(/^(\d{1,9})-(\d{1,3})$/) ?? []
    if (!measure || Number(percent) > 100 || strengths[Number(measure)] === undefined) return null
    strengths[Number(measure)] = Number(percent) / 100
  }
  return strengths
}

/** The answer to a plan, from the draws the page holds: level = error · max(0, without − others − Σ factor · fall · strength). */
export function answerOf(full: SectionFull, strengths: Strengths): Answer {
  const { row, sliders } = full
  const fallOf = new Map(full.measures.map((measure) => [measure.id, measure]))
  const count = sliders.error.length
  const left = new Float64Array(count).fill(row.without)
  let level = row.without, cost: number | null = 0
  sliders.others.forEach((fall, at) => { left[at] = (left[at] ?? 0) - fall })
  level -= sliders.others.reduce((sum, fall) => sum + fall, 0) / Math.max(1, count)
  for (const { measure, promised, factors } of sliders.measures) {
    const known = fallOf.get(measure), strength = strengths[measure] ?? 0
    const fall = (known?.fall ?? 0) * strength
    level -= fall
    if (!promised && strength > 0) cost = cost === null || known?.cost_yuan == null ? null : cost + known.cost_yuan * strength
    if (fall === 0) continue
    for (let i = 0; i < count; i += 1) left[i] = (left[i] ?? 0) - (factors[i] ?? 1) * fall
  }
  const met = (error: (at: number) => number) => {
    let under = 0
    for (let i = 0; i < count; i += 1) if (error(i) * Math.max(0, left[i] ?? 0) <= row.limit) under += 1
    return count === 0 ? 0 : under / count
  }
  const worse = Math.exp(kNinetyPercent * sliders.model_error), better = Math.exp(-kNinetyPercent * sliders.model_error)
  return { level, probability: met((at) => sliders.error[at] ?? 1), low: met(() => worse), high: met(() => better), cost }
}

/** 够 from 80 % up; what the interval leaves wholly open is not said. */
export function wordOf({ probability, low, high }: { readonly probability: number; readonly low: number; readonly high: number }): 'yes' | 'no' | 'cannot_say' {
  if (probability >= 0.8) return 'yes'
  return high - low > 0.6 ? 'cannot_say' : 'no'
}

export interface Step { readonly words: string; readonly from: number; readonly to: number; readonly kind: 'base' | 'promised' | 'missing' | 'end'; readonly measure?: SectionMeasure }

/** The waterfall: from the level without measures, by what is promised in time, to what is left, and what nobody promised. */
export function waterfallOf(full: SectionFull): readonly Step[] {
  const steps: Step[] = [{ words: '基准', from: full.row.without, to: full.row.without, kind: 'base' }]
  let level = full.row.without
  const isPromised = (each: SectionMeasure) => (each.standing === 'sound' || each.standing === 'unverified') && each.in_time
  for (const measure of full.measures.filter(isPromised)) {
    steps.push({ words: measure.title, from: level, to: level - measure.fall, kind: 'promised', measure })
    level -= measure.fall
  }
  steps.push({ words: '全部兑现', from: level, to: level, kind: 'end' })
  for (const measure of full.measures.filter((each) => !isPromised(each))) {
    steps.push({ words: measure.title, from: level, to: level - measure.fall, kind: 'missing', measure })
    level -= measure.fall
  }
  return steps
}

export const kParts = [
  ['nobody', '无人认领', '需要而没有任何单位承诺的措施'], ['waiting', '待问清', '承诺还等着一个问题的答复'], ['late', '逾期', '承诺了，按推算赶不上考核期'],
  ['unverified', '自报未核查', '说已做完，还没有人核查'], ['too_little', '按期也不够', '上面都补上，中间估计仍超限值'], ['doubt', '模型与效果存疑', '中间估计够，但把握不足']
] as const

/** mg/L as people read it: two decimals. */
export const levelText = (level: number) => level.toFixed(2)
/** Chinese names of the items that are judged. */
export const itemWords: Readonly<Record<string, string>> = { 'NH3-N': '氨氮', COD: '化学需氧量', TP: '总磷', TN: '总氮', DO: '溶解氧', BOD5: '五日生化需氧量' }
/** Of what is judged: oxygen by what is missing of saturation. */
export const judgedWords = (item: string): string => item === 'DO' ? '溶解氧亏缺' : itemWords[item] ?? item
const kQuarters = ['一季度', '二季度', '三季度', '四季度']
/** 2026-Q4 → 2026年四季度 */
export const quarterText = (quarter: string) => t('{year}年{quarter}', { year: quarter.slice(0, 4), quarter: t(kQuarters[Number(quarter.slice(6)) - 1] ?? '') })
