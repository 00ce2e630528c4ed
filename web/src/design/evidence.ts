import { shallowReadonly, shallowRef } from 'vue'

/** Which figure was opened, and the ledger events behind it. */
export interface Evidence {
  readonly events: readonly number[]
  readonly of: string
}

const opened = shallowRef<Evidence | null>(null)

export const openedEvidence = shallowReadonly(opened)
export function showEvidence(evidence: Evidence): void { opened.value = evidence }
export function closeEvidence(): void { opened.value = null }
