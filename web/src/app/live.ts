import { readonly, ref } from 'vue'
import { addressOf } from '@/api/client'

const events = ref(0)
const connected = ref(false)
let stream: EventSource | null = null
let retry: ReturnType<typeof setTimeout> | undefined

const kRetryMs = 15_000

/** How many events the ledger has, as the server says so; pages that show less offer to read again. */
export const live = {
  events: readonly(events),
  connected: readonly(connected),

  start(known: number): void {
    live.stop()
    events.value = known
    stream = new EventSource(addressOf('watchEvents'))
    stream.addEventListener('open', () => { connected.value = true })
    stream.addEventListener('error', () => {
      connected.value = false
      // The browser tries again by itself after a broken line, but not after a refusal (an ended session).
      if (stream?.readyState === EventSource.CLOSED) retry = setTimeout(() => live.start(events.value), kRetryMs)
    })
    stream.addEventListener('head', (message) => {
      const parsed = JSON.parse((message as MessageEvent<string>).data) as { events?: number }
      if (typeof parsed.events === 'number') events.value = parsed.events
    })
  },

  stop(): void {
    clearTimeout(retry)
    stream?.close()
    stream = null
    connected.value = false
  }
}
