import { onScopeDispose, watch } from 'vue'
import type { Asked } from './asking'
import { live } from './live'

const kQuietMs = 800

/** Asks again once the ledger has grown and been quiet for a moment. What is shown stays meanwhile. */
export function useLiveAgain<Answer>(...asked: readonly Asked<Answer>[]): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(live.events, () => {
    clearTimeout(timer)
    timer = setTimeout(() => asked.forEach((each) => void each.again()), kQuietMs)
  })
  onScopeDispose(() => clearTimeout(timer))
}
