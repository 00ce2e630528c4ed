import type { Quantity, StatementFull } from '@/api/schema'

/** What a person can do to a statement with a form. */
export type Mode = 'correct' | 'dismiss' | 'ask' | 'open'
export const kModes: readonly Mode[] = ['correct', 'dismiss', 'ask', 'open']

export const draftKey = (statement: number, mode: Mode): string => `S-${statement}-${mode}`

/** A commitment is opened from what was heard by a person and binds someone. */
export function canOpen({ state, kind }: StatementFull): boolean {
  return (state === 'confirmed' || state === 'corrected') && ['requirement', 'commitment', 'request'].includes(kind)
}

/** The figure as the ledger keeps it; left-out fields are those at their empty value. */
export function figureBody(figure: Quantity): Readonly<Record<string, unknown>> {
  const { value, unit, comparator, of, basis, baseline } = figure
  return { value: String(value), unit, bound: comparator, basis: basis || 'unstated', ...(of ? { of } : {}), ...(baseline ? { baseline } : {}) }
}

/** A deadline with a day is by that day; one in words alone stays vague and never gets a day. */
export function deadlineBody({ deadline, deadline_text }: StatementFull): Readonly<Record<string, unknown>> {
  if (deadline) return { kind: 'by', until: deadline, words: deadline_text }
  return deadline_text ? { kind: 'vague', words: deadline_text } : { kind: 'none' }
}
