import type { FunnelJudgement, FunnelMonth } from '@/api/schema'
import { t } from '@/app/i18n'
import { dayText } from '@/design/dates'

/** How a month is marked: the shape says it, the colour only repeats it. */
export const monthMark: Readonly<Record<FunnelMonth['verdict'], { readonly mark: string; readonly words: string }>> = {
  in_class: { mark: '●', words: '达标' }, missed: { mark: '✕', words: '不达标' }, none: { mark: '·', words: '没有样品' }
}

export const judgedWords: Readonly<Record<FunnelJudgement['word'], string>> = {
  cannot_say: '说不清', not_yet: '未见效', effective: '见效', stable: '稳定'
}

/** 2026-05 不达标（Ⅳ类）氨氮 3mg/L，已更正 */
export function monthTitle(month: FunnelMonth): string {
  const words = `${month.day ? dayText(month.day) : month.month} ${t(monthMark[month.verdict].words)}`
  return words + (month.limit ? `（${month.limit}）` : '') + month.value + (month.corrected ? `，${t('已更正')}` : '')
}

/** The strip in one line, for those who hear it. */
export function stripText(months: readonly FunnelMonth[]): string {
  const count = (verdict: FunnelMonth['verdict']) => months.filter((month) => month.verdict === verdict).length
  return t('十二个月：达标 {a}，不达标 {b}，没有样品 {c}', { a: count('in_class'), b: count('missed'), c: count('none') })
}
