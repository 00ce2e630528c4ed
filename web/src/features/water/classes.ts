import type { Water, WaterReach } from '@/api/schema'
import type { Look } from '@/features/map/drawing'
import type { Shape } from '@/features/map/geometry'

export const kClasses = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ', '劣Ⅴ'] as const
export type ClassName = typeof kClasses[number]
const kTint: Readonly<Record<string, string>> = { 'Ⅰ': 'class-2', 'Ⅱ': 'class-2', 'Ⅲ': 'class-3', 'Ⅳ': 'class-4', 'Ⅴ': 'class-5', '劣Ⅴ': 'class-6' }
export const tintOf = (name: string | null) => kTint[name ?? ''] ?? 'surface-3'

/** What is looked at: the model as it is, with all promises kept, or a month of monitoring. */
export interface Sight { readonly how: 'now' | 'if_kept' | 'month'; readonly item: string; readonly month: string }

export function reachLevel(reach: WaterReach, sight: Sight) {
  const found = reach.items.find((each) => each.item === sight.item)
  return sight.how === 'month' ? null : (found?.[sight.how] ?? null)
}

/** The month's level and class of each monitored section, by asset. */
export function monthOf(water: Water, sight: Sight): ReadonlyMap<number, { readonly level: number | null; readonly class: string | null }> {
  const at = water.monitored_items.indexOf(sight.item)
  return new Map(water.monitored.flatMap(({ asset, months }) => {
    const month = months.find((each) => each.month === sight.month)
    return month ? [[asset, { level: at < 0 ? null : month.levels[at] ?? null, class: at < 0 ? month.class : month.classes[at] ?? null }] as const] : []
  }))
}

const kNothing: WaterReach = { code: '', asset: null, name: '', section: '', flow_m3_s: null, cannot_say: '', items: [] }

/** Towns pale, reaches by class with the model, sections with their numeral; tidal water dashed. */
export function looksOf(shapes: readonly Shape[], water: Water, sight: Sight): readonly (readonly [Shape, Look])[] {
  const reaches = new Map(water.reaches.map((reach) => [reach.code, reach])), months = monthOf(water, sight)
  const bySection = new Map(water.reaches.flatMap((reach) => reach.section ? [[reach.section, reach] as const] : []))
  const measured = new Map(shapes.flatMap(({ feature: { properties: { kind, name, asset } } }) => {
    const month = kind === 'section' && asset != null ? months.get(asset) : undefined
    return month && name ? [[name, month] as const] : []
  }))
  return shapes.flatMap((shape): readonly (readonly [Shape, Look])[] => {
    const { kind, code, asset } = shape.feature.properties
    if (kind === 'place') return [[shape, { key: 'place', fill: 'land', stroke: 'land-line', width: 1, label: 'always', order: 0 }]]
    if (kind === 'reach') {
      const reach = reaches.get(code)
      if (!reach) return [[shape, { key: 'unmodelled', stroke: 'line-strong', width: 1.5, label: 'near', order: 3 }]]
      if (reach.cannot_say) return [[shape, { key: 'tidal', stroke: 'water', width: 6, edge: 'line-strong', dash: [6, 5], label: 'near', order: 3 }]]
      // A month is measured at the section a reach ends in; a reach without one stays plain water.
      const level = sight.how === 'month' ? measured.get(reach.section) ?? null : reachLevel(reach, sight)
      return [[shape, { key: `class-${level?.class ?? ''}`, stroke: level ? tintOf(level.class) : 'water', width: 6, edge: 'line-strong', label: 'near', order: 4 }]]
    }
    if (kind !== 'section') return []
    const shown = sight.how === 'month' ? months.get(asset ?? 0)?.class ?? null : reachLevel(bySection.get(shape.feature.properties.name) ?? kNothing, sight)?.class ?? null
    return [[shape, { key: `section-${shown}`, mark: shown ? 'none' : 'cannot', markColour: shown ? 'text-1' : 'unknown', fill: shown ? tintOf(shown) : undefined, letter: shown ?? undefined, label: 'always', order: 9 }]]
  })
}
