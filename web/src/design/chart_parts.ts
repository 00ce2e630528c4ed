import { monthText } from './dates'
import { token } from './tokens'

// What the charts over days have in common: text, axes, the goal, one line.

export type Point = readonly [day: string, value: number]

export const textStyle = () => ({ color: token('text-2'), fontSize: 12, fontFamily: token('font-sans') })
export const gridBeside = (right: number) => ({ left: 8, right, top: 24, bottom: 4, containLabel: true })

export function dayAxis() {
  return { type: 'time' as const, axisLabel: { ...textStyle(), formatter: monthText, hideOverlap: true }, axisLine: { lineStyle: { color: token('line-strong') } }, splitLine: { show: false } }
}

/** From 0: a bar or a line that starts elsewhere lies. */
export function amountAxis(max: number, splitNumber: number) {
  return { type: 'value' as const, min: 0, max, axisLabel: { ...textStyle(), showMaxLabel: false }, splitNumber, splitLine: { lineStyle: { color: token('line') } } }
}

/** A black labelled line. */
export function goalLine(value: number, words: string) {
  return { silent: true, symbol: 'none', animation: false, lineStyle: { color: token('text-1'), type: 'solid' as const, width: 1.5 }, label: { formatter: words, position: 'insideStartTop' as const, color: token('text-1'), fontSize: 12 }, data: [{ yAxis: value }] }
}

export interface LineLook {
  readonly type: 'solid' | 'dashed' | 'dotted'
  readonly width: number
  /** Size of its dots; none when left out. */
  readonly symbol?: number
  readonly hollow?: boolean
}

export function lineOf(name: string, points: readonly Point[], colour: string, look: LineLook) {
  return {
    type: 'line' as const, name, data: points.map(([day, value]) => [day, value]), animation: false, z: 3, symbol: look.symbol ? 'circle' : 'none', symbolSize: look.symbol ?? 0,
    lineStyle: { color: colour, width: look.width, type: look.type }, labelLayout: { moveOverlap: 'shiftY' as const },
    itemStyle: look.hollow ? { color: token('surface'), borderColor: colour, borderWidth: 2 } : { color: colour },
    endLabel: { show: points.length > 0, formatter: '{a}', color: colour, fontSize: 12 }
  }
}
