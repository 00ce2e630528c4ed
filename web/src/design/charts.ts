import { LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent } from 'echarts/components'
import { LabelLayout } from 'echarts/features'
import { init, use, type ECharts } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { amountAxis, dayAxis, goalLine, gridBeside, lineOf, textStyle, type Point } from './chart_parts'
import { token } from './tokens'

use([LineChart, GridComponent, MarkLineComponent, CanvasRenderer, LabelLayout])

/** One line of a chart with days along and a number up. */
export interface Line {
  readonly name: string
  readonly points: readonly Point[]
  readonly look: 'shown' | 'said' | 'plan'
}

// Shown: solid with solid dots; said: dashed with hollow ones; the plan thin and without dots. Never colour alone.
function seriesOf({ name, points, look }: Line) {
  switch (look) {
    case 'shown': return { ...lineOf(name, points, token('accent'), { type: 'solid', width: 2, symbol: 6 }), z: 4 }
    case 'said': return lineOf(name, points, token('text-2'), { type: 'dashed', width: 2, symbol: 10, hollow: true })
    case 'plan': return lineOf(name, points, token('text-3'), { type: 'dashed', width: 1 })
  }
}

/** Draws lines over days; the goal is a black labelled line. */
export function drawLines(place: HTMLElement, lines: readonly Line[], goal: { readonly value: number; readonly words: string } | null): ECharts {
  const chart = init(place)
  const most = Math.max(goal?.value ?? 0, ...lines.flatMap((line) => line.points.map(([, value]) => value)))
  chart.setOption({
    animation: false, textStyle: textStyle(), grid: gridBeside(64), xAxis: dayAxis(), yAxis: amountAxis(most > 0 ? most * 1.1 : 1, 3),
    series: lines.map((line, at) => ({ ...seriesOf(line), ...(at === 0 && goal ? { markLine: goalLine(goal.value, goal.words) } : {}) }))
  })
  return chart
}
