import type { Map as CityMap, MapStates, Stage } from '@/api/schema'
import type { Look } from './drawing'
import { onPlane, type Shape } from './geometry'

/** The kinds of things people switch on and off, in the order of the legend. */
export const kKinds = ['river', 'reach', 'section', 'firm', 'works', 'sewer', 'outfall', 'parcel', 'wetland', 'park', 'station', 'stack'] as const
export type MapKind = typeof kKinds[number]
export const kAtFirst: readonly MapKind[] = ['river', 'section', 'firm', 'works', 'wetland']
export const kindWords: Readonly<Record<MapKind, string>> = {
  river: '河涌', reach: '河段', section: '断面', firm: '限时退出企业', works: '污水厂', sewer: '污水管网', outfall: '排污口', parcel: '地块', wetland: '湿地', park: '园区', station: '空气站', stack: '排气筒'
}

const kStageLooks: Readonly<Record<Stage, Partial<Look>>> = {
  listed: { stroke: 'seq-4', width: 1.4, dash: [1, 3] }, entered: { stroke: 'seq-4', width: 2, dash: [6, 3] }, built: { stroke: 'seq-3', width: 2.4 },
  effective: { stroke: 'seq-4', width: 3.4 }, stable: { stroke: 'seq-5', width: 4.6, core: 'land' }
}

export type SectionMark = 'yes' | 'no' | 'cannot_say' | 'none'
const kSectionLooks = {
  yes: { mark: 'enough', markColour: 'enough' }, no: { mark: 'short', markColour: 'short' }, cannot_say: { mark: 'cannot', markColour: 'unknown' }, none: { mark: 'none', markColour: 'text-3' }
} as const

export interface MapFacts {
  readonly stageOf: ReadonlyMap<number, Stage>
  readonly closing: ReadonlyMap<number, MapStates['closures'][number]>
}

export function factsOf(states: MapStates): MapFacts {
  return {
    stageOf: new Map(states.stages.flatMap(({ stage, assets }) => assets.map((asset) => [asset, stage] as const))),
    closing: new Map(states.closures.map((closure) => [closure.asset, closure]))
  }
}

export const shapesOf = (map: CityMap) => onPlane(map.features)

/** How a thing is drawn; nothing for what is switched off. `sectionMark` tells what is known of a section. */
export function lookOf({ feature }: Shape, facts: MapFacts, on: ReadonlySet<string>, sectionMark: (asset: number) => SectionMark): Look | null {
  const { kind, asset } = feature.properties
  if (kind === 'place') return { key: 'place', fill: 'land', stroke: 'land-line', width: 1, label: 'always', order: 0 }
  if (!on.has(kind)) return null
  const stage = facts.stageOf.get(asset ?? 0)
  switch (kind) {
    case 'wetland': return { key: 'wetland', fill: 'wetland', stroke: 'kept', width: 0.8, dash: [2, 3], label: 'near', order: 1 }
    case 'parcel': return stage === 'built' ? { key: 'parcel-built', fill: 'seq-3', stroke: 'seq-5', width: 1, order: 2 } : { key: 'parcel', stroke: 'seq-4', width: 1, dash: [2, 2], order: 2 }
    case 'sewer': return stage === 'built' ? { key: 'sewer-built', stroke: 'text-2', width: 1.2, order: 3 } : { key: 'sewer', stroke: 'text-3', width: 1, dash: [2, 3], order: 3 }
    case 'river': return { key: `river-${stage ?? 'listed'}`, ...kStageLooks[stage ?? 'listed'], label: 'near', order: 4 }
    case 'reach': return { key: 'reach', stroke: 'water', width: 5, label: 'near', order: 2.5 }
    case 'outfall': return { key: 'outfall', mark: 'dot', markColour: 'damage', order: 5 }
    case 'works': return { key: 'works', mark: 'works', markColour: 'text-2', label: 'near', order: 6 }
    case 'firm': return facts.closing.has(asset ?? 0) ? { key: 'firm-closing', mark: 'firm', markColour: 'unlikely', label: 'strong', order: 7 } : { key: 'firm', mark: 'firm', markColour: 'text-2', label: 'near', order: 7 }
    case 'section': {
      const mark = sectionMark(asset ?? 0)
      return { key: `section-${mark}`, ...kSectionLooks[mark], label: mark === 'no' ? 'strong' : 'always', order: 9 }
    }
    default: return { key: kind, mark: 'dot', markColour: 'text-2', label: 'near', order: 5 }
  }
}
