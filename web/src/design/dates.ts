import { currentLanguage } from '@/app/i18n'

const kChinaOffsetMs = 8 * 3600 * 1000

/** 2026-06-30 → 2026年6月30日; partial dates as far as they go (--01-28 → 1月28日). */
export function dayText(date: string): string {
  return currentLanguage.value === 'en' ? date : chineseDay(date)
}

/** The same whatever the language of the page: for words that go into the ledger. */
export function chineseDay(date: string): string {
  const parts = /^(\d{4}|-)(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(date)
  if (!parts) return date
  const [, year, month, day] = parts
  return (year && year !== '-' ? `${year}年` : '') + (month ? `${Number(month)}月` : '') + (day ? `${Number(day)}日` : '')
}

/** An instant as people in China see it, to the minute. */
export function momentText(instant: string): string {
  const there = new Date(Date.parse(instant) + kChinaOffsetMs)
  if (Number.isNaN(there.getTime())) return instant
  const iso = there.toISOString()
  return `${dayText(iso.slice(0, 10))} ${iso.slice(11, 16)}`
}

/** A day, or two with a stroke between: 2026-07-06/2026-07-17 → 2026年7月6日–2026年7月17日. */
export function spanText(span: string): string {
  return span.split('/').map(dayText).join('–')
}

/** Days inside other words, as people write them: 2026-10-31（10月底前） → 2026年10月31日（10月底前）. */
export function withDays(words: string): string {
  return words.replace(/\d{4}-\d{2}-\d{2}/g, (date) => dayText(date))
}

/** A tick of a time axis: January names its year. */
export function monthText(ms: number): string {
  const iso = new Date(ms).toISOString()
  if (currentLanguage.value === 'en') return iso.slice(0, 7)
  const month = Number(iso.slice(5, 7))
  return month === 1 ? `${iso.slice(0, 4)}年1月` : `${month}月`
}
