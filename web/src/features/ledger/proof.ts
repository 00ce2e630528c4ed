import type { Proof } from '@/api/schema'
import { sha256 } from './sha256'

/** What came of checking a proof here, in this browser, by RFC 6962 alone. */
export interface ProofCheck {
  readonly holds: boolean
  /** One step a digest of the path: which side the neighbour stands on, and what both make. */
  readonly steps: readonly { readonly side: 'left' | 'right'; readonly neighbour: string; readonly digest: string }[]
  readonly leaf: string
  readonly root: string
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytesOf(digest: string): Uint8Array {
  return Uint8Array.from(digest.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Walks from the entry to the root. A path of another length than the event's place asks for proves nothing. */
export function checkProof(proof: Proof): ProofCheck {
  let digest = sha256(joined(Uint8Array.of(0), new TextEncoder().encode(proof.entry)))
  const leaf = hex(digest)
  const steps: ProofCheck['steps'][number][] = []
  let place = proof.sequence - 1, last = proof.size - 1
  let used = 0
  while (last > 0) {
    const isRight = place % 2 === 1
    if (isRight || place < last) {
      const neighbour = proof.path[used]
      if (neighbour === undefined || !/^[0-9a-f]{64}$/.test(neighbour)) return { holds: false, steps, leaf, root: hex(digest) }
      used += 1
      digest = isRight ? sha256(joined(Uint8Array.of(1), bytesOf(neighbour), digest)) : sha256(joined(Uint8Array.of(1), digest, bytesOf(neighbour)))
      steps.push({ side: isRight ? 'left' : 'right', neighbour, digest: hex(digest) })
    }
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  const isInside = proof.sequence >= 1 && proof.sequence <= proof.size
  return { holds: isInside && used === proof.path.length && hex(digest) === proof.root, steps, leaf, root: hex(digest) }
}
