import { LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { monthText } from './dates'
import { LabelLayout } from 'echarts/features'
import { init, use, type ECharts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([LineChart, GridComponent, MarkLineComponent, CanvasRenderer, LabelLayout])

/** One line of a chart with days along and a number up. */
export interface Line {
  readonly name: string
  readonly points: readonly (readonly [day: string, value: number])[]
  readonly look: 'shown' | 'said' | 'plan'
}

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

// Shown: solid with solid dots; said: dashed with hollow ones; the plan thin and without dots. Never colour alone.
function seriesOf(line: Line) {
  const colour = { shown: token('--ls-accent'), said: token('--ls-text-2'), plan: token('--ls-text-3') }[line.look]
  return {
    type: 'line' as const, name: line.name, data: line.points.map(([day, value]) => [day, value]), animation: false,
    symbol: line.look === 'plan' ? 'none' : 'circle', symbolSize: line.look === 'said' ? 10 : 6, z: line.look === 'shown' ? 4 : 3, labelLayout: { moveOverlap: 'shiftY' as const },
    lineStyle: { color: colour, width: line.look === 'plan' ? 1 : 2, type: line.look === 'shown' ? 'solid' as const : 'dashed' as const },
    itemStyle: line.look === 'said' ? { color: token('--ls-surface'), borderColor: colour, borderWidth: 2 } : { color: colour },
    endLabel: { show: true, formatter: '{a}', color: colour, fontSize: 12 }
  }
}

/** Draws lines over days; the goal is a black labelled line. A bar or a line starts at 0. */
export function drawLines(place: HTMLElement, lines: readonly Line[], goal: { readonly value: number; readonly words: string } | null): ECharts {
  const chart = init(place)
  const text = { color: token('--ls-text-2'), fontSize: 12, fontFamily: token('--ls-font-sans') }
  const most = Math.max(goal?.value ?? 0, ...lines.flatMap((line) => line.points.map(([, value]) => value)))
  chart.setOption({
    animation: false, textStyle: text, grid: { left: 8, right: 64, top: 24, bottom: 4, containLabel: true },
    xAxis: { type: 'time', axisLabel: { ...text, formatter: monthText, hideOverlap: true }, axisLine: { lineStyle: { color: token('--ls-line-strong') } }, splitLine: { show: false } },
    yAxis: { type: 'value', min: 0, max: most > 0 ? most * 1.1 : 1, axisLabel: { ...text, showMaxLabel: false }, splitNumber: 3, splitLine: { lineStyle: { color: token('--ls-line') } } },
    series: lines.map((line, at) => ({
      ...seriesOf(line),
      ...(at === 0 && goal ? { markLine: { silent: true, symbol: 'none', animation: false, lineStyle: { color: token('--ls-text-1'), type: 'solid' as const, width: 1.5 }, label: { formatter: goal.words, position: 'insideStartTop' as const, color: token('--ls-text-1'), fontSize: 12 }, data: [{ yAxis: goal.value }] } } : {})
    }))
  })
  return chart
}
