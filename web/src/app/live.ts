import { readonly, ref } from 'vue'
import { addressOf } from '@/api/client'

const events = ref(0)
const connected = ref(false)
let stream: EventSource | null = null

/** How many events the ledger has, as the server says so; pages that show less offer to read again. */
export const live = {
  events: readonly(events),
  connected: readonly(connected),

  start(known: number): void {
    live.stop()
    events.value = known
    stream = new EventSource(addressOf('watchEvents'))
    stream.addEventListener('open', () => { connected.value = true })
    stream.addEventListener('error', () => { connected.value = false }) // the browser tries again by itself
    stream.addEventListener('head', (message) => {
      const parsed = JSON.parse((message as MessageEvent<string>).data) as { events?: number }
      if (typeof parsed.events === 'number') events.value = parsed.events
    })
  },

  stop(): void {
    stream?.close()
    stream = null
    connected.value = false
  }
}
