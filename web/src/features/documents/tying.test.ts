import { expect, it } from 'vitest'
import { tying } from './tying'

const water = { body: 3, name: '市水务局' }

it('says that more bodies are named than the register could tell', () => {
  expect(tying('市水务局、各镇街', [water])).toEqual({ bodies: [water], isPartial: true })
})

it('takes a short name for the whole of its body', () => {
  expect(tying('水务局', [water]).isPartial).toBe(false)
})

it('ties nothing where nothing was tied', () => {
  expect(tying('各级各部门', [])).toEqual({ bodies: [], isPartial: true })
})
