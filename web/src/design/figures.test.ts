import { describe, expect, it } from 'vitest'
import { chanceText, figureOfText, numberText, percentText, rangeText, spaced } from './figures'

describe('figures for the eye', () => {
  it('take the bound apart and keep what is counted free to part', () => {
    expect(figureOfText('≥120条')).toMatchObject({ bound: '≥', words: '120\u00a0条', tail: '' })
    expect(figureOfText('近650亿元')).toMatchObject({ bound: '近', isNear: true, words: '650\u00a0亿元' })
    expect(figureOfText('111.4%（完成年度任务70条的）')).toMatchObject({ bound: '', words: '111.4%', tail: '（完成年度任务70\u00a0条的）' })
    expect(figureOfText('')).toMatchObject({ bound: '', words: '', tail: '' })
  })
  it('leave four digits whole and group five and more in threes', () => {
    expect(spaced('7400户')).toBe('7400\u00a0户')
    expect(spaced('48217亩')).toBe('48\u202f217\u00a0亩')
    expect(numberText(9999)).toBe('9999')
    expect(numberText(1234567)).toBe('1\u202f234\u202f567')
  })
  it('never say 0 or 100 %, and only to the nearest 5 where the interval is wide', () => {
    expect(percentText(0.999, 0.99, 1)).toBe('＞98%')
    expect(percentText(0.001, 0, 0.01)).toBe('＜2%')
    expect(percentText(0.353, 0.24, 0.48)).toBe('约35%')
    expect(percentText(0.884, 0.82, 0.93)).toBe('88%')
    expect(rangeText(0.82, 0.93)).toBe('82–93%')
  })
  it('leave out an interval that says nothing beside ＜2% and ＞98%, and no other', () => {
    expect([rangeText(0, 0.004), rangeText(0.996, 1), rangeText(0, 0.01), rangeText(0.5, 0.5)]).toEqual(['', '', '0–1%', '50–50%'])
    expect(chanceText({ probability: 0.999, low: 0.997, high: 1 })).toBe('＞98%')
    expect(chanceText({ probability: 0.82, low: 0.75, high: 0.9 })).toBe('82%（75–90%）')
  })
})
