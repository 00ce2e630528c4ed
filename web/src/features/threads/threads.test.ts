import { describe, expect, it } from 'vitest'
import { laterOf } from './threads'

const saying = (statement: number, date: string) => ({ statement, version: 1, date })

describe('two sayings of one demand', () => {
  it('stand by the day of their papers, else by number', () => {
    expect(laterOf(saying(1, '2026-03-05'), saying(9, '2021-02-01')).map(({ statement }) => statement)).toEqual([1, 9])
    expect(laterOf(saying(1, '2026-03'), saying(9, '2026-03')).map(({ statement }) => statement)).toEqual([9, 1])
  })
})
