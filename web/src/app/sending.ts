import { shallowReadonly, shallowRef } from 'vue'
import { useApi, type ApiFailure, type Wish } from '@/api/api'
import type { Done } from '@/api/schema'

/** Sends commands one at a time; what went wrong stays until the next try, so that nothing typed is lost to it. */
export function useSending() {
  const api = useApi()
  const busy = shallowRef(false)
  const failure = shallowRef<ApiFailure | null>(null)

  async function send(wish: Wish): Promise<Done | null> {
    if (busy.value) return null
    busy.value = true
    const outcome = await api.send(wish)
    busy.value = false
    failure.value = outcome.ok ? null : outcome.failure
    return outcome.ok ? outcome.value : null
  }

  return { send, busy: shallowReadonly(busy), failure: shallowReadonly(failure), forget: () => { failure.value = null } }
}
