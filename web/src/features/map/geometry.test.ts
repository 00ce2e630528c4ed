import { describe, expect, it } from 'vitest'
import type { MapFeature } from '@/api/schema'
import { distance, middleOf, onPlane, shapeAt } from './geometry'

const feature = (code: string, type: MapFeature['geometry']['type'], coordinates: MapFeature['geometry']['coordinates']): MapFeature =>
  ({ type: 'Feature', geometry: { type, coordinates }, properties: { code, name: code, layer: 'l', kind: 'river', asset: 1, place: null } })

const shapes = onPlane([
  feature('town', 'Polygon', [[[120, 30], [120.2, 30], [120.2, 30.2], [120, 30.2], [120, 30]], [[120.05, 30.05], [120.1, 30.05], [120.1, 30.1], [120.05, 30.05]]]),
  feature('river', 'LineString', [[120.1, 30.1], [120.1, 30.2]]),
  feature('section', 'Point', [120.1, 30.15])
])

describe('the plane of the map', () => {
  it('lies around the middle, in kilometres', () => {
    expect(shapes[0]?.box.north).toBeCloseTo(11.132, 3)
    expect(shapes[0]?.box.east).toBeCloseTo(11.132 * Math.cos((30.1 * Math.PI) / 180), 3)
    expect(middleOf(shapes[2]!)[0]).toBeCloseTo(0, 6)
  })
  it('knows inside from outside, and holes', () => {
    expect(distance(shapes[0]!, [5, 5])).toBe(0)
    expect(distance(shapes[0]!, [50, 5])).toBe(Infinity)
    expect(distance(shapes[0]!, [-1, -4])).toBe(Infinity) // in the hole
  })
  it('means the spot, then the line, then the area', () => {
    expect(shapeAt(shapes, [0.1, 5.5], 0.5)?.feature.properties.code).toBe('section')
    expect(shapeAt(shapes, [0.1, 9], 0.5)?.feature.properties.code).toBe('river')
    expect(shapeAt(shapes, [7, 7], 0.5)?.feature.properties.code).toBe('town')
    expect(shapeAt(shapes, [70, 7], 0.5)).toBeNull()
  })
})
