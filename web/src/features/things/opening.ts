import type { Wish } from '@/api/api'
import type { Lifecycle, OpeningField } from '@/api/schema'
import { chineseDay } from '@/design/dates'

export const openDraft = (kind: string): string => `open-${kind}`

// One member as the command wants it; nothing where it was left empty. Numbers come as people list them: A-3, 12.
function memberOf({ field, type, many }: OpeningField, fields: Readonly<Record<string, string>>): unknown {
  const words = (fields[field] ?? '').trim()
  if (words === '' || type === 'group') return undefined
  const numbers = words.split(/[\s,，、]+/).map((each) => Number(each.replace(/^[A-Za-z]+-/, '')))
  switch (type) {
    case 'link':
    case 'number': return many ? numbers : numbers[0]
    case 'yes_no': return words === 'yes' ? true : undefined
    case 'figure': return { value: words.replace(/[\s,，]/g, ''), unit: (fields[`${field}.unit`] ?? '').trim(), bound: '=', basis: 'unstated' }
    case 'deadline': return { kind: 'by', until: words, words: `${chineseDay(words)}前` }
    default: return many ? words.split(/\s+/) : words
  }
}

/** The opening as a command; what is missing the city says, with its reason. */
export function openWish(lifecycle: Lifecycle, fields: Readonly<Record<string, string>>): Omit<Wish, 'seen'> {
  const members = lifecycle.fields.map((field) => [field.field, memberOf(field, fields)] as const).filter(([, value]) => value !== undefined)
  return { type: lifecycle.open as Wish['type'], body: Object.fromEntries(members) }
}
