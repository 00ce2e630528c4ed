import { shallowReadonly, shallowRef } from 'vue'
import { useApi, type ApiFailure, type Outcome, type Wish } from '@/api/api'
import type { Done } from '@/api/schema'

/** Does things one at a time; what went wrong stays until the next try, so that nothing typed is lost to it. */
export function useSending() {
  const api = useApi()
  const busy = shallowRef(false)
  const failure = shallowRef<ApiFailure | null>(null)

  /** What came of it, or null: something else is under way, or it failed. */
  async function carry<Value>(work: () => Promise<Outcome<Value>>): Promise<Value | null> {
    if (busy.value) return null
    busy.value = true
    const outcome = await work()
    busy.value = false
    failure.value = outcome.ok ? null : outcome.failure
    return outcome.ok ? outcome.value : null
  }
  const send = (wish: Wish): Promise<Done | null> => carry(() => api.send(wish))

  return { send, carry, busy: shallowReadonly(busy), failure: shallowReadonly(failure), forget: () => { failure.value = null } }
}
