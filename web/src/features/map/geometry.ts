import type { Geometry, MapFeature, Position } from '@/api/schema'

/** Kilometres east and north of the map's centre. */
export type Spot = readonly [x: number, y: number]

/** One thing of the map on the plane: its lines (or borders, or spots) and the box around them. */
export interface Shape {
  readonly feature: MapFeature
  readonly form: 'spot' | 'line' | 'area'
  readonly parts: readonly (readonly Spot[])[]
  readonly box: Box
}

export interface Box { readonly west: number; readonly south: number; readonly east: number; readonly north: number }

const kKmPerDegree = 111.32 // along a meridian; a city is small enough for a plane

/** The parts of a geometry, each a list of positions. */
export function partsOf(geometry: Geometry): readonly (readonly Position[])[] {
  switch (geometry.type) {
    case 'Point': return [[geometry.coordinates as Position]]
    case 'MultiPoint': return (geometry.coordinates as readonly Position[]).map((each) => [each])
    case 'LineString': return [geometry.coordinates as readonly Position[]]
    case 'MultiLineString':
    case 'Polygon': return geometry.coordinates as readonly (readonly Position[])[]
    case 'MultiPolygon': return (geometry.coordinates as readonly (readonly (readonly Position[])[])[]).flat()
  }
}

export function boxOf(parts: readonly (readonly Spot[])[]): Box {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const part of parts)
    for (const [x, y] of part) {
      box.west = Math.min(box.west, x); box.east = Math.max(box.east, x)
      box.south = Math.min(box.south, y); box.north = Math.max(box.north, y)
    }
  return box
}

/** Features laid on a plane around their common middle. */
export function onPlane(features: readonly MapFeature[]): readonly Shape[] {
  const degrees = boxOf(features.flatMap((each) => partsOf(each.geometry)).map((part) => part.map(([lon = 0, lat = 0]): Spot => [lon, lat])))
  const lon0 = (degrees.west + degrees.east) / 2, lat0 = (degrees.south + degrees.north) / 2
  const perDegree = kKmPerDegree * Math.cos((lat0 * Math.PI) / 180)
  return features.map((feature) => {
    const parts = partsOf(feature.geometry).map((part) => part.map(([lon = 0, lat = 0]): Spot => [(lon - lon0) * perDegree, (lat - lat0) * kKmPerDegree]))
    const form = feature.geometry.type.endsWith('Point') ? 'spot' : feature.geometry.type.endsWith('Polygon') ? 'area' : 'line'
    return { feature, form, parts, box: boxOf(parts) }
  })
}

/** The middle of a shape: of the box of an area, of the way along a line. */
export function middleOf(shape: Shape): Spot {
  const first = shape.parts[0] ?? []
  if (shape.form === 'line') return first[Math.floor(first.length / 2)] ?? [0, 0]
  return [(shape.box.west + shape.box.east) / 2, (shape.box.south + shape.box.north) / 2]
}

function toSegment([x, y]: Spot, [ax, ay]: Spot, [bx, by]: Spot): number {
  const dx = bx - ax, dy = by - ay
  const along = dx === 0 && dy === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}

function isInside([x, y]: Spot, ring: readonly Spot[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [ax, ay] = ring[i] ?? [0, 0], [bx, by] = ring[j] ?? [0, 0]
    if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

/** How far a spot is from a shape; 0 inside an area. */
export function distance(shape: Shape, spot: Spot): number {
  if (shape.form === 'area') return shape.parts.reduce((inside, ring) => inside !== isInside(spot, ring), false) ? 0 : Infinity
  let nearest = Infinity
  for (const part of shape.parts) {
    if (part.length === 1 && part[0]) nearest = Math.min(nearest, Math.hypot(spot[0] - part[0][0], spot[1] - part[0][1]))
    for (let i = 1; i < part.length; i += 1) nearest = Math.min(nearest, toSegment(spot, part[i - 1] as Spot, part[i] as Spot))
  }
  return nearest
}

/** What is meant by a click: the nearest spot or line within reach, else the area it lies in. */
export function shapeAt(shapes: readonly Shape[], spot: Spot, reach: number): Shape | null {
  let found: Shape | null = null, nearest = Infinity
  for (const shape of shapes) {
    const { west, south, east, north } = shape.box
    if (spot[0] < west - reach || spot[0] > east + reach || spot[1] < south - reach || spot[1] > north + reach) continue
    // A spot wins over a line, a line over an area, at like distance.
    const away = distance(shape, spot) + (shape.form === 'spot' ? 0 : shape.form === 'line' ? reach / 4 : reach)
    if (away <= reach && away < nearest) { nearest = away; found = shape }
  }
  return found
}
