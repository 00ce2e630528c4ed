import { expect, it } from 'vitest'
import { dayText, momentText, spanText, withDays } from './dates'

it('dates go as far as they are known', () => {
  expect(['2026-06-30', '2026-06', '2026', '--03-12', ''].map(dayText)).toEqual(['2026年6月30日', '2026年6月', '2026年', '3月12日', ''])
})
it('days inside words are written out, the words stay', () => {
  expect(withDays('2026-10-31（10月底前）')).toBe('2026年10月31日（10月底前）')
  expect(withDays('“立即”，未定日期')).toBe('“立即”，未定日期')
})
it('spans run from day to day, as far as they are known', () => {
  expect(['2026-07-06/2026-07-17', '2026-12', '2026-01/2026-06'].map(spanText)).toEqual(['2026年7月6日–2026年7月17日', '2026年12月', '2026年1月–2026年6月'])
})
it('moments are those of China', () => {
  expect(momentText('2026-06-30T16:05:09.120Z')).toBe('2026年7月1日 00:05')
  expect(momentText('soon')).toBe('soon')
})
