// The tree of RFC 6962 over the mock's events, so that what the pages verify is a real proof.
import { createHash } from 'node:crypto'

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()

export const leafOf = (entry) => sha256(Buffer.of(0), Buffer.from(entry))
const split = (count) => 2 ** Math.floor(Math.log2(count - 1))

export function rootOf(leaves) {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return leaves[0]
  const at = split(leaves.length)
  return sha256(Buffer.of(1), rootOf(leaves.slice(0, at)), rootOf(leaves.slice(at)))
}

export function pathOf(index, leaves) {
  if (leaves.length <= 1) return []
  const at = split(leaves.length)
  return index < at
    ? [...pathOf(index, leaves.slice(0, at)), rootOf(leaves.slice(at))]
    : [...pathOf(index - at, leaves.slice(at)), rootOf(leaves.slice(0, at))]
}
