import type { Map as CityMap, MapStates, Stage } from '@/api/schema'
import { enoughLooks, type VerdictLook } from '@/design/words'
import type { Look } from './drawing'
import { onPlane, type Shape } from './geometry'

/** The kinds of things people switch on and off, in the order of the legend. A firm that is to stop is a kind of its own. */
export const kKinds = ['river', 'reach', 'section', 'closing', 'firm', 'works', 'sewer', 'outfall', 'parcel', 'wetland', 'park', 'station', 'stack'] as const
export type MapKind = typeof kKinds[number]
export const kAtFirst: readonly MapKind[] = ['river', 'section', 'closing', 'works', 'wetland']
export const kindWords: Readonly<Record<MapKind, string>> = {
  river: '河涌', reach: '河段', section: '断面', closing: '限时退出企业', firm: '企业', works: '污水厂', sewer: '污水管网', outfall: '排污口', parcel: '地块', wetland: '湿地', park: '园区', station: '空气站', stack: '排气筒'
}

/** A stage by dash and width, a double line for 稳定; the legend draws the same. */
export const kStageLooks: Readonly<Record<Stage, { readonly stroke: string; readonly width: number; readonly dash?: readonly number[]; readonly core?: string }>> = {
  listed: { stroke: 'seq-4', width: 1.4, dash: [1, 3] }, entered: { stroke: 'seq-4', width: 2, dash: [6, 3] }, built: { stroke: 'seq-3', width: 2.4 },
  effective: { stroke: 'seq-4', width: 3.4 }, stable: { stroke: 'seq-5', width: 4.6, core: 'land' }
}

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
}

const kEnded: ReadonlySet<string> = new Set(['protected', 'accepted', 'withdrawn'])
const isUnderWay = ({ state }: MapStates['closures'][number]) => !kEnded.has(state)

export function factsOf(states: MapStates | null): MapFacts {
  const closures = [...states?.closures ?? []].sort((a, b) => Number(isUnderWay(a)) - Number(isUnderWay(b)))
  return {
    stageOf: new Map(states?.stages.flatMap(({ stage, assets }) => assets.map((asset) => [asset, stage] as const)) ?? []),
    closureOf: new Map(closures.map((closure) => [closure.asset, closure])),
    closing: new Set(closures.filter(isUnderWay).map(({ asset }) => asset))
  }
}

/** The kind a thing is switched and named by; a thing of no such kind (a town) has its own. */
export const kindOf = ({ feature: { properties: { kind, asset } } }: Shape, facts: MapFacts): string => kind === 'firm' && facts.closing.has(asset ?? 0) ? 'closing' : kind

export const shapesOf = (map: CityMap) => onPlane(map.features)

/** How a thing is drawn; nothing for what is switched off. `sectionMark` tells what is known of a section, null while nobody has answered. */
export function lookOf(shape: Shape, facts: MapFacts, on: ReadonlySet<string>, sectionMark: (asset: number) => SectionMark | null): Look | null {
  const kind = kindOf(shape, facts), { asset } = shape.feature.properties
  if (kind === 'place') return { key: 'place', fill: 'land', stroke: 'land-line', width: 1, label: 'always', order: 0 }
  if (!on.has(kind)) return null
  const stage = facts.stageOf.get(asset ?? 0)
  const isBuilt = stage === 'built' || stage === 'effective' || stage === 'stable'
  switch (kind) {
    case 'wetland': return { key: 'wetland', fill: 'wetland', stroke: 'kept', width: 0.8, dash: [2, 3], label: 'near', order: 1 }
    case 'parcel': return isBuilt ? { key: 'parcel-built', fill: 'seq-3', stroke: 'seq-5', width: 1, order: 2 } : stage ? { key: 'parcel', stroke: 'seq-4', width: 1, dash: [2, 2], order: 2 } : { key: 'parcel-unknown', stroke: 'line-strong', width: 1, order: 2 }
    case 'sewer': return isBuilt ? { key: 'sewer-built', stroke: 'text-2', width: 1.2, order: 3 } : stage ? { key: 'sewer', stroke: 'text-3', width: 1, dash: [2, 3], order: 3 } : { key: 'sewer-unknown', stroke: 'line-strong', width: 1, order: 3 }
    case 'river': return stage ? { key: `river-${stage}`, ...kStageLooks[stage], label: 'near', order: 4 } : { key: 'river-unknown', stroke: 'line-strong', width: 1.4, label: 'near', order: 4 }
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
