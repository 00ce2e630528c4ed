import { describe, expect, it } from 'vitest'
import type { MapProject, MapStates } from '@/api/schema'
import type { Shape } from './geometry'
import { factsOf, isAsked, kindOf, kKinds, kVerdictLines, lookOf, projectShapes } from './looks'

const thing = (kind: string, asset: number): Shape => ({ feature: { properties: { code: `${kind}-${asset}`, name: '', layer: '', kind, asset, place: null } }, form: 'line', parts: [], box: { west: 0, east: 1, south: 0, north: 1 } }) as unknown as Shape
const closure = (id: number, asset: number, state: string): MapStates['closures'][number] => ({ closure: id, asset, state, state_name: state, due: null, overdue_days: 0 })
const all = new Set<string>(kKinds)
const answered = factsOf({ stages: [{ stage: 'listed', assets: [1] }, { stage: 'effective', assets: [2] }], verdicts: [{ verdict: 'unlikely', assets: [1] }, { verdict: 'likely', assets: [2] }], reviewed: [2], projects: [], towns: [], closures: [
  closure(1, 7, 'ordered'), closure(2, 7, 'withdrawn'), closure(3, 8, 'protected'), closure(4, 9, 'accepted')
] })

describe('the map', () => {
  it('draws no stage and no verdict that nobody has answered', () => {
    const none = factsOf(null)
    expect(lookOf(thing('river', 1), none, all, () => null)?.key).toBe('river-unknown')
    expect(lookOf(thing('sewer', 1), none, all, () => null)?.key).toBe('sewer-unknown')
    expect(lookOf(thing('section', 1), none, all, () => null)?.key).toBe('section-unknown')
    expect(lookOf(thing('river', 1), answered, all, () => null)?.key).toBe('river-listed')
    expect(lookOf(thing('section', 1), answered, all, () => 'none')?.key).toBe('section-none')
  })
  it('takes what has its effect for built', () => {
    expect([lookOf(thing('sewer', 1), answered, all, () => null)?.key, lookOf(thing('sewer', 2), answered, all, () => null)?.key]).toEqual(['sewer', 'sewer-built'])
  })
  it('calls a firm one that is to stop only while its closure is under way', () => {
    expect([7, 8, 9, 10].map((asset) => kindOf(thing('firm', asset), answered))).toEqual(['closing', 'firm', 'firm', 'firm'])
    expect([7, 8, 10].map((asset) => answered.closureOf.get(asset)?.state)).toEqual(['ordered', 'protected', undefined])
    expect(lookOf(thing('firm', 8), answered, new Set(['closing']), () => null)).toBeNull()
  })
  it('draws rivers by verdict, no two alike without colour', () => {
    expect([1, 2, 3].map((asset) => lookOf(thing('river', asset), answered, all, () => null, 'verdict')?.key)).toEqual(['river-unlikely', 'river-likely', 'river-unknown'])
    const lines = Object.values(kVerdictLines).map(({ width, dash, core }) => JSON.stringify([width, dash, core]))
    expect(new Set(lines).size).toBe(lines.length)
  })
  it('leaves what a filter asks for, and the towns', () => {
    const left = (only: 'review' | 'unlikely' | null) => [thing('river', 1), thing('river', 2), thing('place', 0)].map((shape) => isAsked(shape, answered, only))
    expect([left('review'), left('unlikely'), left(null)]).toEqual([[false, true, true], [true, false, true], [true, true, true]])
  })
  it('puts projects on their thing, else apart from each other in their town, else nowhere', () => {
    const project = (id: number, stage: MapProject['stage'], asset: number | null, place: number | null, overdue_days = 0): MapProject => ({ project: id, name: `项目${id}`, stage, stage_name: '', asset, place, next: '', planned: null, overdue_days, held_up: 0 })
    const town = { ...thing('place', 0), form: 'area', box: { west: 0, east: 10, south: 0, north: 10 }, feature: { properties: { code: 'T', name: '', layer: '', kind: 'place', asset: null, place: 5 } } } as unknown as Shape
    const works = { ...thing('works', 3), form: 'spot', parts: [[[2, 2]]], box: { west: 2, east: 2, south: 2, north: 2 } } as unknown as Shape
    const projects = [project(1, 'started', 3, 5), project(2, 'planned', null, 5, 12), project(3, 'done', null, 5), project(4, 'reserve', null, 99), project(5, 'done', null, 5, 7)]
    const shapes = projectShapes([town, works], projects)
    expect(shapes.map((shape) => shape.feature.properties.code)).toEqual(['P-1', 'P-2', 'P-3', 'P-5'])
    expect(new Set(shapes.map((shape) => JSON.stringify(shape.parts))).size).toBe(4)
    expect(shapes.every(({ box }) => box.west > 0 && box.east < 10 && box.south > 0 && box.north < 10)).toBe(true)
    const facts = factsOf({ stages: [], verdicts: [], reviewed: [], closures: [], towns: [], projects })
    expect(shapes.map((shape) => lookOf(shape, facts, all, () => null)?.key)).toEqual(['project', 'projectLate', 'projectDone', 'projectDone'])
  })
})
