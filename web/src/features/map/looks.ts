import type { Kept, Map as CityMap, MapProject, MapStates, Stage } from '@/api/schema'
import { enoughLooks, type VerdictLook } from '@/design/words'
import type { Look } from './drawing'
import { middleOf, onPlane, type Shape, type Spot } from './geometry'

/** The kinds of things people switch on and off, in the order of the legend. A firm that is to stop is a kind of its own. */
export const kKinds = ['river', 'reach', 'section', 'closing', 'project', 'firm', 'works', 'sewer', 'outfall', 'parcel', 'wetland', 'park', 'station', 'stack'] as const
export type MapKind = typeof kKinds[number]
export const kAtFirst: readonly MapKind[] = ['river', 'section', 'closing', 'works', 'wetland']
export const kindWords: Readonly<Record<MapKind, string>> = {
  river: '河涌', reach: '河段', section: '断面', closing: '限时退出企业', project: '项目', firm: '企业', works: '污水厂', sewer: '污水管网', outfall: '排污口', parcel: '地块', wetland: '湿地', park: '园区', station: '空气站', stack: '排气筒'
}

/** A stage by dash and width, a double line for 稳定; the legend draws the same. */
export const kStageLooks: Readonly<Record<Stage, { readonly stroke: string; readonly width: number; readonly dash?: readonly number[]; readonly core?: string }>> = {
  listed: { stroke: 'seq-4', width: 1.4, dash: [1, 3] }, entered: { stroke: 'seq-4', width: 2, dash: [6, 3] }, built: { stroke: 'seq-3', width: 2.4 },
  effective: { stroke: 'seq-4', width: 3.4 }, stable: { stroke: 'seq-5', width: 4.6, core: 'land' }
}

type LineLook = (typeof kStageLooks)[Stage]
/** What rivers are coloured by: how far the works are, or whether what is promised of them will be in time. */
export type RiversBy = 'stage' | 'verdict'
/** The worst verdict of the promises that name a river, by colour and by line alike; the legend draws the same. */
export const kVerdictLines: Readonly<Record<Kept['verdict'], LineLook>> = {
  likely: { stroke: 'kept', width: 2.2 }, at_risk: { stroke: 'risk', width: 3, dash: [8, 4] }, unlikely: { stroke: 'unlikely', width: 4.6, core: 'land' }, cannot_say: { stroke: 'unknown', width: 1.6, dash: [1.5, 3] }
}
/** Only what asks for attention: water in doubt after the works, or a promise that will hardly be kept. */
export type Only = 'review' | 'unlikely'

/** What is known of a section; `none`: no model was asked about it. */
export type SectionMark = 'yes' | 'no' | 'cannot_say' | 'none'
export const kSectionLooks: Readonly<Record<SectionMark, VerdictLook>> = { ...enoughLooks, none: { icon: 'noeff', look: '', words: '未测算' } }
const kSectionMarks = {
  yes: { mark: 'enough', markColour: 'enough' }, no: { mark: 'short', markColour: 'short' }, cannot_say: { mark: 'cannot', markColour: 'unknown' }, none: { mark: 'none', markColour: 'text-3' }
} as const

/** What the city said of the things on the map. What it has not answered (yet) is in none of these, and is drawn as nothing known. */
export interface MapFacts {
  readonly stageOf: ReadonlyMap<number, Stage>
  /** The closure of a firm; one under way before one that has ended. */
  readonly closureOf: ReadonlyMap<number, MapStates['closures'][number]>
  /** Firms whose closure is under way. */
  readonly closing: ReadonlySet<number>
  readonly verdictOf: ReadonlyMap<number, Kept['verdict']>
  readonly reviewed: ReadonlySet<number>
  /** By the code of its mark. */
  readonly projectOf: ReadonlyMap<string, MapProject>
}

const kEnded: ReadonlySet<string> = new Set(['protected', 'accepted', 'withdrawn'])
const isUnderWay = ({ state }: MapStates['closures'][number]) => !kEnded.has(state)

export function factsOf(states: MapStates | null): MapFacts {
  const closures = [...states?.closures ?? []].sort((a, b) => Number(isUnderWay(a)) - Number(isUnderWay(b)))
  return {
    stageOf: new Map(states?.stages.flatMap(({ stage, assets }) => assets.map((asset) => [asset, stage] as const)) ?? []),
    closureOf: new Map(closures.map((closure) => [closure.asset, closure])),
    closing: new Set(closures.filter(isUnderWay).map(({ asset }) => asset)),
    verdictOf: new Map(states?.verdicts.flatMap(({ verdict, assets }) => assets.map((asset) => [asset, verdict] as const)) ?? []),
    reviewed: new Set(states?.reviewed ?? []),
    projectOf: new Map(states?.projects.map((project) => [codeOf(project), project]) ?? [])
  }
}

/** The kind a thing is switched and named by; a thing of no such kind (a town) has its own. */
export const kindOf = ({ feature: { properties: { kind, asset } } }: Shape, facts: MapFacts): string => kind === 'firm' && facts.closing.has(asset ?? 0) ? 'closing' : kind

export const shapesOf = (map: CityMap) => onPlane(map.features)

const codeOf = ({ project }: MapProject) => `P-${project}`
const kGolden = 2.399963 // radians: spots at this angle from each other fill a disc evenly

/** Projects as spots: on their thing where the map has it, else spread over their town; those of neither are not on the map. */
export function projectShapes(shapes: readonly Shape[], projects: readonly MapProject[]): readonly Shape[] {
  const byAsset = new Map<number, Shape>(), byTown = new Map<number, Shape>(), placed = new Map<number, number>()
  for (const shape of shapes) {
    const { asset, place, kind } = shape.feature.properties
    if (asset) byAsset.set(asset, shape)
    if (kind === 'place' && place) byTown.set(place, shape)
  }
  return projects.flatMap((project): Shape[] => {
    const thing = byAsset.get(project.asset ?? 0), town = byTown.get(project.place ?? 0)
    let spot: Spot
    if (thing) spot = middleOf(thing)
    else if (town) {
      const at = placed.get(project.place ?? 0) ?? 0, { west, east, south, north } = town.box, [x, y] = middleOf(town)
      placed.set(project.place ?? 0, at + 1)
      const away = Math.min(0.09 * Math.sqrt(at + 1), 0.36) * Math.min(east - west, north - south)
      spot = [x + away * Math.cos(at * kGolden), y + away * Math.sin(at * kGolden)]
    } else return []
    const box = { west: spot[0], east: spot[0], south: spot[1], north: spot[1] }
    const feature = { type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: [0, 0] }, properties: { code: codeOf(project), name: project.name, layer: 'project', kind: 'project', asset: null, place: project.place } }
    return [{ feature, form: 'spot', parts: [[spot]], box }]
  })
}

/** Is this thing among those that are asked for? Towns and sections stand there always: they say where one is. */
export function isAsked({ feature: { properties: { kind, asset } } }: Shape, facts: MapFacts, only: Only | null): boolean {
  if (!only || kind === 'place' || kind === 'section') return true
  return only === 'review' ? facts.reviewed.has(asset ?? 0) : facts.verdictOf.get(asset ?? 0) === 'unlikely'
}

function riverLook(facts: MapFacts, asset: number, by: RiversBy): Look {
  const key = by === 'stage' ? facts.stageOf.get(asset) : facts.verdictOf.get(asset)
  const look = by === 'stage' ? kStageLooks[key as Stage] : kVerdictLines[key as Kept['verdict']]
  return look ? { key: `river-${key}`, ...look, label: 'near', order: 4 } : { key: 'river-unknown', stroke: 'line-strong', width: by === 'stage' ? 1.4 : 0.8, label: 'near', order: 4 }
}

/** 超期的双框，在建的实心，办完的打勾，其余空心: the mark says it without colour. */
function projectLook(project: MapProject | undefined): Look {
  const late = (project?.overdue_days ?? 0) > 0 && (project?.stage === 'planned' || project?.stage === 'started')
  const mark = late ? 'projectLate' : project?.stage === 'started' ? 'project' : project?.stage === 'done' ? 'projectDone' : 'projectOpen'
  return { key: mark, mark, markColour: late ? 'unlikely' : project?.stage === 'stopped' ? 'text-3' : 'accent', label: 'near', order: 8 }
}

/** How a thing is drawn; nothing for what is switched off. `sectionMark` tells what is known of a section, null while nobody has answered. */
export function lookOf(shape: Shape, facts: MapFacts, on: ReadonlySet<string>, sectionMark: (asset: number) => SectionMark | null, by: RiversBy = 'stage'): Look | null {
  const kind = kindOf(shape, facts), { asset, code } = shape.feature.properties
  if (kind === 'place') return { key: 'place', fill: 'land', stroke: 'land-line', width: 1, label: 'always', order: 0 }
  if (!on.has(kind)) return null
  const stage = facts.stageOf.get(asset ?? 0)
  const isBuilt = stage === 'built' || stage === 'effective' || stage === 'stable'
  switch (kind) {
    case 'wetland': return { key: 'wetland', fill: 'wetland', stroke: 'kept', width: 0.8, dash: [2, 3], label: 'near', order: 1 }
    case 'parcel': return isBuilt ? { key: 'parcel-built', fill: 'seq-3', stroke: 'seq-5', width: 1, order: 2 } : stage ? { key: 'parcel', stroke: 'seq-4', width: 1, dash: [2, 2], order: 2 } : { key: 'parcel-unknown', stroke: 'line-strong', width: 1, order: 2 }
    case 'sewer': return isBuilt ? { key: 'sewer-built', stroke: 'text-2', width: 1.2, order: 3 } : stage ? { key: 'sewer', stroke: 'text-3', width: 1, dash: [2, 3], order: 3 } : { key: 'sewer-unknown', stroke: 'line-strong', width: 1, order: 3 }
    case 'river': return riverLook(facts, asset ?? 0, by)
    case 'project': return projectLook(facts.projectOf.get(code))
    case 'reach': return { key: 'reach', stroke: 'water', width: 5, label: 'near', order: 2.5 }
    case 'outfall': return { key: 'outfall', mark: 'dot', markColour: 'damage', order: 5 }
    case 'works': return { key: 'works', mark: 'works', markColour: 'text-2', label: 'near', order: 6 }
    case 'closing': return { key: 'closing', mark: 'firm', markColour: 'unlikely', label: 'strong', order: 7 }
    case 'firm': return { key: 'firm', mark: 'firm', markColour: 'text-2', label: 'near', order: 7 }
    case 'section': {
      const mark = sectionMark(asset ?? 0)
      return mark ? { key: `section-${mark}`, ...kSectionMarks[mark], label: mark === 'no' ? 'strong' : 'always', order: 9 } : { key: 'section-unknown', mark: 'dot', markColour: 'text-3', label: 'always', order: 9 }
    }
    default: return { key: kind, mark: 'dot', markColour: 'text-2', label: 'near', order: 5 }
  }
}
