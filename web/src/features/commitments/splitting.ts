import { newCommandId } from '@/api/api'
import type { CommitmentAsset, PartDraft } from '@/api/schema'

/** One row of a decomposition as it is typed. */
export interface Row { title: string; lead: string; bound: string; amount: string; due: string; assets: string }

export const emptyRow = (): Row => ({ title: '', lead: '', bound: '=', amount: '', due: '', assets: '' })

export const kBounds = [
  { key: '=', words: '等于' }, { key: '>=', words: '以上（含本数）' }, { key: '>', words: '超（不含本数）' }, { key: '<=', words: '以内（含本数）' },
  { key: '<', words: '不足（不含本数）' }, { key: '~', words: '约' }
] as const

/** What was typed before a reload; one empty row where nothing was. */
export function readRows(kept: string): Row[] {
  try {
    const read: unknown = JSON.parse(kept)
    if (!Array.isArray(read)) return [emptyRow()]
    return read.map((each) => Object.fromEntries(Object.entries(emptyRow()).map(([field, empty]) => {
      const value = (each as Record<string, unknown> | null)?.[field]
      return [field, typeof value === 'string' ? value : empty]
    })) as unknown as Row)
  } catch {
    return [emptyRow()]
  }
}

const codesOf = (words: string): string[] => words.split(/[、，,;；\s]+/).filter((code) => code !== '')

/** The rows as parts; trailing rows in which nothing was typed are no parts. */
export function draftsOf(rows: readonly Row[], unit: string): readonly PartDraft[] {
  const isTyped = (row: Row) => row.title.trim() !== '' || row.lead !== '' || row.amount.trim() !== '' || row.assets.trim() !== ''
  const last = rows.map(isTyped).lastIndexOf(true)
  return rows.slice(0, last + 1).map((row) => ({
    title: row.title.trim(), lead: row.lead === '' ? null : Number(row.lead), bound: row.bound, amount: row.amount.trim(),
    unit: row.amount.trim() === '' ? '' : unit, due: row.due, assets: codesOf(row.assets)
  }))
}

/** Of assets, those promised by name. Where none is, what a report may move is the lead's whole place: no list to divide. */
export const namedOf = (assets: readonly CommitmentAsset[]): readonly CommitmentAsset[] => assets.filter(({ named }) => named)

/** Those that lie in the place a body is called after. */
export const ownOf = (named: readonly CommitmentAsset[], body: string): readonly CommitmentAsset[] => named.filter(({ place }) => place !== '' && body.startsWith(place))

/** The id under which parts are sent: the same while they are the same, so that an answer that was lost writes nothing twice;
 * another once they were changed, or the change would be answered by what was done before. */
export function partsCommand(): (parts: readonly PartDraft[]) => string {
  const sent = new Map<string, string>()
  return (parts) => {
    const now = JSON.stringify(parts)
    const id = sent.get(now) ?? newCommandId()
    sent.set(now, id)
    return id
  }
}
