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
  readonly mark?: MarkName | 'dot'
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

export type MarkName = 'enough' | 'short' | 'cannot' | 'none' | 'works' | 'firm' | 'project' | 'projectOpen' | 'projectDone' | 'projectLate'
const kBoxed: ReadonlySet<string> = new Set(['enough', 'short', 'cannot', 'none'])

/** Each mark as paths on a square of 16; the legend draws the same. */
export const kMarks: Readonly<Record<MarkName, readonly (readonly ['fill' | 'line', string])[]>> = {
  enough: [['fill', 'M4 2h8v13H4z'], ['line', 'M.8 5.5H4M12 5.5h3.2']],
  short: [['fill', 'M4 10.5h8V15H4z'], ['line', 'M.8 4.8h14.4']],
  cannot: [['line', 'M3.7 4.8h8.6v10H3.7z'], ['line', 'M.8 2.6h14.4'], ['line', 'M6.5 8c0-1.9 3-1.9 3 0 0 1.1-1.5 1.2-1.5 2.4M8 11.8V13']],
  none: [['line', 'M4.6 5.4h6.8v9H4.6z'], ['line', 'M.8 5.4h14.4']],
  works: [['line', 'M8 1.5l5.6 3.2v6.6L8 14.5l-5.6-3.200V4.700z']],
  project: [['fill', 'M8 3l5 5-5 5-5-5z']],
  projectOpen: [['line', 'M8 3l5 5-5 5-5-5z']],
  projectDone: [['line', 'M8 3l5 5-5 5-5-5z'], ['line', 'M6 8l1.600 1.600L10.400 6.600']],
  projectLate: [['fill', 'M8 4l4 4-4 4-4-4z'], ['line', 'M8 .8l7.200 7.200L8 15.200.8 8z']],
  firm: [['fill', 'M1 15V7l3-5h2v5l4-2.500V7l5-2.500V15z']]
}

const markPaths = new Map<string, Path2D>()
function markPath(path: string): Path2D {
  const known = markPaths.get(path) ?? new Path2D(path)
  markPaths.set(path, known)
  return known
}

const kSmall = 520 // px: on a phone marks are drawn smaller, or they cover the city

/** Draws everything that lies in the view. Things of one look are stroked as one path: five thousand cost five strokes. */
export class Painter {
  private readonly pen: CanvasRenderingContext2D
  private colours = new Map<string, string>() // of this picture: a thousand marks ask for few colours
  constructor(private readonly canvas: HTMLCanvasElement) {
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('this browser draws no canvas (it is too old or too strict); use the table')
    this.pen = pen
  }

  private colour(name: string): string {
    const known = this.colours.get(name) ?? token(name)
    this.colours.set(name, known)
    return known
  }

  draw(shapes: readonly (readonly [Shape, Look])[], view: View, chosen: Shape | null): void {
    this.colours = new Map()
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
      pen.strokeStyle = this.colour('accent'); pen.lineWidth = (chosen.form === 'area' ? 2.5 : 5) / view.pxPerKm
      pen.setLineDash([])
      pen.stroke(pathOf(chosen))
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0)
    const place = ([x, y]: Spot): Spot => [width / 2 + (x - view.x) * view.pxPerKm, height / 2 - (y - view.y) * view.pxPerKm]
    const size = width < kSmall ? 0.7 : 1
    for (const { look, shapes: same } of sorted) if (look.mark) for (const shape of same) this.mark(look, place(middleOf(shape)), shape === chosen, size)
    this.labels(inView, { place, width, size, pxPerKm: view.pxPerKm }, chosen)
  }

  private lines(look: Look, same: readonly Shape[], pxPerKm: number): void {
    const all = new Path2D()
    for (const shape of same) if (shape.form !== 'spot') all.addPath(pathOf(shape))
    const pen = this.pen
    if (look.fill) {
      pen.fillStyle = this.colour(look.fill)
      pen.fill(all, 'evenodd')
    }
    if (!look.stroke) return
    if (look.edge) {
      pen.strokeStyle = this.colour(look.edge)
      pen.lineWidth = ((look.width ?? 1) + 2) / pxPerKm
      pen.stroke(all)
    }
    pen.strokeStyle = this.colour(look.stroke)
    pen.lineWidth = (look.width ?? 1) / pxPerKm
    pen.setLineDash((look.dash ?? []).map((each) => each / pxPerKm))
    pen.stroke(all)
    pen.setLineDash([])
    if (look.core) {
      pen.strokeStyle = this.colour(look.core)
      pen.lineWidth = 1.4 / pxPerKm
      pen.stroke(all)
    }
  }

  private mark(look: Look, [x, y]: Spot, isChosen: boolean, size: number): void {
    const pen = this.pen
    const colour = this.colour(look.markColour ?? 'text-2')
    if (look.mark === 'dot') {
      pen.fillStyle = colour
      pen.beginPath(); pen.arc(x, y, isChosen ? 5 : 2.5, 0, 7); pen.fill()
      return
    }
    pen.save()
    pen.translate(x, y)
    pen.scale(size, size)
    pen.translate(-8, -8)
    const boxed = kBoxed.has(look.mark ?? '') || look.letter !== undefined
    if (boxed) {
      pen.fillStyle = look.fill ? this.colour(look.fill) : this.colour('surface')
      pen.strokeStyle = isChosen ? this.colour('accent') : colour
      pen.lineWidth = isChosen ? 3 : 1.5
      pen.fillRect(-3, -3, 22, 22); pen.strokeRect(-3, -3, 22, 22)
    }
    pen.fillStyle = colour; pen.strokeStyle = colour; pen.lineWidth = 1.5
    if (look.letter) {
      pen.fillStyle = this.colour('text-1'); pen.font = `600 ${look.letter.length > 1 ? 10 : 13}px ${this.colour('font-sans')}`; pen.textAlign = 'center'
      pen.fillText(look.letter, 8, 12.5)
    } else {
      if (isChosen && !boxed) { pen.lineWidth = 3; pen.strokeStyle = this.colour('accent') }
      for (const [how, path] of look.mark ? kMarks[look.mark] : []) how === 'fill' ? pen.fill(markPath(path)) : pen.stroke(markPath(path))
    }
    pen.restore()
  }

  /** Names, the strong first. One that would cover another, or the square of a section, or leave the picture, stands elsewhere beside its
   *  thing, or is left out. */
  private labels(shapes: readonly (readonly [Shape, Look])[], at: { readonly place: (spot: Spot) => Spot; readonly width: number; readonly size: number; readonly pxPerKm: number }, chosen: Shape | null): void {
    const pen = this.pen, half = 11 * at.size
    type Rect = readonly [left: number, top: number, right: number, bottom: number]
    const taken: Rect[] = []
    for (const [shape, look] of shapes)
      if (look.mark && (kBoxed.has(look.mark) || look.letter || look.label === 'strong')) { const [x, y] = at.place(middleOf(shape)); taken.push([x - half, y - half, x + half, y + half]) }
    const rank = ([shape, look]: readonly [Shape, Look]) => shape === chosen ? 0 : look.label === 'strong' ? 1 : look.label === 'always' && look.mark ? 2 : look.label === 'always' ? 3 : 4
    const wanted = shapes.filter(([shape, look]) => shape === chosen || look.label === 'strong' || look.label === 'always' || (look.label === 'near' && at.pxPerKm > 40)).sort((a, b) => rank(a) - rank(b))
    pen.textAlign = 'left'; pen.lineJoin = 'round'
    for (const [shape, look] of wanted) {
      const strong = shape === chosen || look.label === 'strong', tall = at.size < 1 ? 11 : strong ? 13 : 12
      pen.font = `${strong ? 600 : 400} ${tall}px ${this.colour('font-sans')}`
      const [x, y] = at.place(middleOf(shape)), wide = pen.measureText(shape.feature.properties.name).width
      const beside = half + 4, middle = x - wide / 2
      const spots: readonly Spot[] = look.mark ? [[x + beside, y + 4], [x - beside - wide, y + 4], [middle, y + half + tall], [middle, y - half - 4]] : [[middle, y + 4], [middle, y + 20], [middle, y - 12]]
      const boxOfText = ([left, top]: Spot): Rect => [left - 1, top - tall + 1, left + wide + 1, top + 3]
      const isFree = (box: Rect) => box[0] >= 0 && box[2] <= at.width && !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])
      const spot = spots.find((each) => isFree(boxOfText(each)))
      if (!spot) continue
      taken.push(boxOfText(spot))
      pen.strokeStyle = this.colour('land'); pen.lineWidth = 3
      pen.strokeText(shape.feature.properties.name, ...spot)
      pen.fillStyle = this.colour(strong ? 'text-1' : 'text-2')
      pen.fillText(shape.feature.properties.name, ...spot)
    }
  }
}
