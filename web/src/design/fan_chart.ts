import { BarChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { LabelLayout } from 'echarts/features'
import { init, use, type ECharts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { amountAxis, dayAxis, goalLine, gridBeside, lineOf, textStyle, type Point } from './chart_parts'
import { token } from './tokens'

use([BarChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, CanvasRenderer, LabelLayout])

/** What a fan shows: bands of 80 and 50 %, the median dashed; shown solid dots, said hollow ones, the plan thin. */
export interface Fan {
  readonly shown: readonly Point[]
  readonly said: readonly Point[]
  readonly plan: readonly Point[]
  readonly from: Point | null
  readonly months: readonly { readonly day: string; readonly p10: number; readonly p25: number; readonly p50: number; readonly p75: number; readonly p90: number }[]
  /** The median were it otherwise. */
  readonly other: readonly Point[]
  readonly goal: number | null
}

export interface FanWords { readonly shown: string; readonly said: string; readonly plan: string; readonly middle: string; readonly other: string; readonly goal: string }

function band(name: string, points: readonly (readonly [day: string, low: number, high: number])[], opacity: number) {
  const common = { type: 'line' as const, symbol: 'none', silent: true, lineStyle: { opacity: 0 }, stack: name, z: 1, animation: false }
  return [
    { ...common, data: points.map(([day, low]) => [day, low]) },
    { ...common, data: points.map(([day, low, high]) => [day, high - low]), areaStyle: { color: token('accent'), opacity } }
  ]
}

export function drawFan(place: HTMLElement, fan: Fan, words: FanWords): ECharts {
  const chart = init(place)
  const start = fan.from ? [{ day: fan.from[0], p10: fan.from[1], p25: fan.from[1], p50: fan.from[1], p75: fan.from[1], p90: fan.from[1] }] : []
  const months = [...start, ...fan.months]
  const most = Math.max(1, fan.goal ?? 0, ...months.map((each) => each.p90), ...fan.shown.map(([, value]) => value), ...fan.said.map(([, value]) => value), ...fan.other.map(([, value]) => value))
  const main = lineOf(words.middle, months.map((each) => [each.day, each.p50] as const), token('accent'), { type: 'dashed', width: 2 })
  chart.setOption({
    animation: false, textStyle: textStyle(), grid: gridBeside(76), xAxis: dayAxis(), yAxis: amountAxis(most * 1.08, 4),
    series: [
      ...band('80', months.map((each) => [each.day, each.p10, each.p90] as const), 0.16), ...band('50', months.map((each) => [each.day, each.p25, each.p75] as const), 0.22),
      lineOf(words.plan, fan.plan, token('text-3'), { type: 'dotted', width: 1 }),
      lineOf(words.said, fan.said, token('text-2'), { type: 'dashed', width: 1, symbol: 9, hollow: true }),
      lineOf(words.shown, fan.shown, token('text-1'), { type: 'solid', width: 2, symbol: 6 }),
      { ...main, ...(fan.goal === null ? {} : { markLine: goalLine(fan.goal, words.goal) }) },
      lineOf(words.other, fan.other, token('enough'), { type: 'solid', width: 2 })
    ]
  })
  return chart
}

/** What was said against what came: a point a tenth with its interval, against the line on which said is what comes. */
export function drawReliability(place: HTMLElement, bins: readonly { readonly said: number; readonly share: number; readonly low: number; readonly high: number; readonly count: number }[], words: { readonly said: string; readonly came: string }): ECharts {
  const chart = init(place)
  const text = textStyle()
  const axis = (name: string, gap: number) => ({ type: 'value' as const, min: 0, max: 100, name, nameLocation: 'middle' as const, nameGap: gap, nameTextStyle: text, axisLabel: { ...text, formatter: '{value}%' }, splitLine: { lineStyle: { color: token('line') } } })
  chart.setOption({
    animation: false, textStyle: text, grid: { left: 28, right: 16, top: 12, bottom: 28, containLabel: true }, xAxis: axis(words.said, 30), yAxis: axis(words.came, 46),
    series: [
      { type: 'line', data: [[0, 0], [100, 100]], symbol: 'none', silent: true, lineStyle: { color: token('text-1'), type: 'dashed', width: 1 } },
      ...bins.map((bin) => ({ type: 'line' as const, data: [[bin.said * 100, bin.low * 100], [bin.said * 100, bin.high * 100]], symbol: 'none', silent: true, lineStyle: { color: token('accent'), width: 2 } })),
      { type: 'scatter', data: bins.map((bin) => [bin.said * 100, bin.share * 100, bin.count]), symbolSize: (value: readonly number[]) => 6 + 3 * Math.sqrt(value[2] ?? 0), itemStyle: { color: token('accent') } }
    ]
  })
  return chart
}

/** The ten counts of a PIT histogram with the height they should all have. */
export function drawHistogram(place: HTMLElement, counts: readonly number[], words: { readonly low: string; readonly high: string }): ECharts {
  const chart = init(place)
  const text = textStyle()
  const even = counts.reduce((sum, each) => sum + each, 0) / Math.max(1, counts.length)
  chart.setOption({
    animation: false, textStyle: text, grid: { left: 4, right: 4, top: 12, bottom: 4, containLabel: true },
    xAxis: { type: 'category', data: counts.map((_, at) => at === 0 ? words.low : at === counts.length - 1 ? words.high : ''), axisLabel: { ...text, interval: 0 }, axisTick: { show: false } },
    yAxis: { type: 'value', min: 0, splitNumber: 3, minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: token('line') } } },
    series: [{ type: 'bar', data: [...counts], barWidth: '86%', itemStyle: { color: token('accent'), opacity: 0.7 }, markLine: { silent: true, symbol: 'none', animation: false, label: { show: false }, lineStyle: { color: token('text-1'), type: 'dashed', width: 1 }, data: [{ yAxis: even }] } }]
  })
  return chart
}
