import { onScopeDispose, shallowReadonly, shallowRef, watch, type ShallowRef } from 'vue'
import { useApi, type ApiFailure } from '@/api/api'
import type { Request } from '@/api/client'
import type { Operations } from '@/api/schema'

/** What a page has of one question to the server. An old answer stays while a newer one is awaited. */
export interface Asked<Answer> {
  readonly answer: Readonly<ShallowRef<Answer | null>>
  readonly failure: Readonly<ShallowRef<ApiFailure | null>>
  readonly busy: Readonly<ShallowRef<boolean>>
  /** Asks again, keeping what is shown meanwhile. */
  again(): Promise<void>
}

/** Asks an operation now and whenever `request` changes; a newer question drops the older one. */
export function useAsked<Name extends keyof Operations>(
  name: Name, request: () => Request<Name>, pauseMs = 0
): Asked<Operations[Name]['answer']> {
  const api = useApi()
  const answer = shallowRef<Operations[Name]['answer'] | null>(null)
  const failure = shallowRef<ApiFailure | null>(null)
  const busy = shallowRef(false)
  let running: AbortController | null = null
  let pause: ReturnType<typeof setTimeout> | undefined

  async function again(): Promise<void> {
    clearTimeout(pause)
    running?.abort()
    const mine = running = new AbortController()
    busy.value = true
    const outcome = await api.ask(name, request(), { signal: mine.signal })
    if (mine.signal.aborted) return
    busy.value = false
    if (outcome.ok) {
      answer.value = outcome.value
      failure.value = null
    } else {
      failure.value = outcome.failure
    }
  }

  watch(() => JSON.stringify(request()), (_now, before) => {
    clearTimeout(pause)
    if (before === undefined || pauseMs === 0) void again()
    else pause = setTimeout(() => void again(), pauseMs)
  }, { immediate: true })
  onScopeDispose(() => {
    clearTimeout(pause)
    running?.abort()
  })
  return {
    answer: shallowReadonly(answer) as Readonly<ShallowRef<Operations[Name]['answer'] | null>>,
    failure: shallowReadonly(failure), busy: shallowReadonly(busy), again
  }
}
