import { token } from '@/design/tokens'
import type { Box, Shape, Spot } from './geometry'
import { middleOf } from './geometry'

/** How a thing is drawn; the words of a legend say the same. Colours are names of tokens. */
export interface Look {
  readonly key: string
  readonly stroke?: string
  readonly width?: number
  readonly dash?: readonly number[]
  /** A second, lighter line inside the first: 稳定. */
  readonly core?: string
  /** A darker rim on both sides: a class tint alone is too faint for a line. */
  readonly edge?: string
  readonly fill?: string
  readonly hatch?: boolean
  /** A mark at the middle of the thing. */
  readonly mark?: 'enough' | 'short' | 'cannot' | 'none' | 'works' | 'firm' | 'dot'
  readonly markColour?: string
  readonly label?: 'always' | 'near' | 'strong'
  /** Written in the mark: the numeral of a water class. */
  readonly letter?: string
  readonly order: number
}

export interface View { readonly x: number; readonly y: number; readonly pxPerKm: number }

const paths = new WeakMap<Shape, Path2D>()
function pathOf(shape: Shape): Path2D {
  const known = paths.get(shape)
  if (known) return known
  const path = new Path2D()
  for (const part of shape.parts) {
    part.forEach(([x, y], at) => at === 0 ? path.moveTo(x, -y) : path.lineTo(x, -y))
    if (shape.form === 'area') path.closePath()
  }
  paths.set(shape, path)
  return path
}

const kMarks: Readonly<Record<string, readonly (readonly ['fill' | 'line', string])[]>> = {
  enough: [['fill', 'M4 2h8v13H4z'], ['line', 'M.8 5.5H4M12 5.5h3.2']],
  short: [['fill', 'M4 10.5h8V15H4z'], ['line', 'M.8 4.8h14.4']],
  cannot: [['line', 'M3.7 4.8h8.6v10H3.7z'], ['line', 'M.8 2.6h14.4'], ['line', 'M6.5 8c0-1.9 3-1.9 3 0 0 1.1-1.5 1.2-1.5 2.4M8 11.8V13']],
  none: [['line', 'M4.6 5.4h6.8v9H4.6z'], ['line', 'M.8 5.4h14.4']],
  works: [['line', 'M8 1.5l5.6 3.2v6.6L8 14.5l-5.6-3.200V4.700z']],
  firm: [['fill', 'M1 15V7l3-5h2v5l4-2.500V7l5-2.500V15z']]
}

/** Draws everything that lies in the view. Things of one look are stroked as one path: five thousand cost five strokes. */
export class Painter {
  private readonly pen: CanvasRenderingContext2D
  constructor(private readonly canvas: HTMLCanvasElement) {
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('this browser draws no canvas (it is too old or too strict); use the table')
    this.pen = pen
  }

  draw(shapes: readonly (readonly [Shape, Look])[], view: View, chosen: Shape | null): void {
    const ratio = window.devicePixelRatio || 1, { clientWidth: width, clientHeight: height } = this.canvas
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio)
      this.canvas.height = Math.round(height * ratio)
    }
    const pen = this.pen
    pen.setTransform(1, 0, 0, 1, 0, 0)
    pen.clearRect(0, 0, this.canvas.width, this.canvas.height)
    const seen: Box = { west: view.x - width / 2 / view.pxPerKm, east: view.x + width / 2 / view.pxPerKm, south: view.y - height / 2 / view.pxPerKm, north: view.y + height / 2 / view.pxPerKm }
    const inView = shapes.filter(([{ box }]) => box.east >= seen.west && box.west <= seen.east && box.north >= seen.south && box.south <= seen.north)
    const groups = new Map<string, { look: Look; shapes: Shape[] }>()
    for (const [shape, look] of inView) {
      const group = groups.get(look.key)
      if (group) group.shapes.push(shape)
      else groups.set(look.key, { look, shapes: [shape] })
    }
    const onPlane = () => pen.setTransform(ratio * view.pxPerKm, 0, 0, ratio * view.pxPerKm, ratio * (width / 2 - view.x * view.pxPerKm), ratio * (height / 2 + view.y * view.pxPerKm))
    onPlane()
    pen.lineJoin = 'round'
    const sorted = [...groups.values()].sort((a, b) => a.look.order - b.look.order)
    for (const { look, shapes: same } of sorted) this.lines(look, same, view.pxPerKm)
    if (chosen && chosen.form !== 'spot') {
      pen.strokeStyle = token('accent'); pen.lineWidth = (chosen.form === 'area' ? 2.5 : 5) / view.pxPerKm
      pen.setLineDash([])
      pen.stroke(pathOf(chosen))
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    const place = ([x, y]: Spot): Spot => [width / 2 + (x - view.x) * view.pxPerKm, height / 2 - (y - view.y) * view.pxPerKm]
    for (const { look, shapes: same } of sorted) if (look.mark) for (const shape of same) this.mark(look, place(middleOf(shape)), shape === chosen)
    this.labels(inView, place, chosen, view.pxPerKm)
  }

  private lines(look: Look, same: readonly Shape[], pxPerKm: number): void {
    const all = new Path2D()
    for (const shape of same) if (shape.form !== 'spot') all.addPath(pathOf(shape))
    const pen = this.pen
    if (look.fill) {
      pen.fillStyle = token(look.fill)
      pen.fill(all, 'evenodd')
    }
    if (!look.stroke) return
    if (look.edge) {
      pen.strokeStyle = token(look.edge)
      pen.lineWidth = ((look.width ?? 1) + 2) / pxPerKm
      pen.stroke(all)
    }
    pen.strokeStyle = token(look.stroke)
    pen.lineWidth = (look.width ?? 1) / pxPerKm
    pen.setLineDash((look.dash ?? []).map((each) => each / pxPerKm))
    pen.stroke(all)
    pen.setLineDash([])
    if (look.core) {
      pen.strokeStyle = token(look.core)
      pen.lineWidth = 1.4 / pxPerKm
      pen.stroke(all)
    }
  }

  private mark(look: Look, [x, y]: Spot, isChosen: boolean): void {
    const pen = this.pen
    const colour = token(look.markColour ?? 'text-2')
    if (look.mark === 'dot') {
      pen.fillStyle = colour
      pen.beginPath(); pen.arc(x, y, isChosen ? 5 : 2.5, 0, 7); pen.fill()
      return
    }
    pen.save()
    pen.translate(x - 8, y - 8)
    const boxed = look.mark !== 'works' && look.mark !== 'firm'
    if (boxed) {
      pen.fillStyle = look.fill ? token(look.fill) : token('surface')
      pen.strokeStyle = isChosen ? token('accent') : colour
      pen.lineWidth = isChosen ? 3 : 1.5
      pen.fillRect(-3, -3, 22, 22); pen.strokeRect(-3, -3, 22, 22)
    }
    pen.fillStyle = colour; pen.strokeStyle = colour; pen.lineWidth = 1.5
    if (look.letter) {
      pen.fillStyle = token('text-1'); pen.font = `600 ${look.letter.length > 1 ? 10 : 13}px ${token('font-sans')}`; pen.textAlign = 'center'
      pen.fillText(look.letter, 8, 12.5)
    } else {
      for (const [how, path] of kMarks[look.mark ?? ''] ?? []) how === 'fill' ? pen.fill(new Path2D(path)) : pen.stroke(new Path2D(path))
    }
    pen.restore()
  }

  /** Names, the strong first; one that would cover another is left out. */
  private labels(shapes: readonly (readonly [Shape, Look])[], place: (spot: Spot) => Spot, chosen: Shape | null, pxPerKm: number): void {
    const pen = this.pen, taken: (readonly [number, number, number, number])[] = []
    const rank = ([shape, look]: readonly [Shape, Look]) => shape === chosen ? 0 : look.label === 'strong' ? 1 : look.label === 'always' ? 2 : 3
    const wanted = shapes.filter(([shape, look]) => shape === chosen || look.label === 'strong' || look.label === 'always' || (look.label === 'near' && pxPerKm > 40)).sort((a, b) => rank(a) - rank(b))
    pen.textAlign = 'left'; pen.lineJoin = 'round'
    for (const [shape, look] of wanted) {
      const strong = shape === chosen || look.label === 'strong'
      pen.font = `${strong ? '600 13px' : '12px'} ${token('font-sans')}`
      const [x, y] = place(middleOf(shape)), wide = pen.measureText(shape.feature.properties.name).width
      const left = look.mark ? x + 14 : x - wide / 2, top = y + 4
      const box = [left - 2, top - 13, left + wide + 2, top + 4] as const
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue
      taken.push(box)
      pen.strokeStyle = token('land'); pen.lineWidth = 3
      pen.strokeText(shape.feature.properties.name, left, top)
      pen.fillStyle = token(strong ? 'text-1' : 'text-2')
      pen.fillText(shape.feature.properties.name, left, top)
    }
  }
}
