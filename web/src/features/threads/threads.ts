/** What two sayings are put in order by. */
export interface Saying {
  readonly statement: number
  readonly version: number
  readonly date: string
}

/** The later and the earlier of two sayings, by the day of their papers; where these are equal or unknown, by number. */
export function laterOf<A extends Saying, B extends Saying>(a: A, b: B): readonly [A | B, A | B] {
  const isLater = a.date !== b.date ? a.date > b.date : a.statement > b.statement
  return isLater ? [a, b] : [b, a]
}
