import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { leafOf, pathOf, rootOf } from '../../../mock/merkle.mjs'
import { checkProof, hex } from './proof'
import { sha256 } from './sha256'

function proofOf(entries: readonly string[], at: number) {
  const leaves = entries.map((entry) => leafOf(entry))
  return {
    format: 'luoshi-proof-1' as const, algorithm: 'sha256' as const, size: entries.length, root: rootOf(leaves).toString('hex'),
    sequence: at + 1, entry: entries[at] as string, path: pathOf(at, leaves).map((digest) => digest.toString('hex'))
  }
}

describe('SHA-256', () => {
  it('agrees with another implementation at every length around a block', () => {
    for (let length = 0; length < 200; length += 1) {
      const message = Uint8Array.from({ length }, (_each, i) => (i * 7 + length) & 255)
      expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'))
    }
  })
})

describe('a proof', () => {
  const entries = (size: number) => Array.from({ length: size }, (_each, i) => `{"事件":${i}}`)
  it('holds for every event of every small ledger, as a tree built by other code says', () => {
    for (let size = 1; size <= 33; size += 1)
      for (let at = 0; at < size; at += 1) expect(checkProof(proofOf(entries(size), at)).holds, `${at} of ${size}`).toBe(true)
  })
  it('fails when anything in it is changed', () => {
    const proof = proofOf(entries(13), 5)
    expect(checkProof({ ...proof, entry: proof.entry + ' ' }).holds).toBe(false)
    expect(checkProof({ ...proof, root: 'ab'.repeat(32) }).holds).toBe(false)
    expect(checkProof({ ...proof, sequence: 7 }).holds).toBe(false)
    expect(checkProof({ ...proof, size: 6 }).holds).toBe(false) // sizes of one shape differ in the head alone, which is compared whole
    expect(checkProof({ ...proof, path: proof.path.slice(1) }).holds).toBe(false)
    expect(checkProof({ ...proof, path: [...proof.path, 'ab'.repeat(32)] }).holds).toBe(false)
    expect(checkProof({ ...proof, sequence: 0 }).holds).toBe(false)
  })
})
