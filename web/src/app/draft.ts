import { ref, watch, type Ref } from 'vue'

const kPrefix = 'luoshi.draft.'

/** Fields that stay in this tab across reload, sign-in and refusal until `clear`. Texts only: nothing else is typed. */
export function useDraft(key: string, empty: Readonly<Record<string, string>>): {
  readonly fields: Ref<Record<string, string>>
  readonly wasKept: boolean
  clear(): void
} {
  const place = kPrefix + key
  const kept = read(place)
  const fields = ref<Record<string, string>>({ ...empty, ...pick(kept, empty) })
  watch(fields, (now) => {
    if (JSON.stringify(now) === JSON.stringify(empty)) sessionStorage.removeItem(place)
    else sessionStorage.setItem(place, JSON.stringify(now))
  }, { deep: true, flush: 'sync' })
  return {
    fields,
    wasKept: Object.keys(kept).length > 0,
    clear() { fields.value = { ...empty } }
  }
}

/** True when something typed under that key waits in this tab. */
export function hasDraft(key: string): boolean {
  return sessionStorage.getItem(kPrefix + key) !== null
}

function read(place: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}')
    return typeof parsed === 'object' && parsed !== null ? parsed as Record<string, unknown> : {}
  } catch {
    return {} // another version wrote it: nothing of use is lost with it
  }
}

function pick(kept: Record<string, unknown>, empty: Readonly<Record<string, string>>): Record<string, string> {
  const known = Object.keys(empty).filter((name) => typeof kept[name] === 'string')
  return Object.fromEntries(known.map((name) => [name, kept[name] as string]))
}
