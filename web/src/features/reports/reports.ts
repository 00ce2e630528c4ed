import type { Wish } from '@/api/api'
import type { CommitmentAsset, Stage } from '@/api/schema'
import { filesOf } from './evidence_draft'

/** The steps a reporter picks; 见效 and 稳定 are for the monitors to say. */
export const kReported: readonly Stage[] = ['listed', 'entered', 'built']
const kOrder: readonly Stage[] = ['listed', 'entered', 'built', 'effective', 'stable']

export const kEmptyReport = { until: '', moves: '{}', said: '', note: '', evidence: '[]' } as const
export const reportDraft = (commitment: number): string => `R-${commitment}`
export const checkDraft = (report: number): string => `K-${report}`

/** What was picked, by asset; a draft of another version reads as nothing picked. */
export function movesOf(fields: Readonly<Record<string, string>>): ReadonlyMap<number, Stage> {
  try {
    const parsed: unknown = JSON.parse(fields.moves ?? '{}')
    if (typeof parsed !== 'object' || parsed === null) return new Map()
    return new Map(Object.entries(parsed).filter((each): each is [string, Stage] => kOrder.includes(each[1] as Stage)).map(([asset, stage]) => [Number(asset), stage]))
  } catch {
    return new Map()
  }
}

/** The draft's text with one asset picked; picking where it stands already takes the pick back. */
export function withMove(fields: Readonly<Record<string, string>>, asset: CommitmentAsset, stage: Stage): string {
  const moves = new Map(movesOf(fields))
  if (stage === asset.stage) moves.delete(asset.asset)
  else moves.set(asset.asset, stage)
  return JSON.stringify(Object.fromEntries(moves))
}

/** Those that would step back: a correction, which wants a reason. */
export function steppedBack(assets: readonly CommitmentAsset[], moves: ReadonlyMap<number, Stage>): readonly CommitmentAsset[] {
  return assets.filter((asset) => {
    const to = moves.get(asset.asset)
    return to !== undefined && kOrder.indexOf(to) < kOrder.indexOf(asset.stage)
  })
}

/** What the list shows: those promised by name, unfinished first; their parts only where they are looked for. */
export function findable(assets: readonly CommitmentAsset[], words: string): readonly CommitmentAsset[] {
  const done = (asset: CommitmentAsset) => Number(kOrder.indexOf(asset.stage) >= kOrder.indexOf('built'))
  const hasNamed = assets.some((asset) => asset.named)
  return assets.filter((asset) => words === '' ? asset.named || !hasNamed : (asset.code + asset.name).includes(words)).sort((a, b) => done(a) - done(b))
}

/** The report as a command, or why it cannot be sent yet (a key of the catalogue). */
export function reportWish(
  commitment: number, unit: string, assets: readonly CommitmentAsset[], fields: Readonly<Record<string, string>>
): Omit<Wish, 'seen'> | string {
  const said = (fields.said ?? '').replace(/[\s,，]/g, ''), note = (fields.note ?? '').trim(), moves = movesOf(fields)
  if (!fields.until) return '没有写截至哪一天（进展要说是哪天的）。请选日期。'
  if (said !== '' && !/^\d+(\.\d+)?$/.test(said)) return '自报的数认不出（只能写数字）。单位已经定好，请只写数。'
  if (steppedBack(assets, moves).length > 0 && note === '') return '有对象退了一步（比上次报的低）。如属更正，请在说明里写一句原因。'
  if (moves.size === 0 && said === '' && note === '') return '什么都没有填（没有变化也要说一声）。请点选一个对象、写一个数，或写一句说明。'
  return {
    type: 'file_report',
    body: {
      commitment, until: fields.until,
      ...(moves.size > 0 ? { moves: [...moves].map(([asset, stage]) => ({ asset, stage })) } : {}),
      ...(said !== '' ? { said: { value: said, unit, bound: '=', basis: 'cumulative' } } : {}), ...(note !== '' ? { note } : {}),
      ...(filesOf(fields.evidence).length > 0 ? { evidence: filesOf(fields.evidence).map(({ evidence }) => evidence) } : {})
    }
  }
}

/** The check as a command, or why not yet. */
export function checkWish(report: number, fields: Readonly<Record<string, string>>): Omit<Wish, 'seen'> | string {
  const reason = (fields.reason ?? '').trim()
  if (!fields.verdict) return '没有选结论（属实还是退回）。请选一个。'
  if (fields.verdict === 'returned' && reason === '') return '没有写原因（退回要让填报的人知道差什么）。请写一句。'
  return { type: 'check_report', body: { report, verdict: fields.verdict, ...(reason !== '' ? { reason } : {}) } }
}

/** The last day of the month before the given day: what a monthly report usually speaks of. */
export function lastMonthsEnd(today: string): string {
  const [year = 0, month = 1] = today.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10)
}
