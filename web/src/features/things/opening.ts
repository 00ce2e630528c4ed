import type { Wish } from '@/api/api'
import type { Lifecycle, OpeningField } from '@/api/schema'
import { chineseDay } from '@/design/dates'

export const openDraft = (kind: string): string => `open-${kind}`

export type Filled = Readonly<Record<string, string>>

/** The rows of a group as its text in the form holds them; none where it cannot be read. */
export function rowsIn(text: string | undefined): readonly Record<string, string>[] {
  if (!text) return []
  try {
    const rows: unknown = JSON.parse(text)
    return Array.isArray(rows) ? rows.filter((row): row is Record<string, string> => typeof row === 'object' && row !== null) : []
  } catch {
    return []
  }
}

const kFenPlaces = 6 // 万元 to 分

/** 万元 as typed, in whole fen; NaN where it is no such amount, so that the city says what is wrong. */
export function fenOf(words: string): number {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(words.replace(/[\s,，]/g, ''))
  if (!found) return Number.NaN
  const [, sign = '', whole = '', part = ''] = found
  if (part.replace(/0+$/, '').length > kFenPlaces) return Number.NaN
  return Number(`${sign}${whole}${part.slice(0, kFenPlaces).padEnd(kFenPlaces, '0')}`)
}

// One member as the command wants it; nothing where it was left empty. Numbers come as people list them: A-3, 12.
function memberOf({ field, type, many, fields: columns }: OpeningField, fields: Filled): unknown {
  const words = (fields[field] ?? '').trim()
  if (words === '') return undefined
  const numbers = words.split(/[\s,，、]+/).map((each) => Number(each.replace(/^[A-Za-z]+-/, '')))
  switch (type) {
    case 'link':
    case 'number': return many ? numbers : numbers[0]
    case 'money': return fenOf(words)
    case 'yes_no': return words === 'yes' ? true : undefined
    case 'figure': return { value: words.replace(/[\s,，]/g, ''), unit: (fields[`${field}.unit`] ?? '').trim(), bound: '=', basis: 'unstated', ...((fields[`${field}.of`] ?? '').trim() ? { of: (fields[`${field}.of`] ?? '').trim() } : {}) }
    case 'deadline': return { kind: 'by', until: words, words: `${chineseDay(words)}前` }
    case 'group': {
      const rows = rowsIn(words).map((row) => membersOf(columns, row))
      return many ? rows : rows[0]
    }
    default: return many ? words.split(/\s+/) : words
  }
}

function membersOf(fields: readonly OpeningField[], filled: Filled): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map((field) => [field.field, memberOf(field, filled)] as const).filter(([, value]) => value !== undefined))
}

/** The opening as a command; what is missing the city says, with its reason. */
export function openWish(lifecycle: Lifecycle, fields: Filled): Omit<Wish, 'seen'> {
  return { type: lifecycle.open as Wish['type'], body: membersOf(lifecycle.fields, fields) }
}
