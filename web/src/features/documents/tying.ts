import type { BodyLink } from '@/api/schema'

/** What a paper's words are tied to in the register. */
export interface Tying {
  readonly bodies: readonly BodyLink[]
  /** More names stand in the words than were tied. */
  readonly isPartial: boolean
}

export function tying(words: string, bodies: readonly BodyLink[]): Tying {
  return { bodies, isPartial: bodies.length < words.split('、').filter(Boolean).length && !bodies.some((body) => body.name === words) }
}
