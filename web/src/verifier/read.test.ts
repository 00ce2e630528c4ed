import { expect, it } from 'vitest'
import { leafOf, pathOf, rootOf } from '../../mock/merkle.mjs'
import { judge } from './read'

const entries = ['甲', '乙', '丙', '丁', '戊']
const leaves = entries.map((entry) => leafOf(entry))
const root = rootOf(leaves).toString('hex')
const proof = { format: 'luoshi-proof-1', algorithm: 'sha256', size: 5, root, sequence: 3, entry: '丙', path: pathOf(2, leaves).map((digest) => digest.toString('hex')) }
const head = `sha256:5:${root}`

it('accepts a proof under the head it was made for, and says what stands there', () => {
  expect(judge(JSON.stringify(proof), ` ${head}\n`)).toEqual({ kind: 'holds', sequence: 3, entry: '丙' })
})
it('takes no head from the proof itself', () => {
  expect(judge(JSON.stringify(proof), `sha256:5:${'0'.repeat(64)}`).kind).toBe('fails')
  expect(judge(JSON.stringify(proof), `sha256:4:${root}`).kind).toBe('fails')
  expect(judge(JSON.stringify(proof), '').kind).toBe('unreadable')
})
it('refuses what was changed and what is no proof', () => {
  expect(judge(JSON.stringify({ ...proof, entry: '丁' }), head).kind).toBe('fails')
  expect(judge('{"format":"luoshi-proof-1"}', head).kind).toBe('unreadable')
  expect(judge('<html>', head).kind).toBe('unreadable')
  expect(judge(JSON.stringify({ ...proof, path: ['zz'] }), head).kind).toBe('unreadable')
})
