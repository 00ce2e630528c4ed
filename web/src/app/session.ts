import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { call } from '@/api/client'
import type { ApiFailure, Outcome } from '@/api/api'
import type { Role, Session } from '@/api/schema'

/** Who is signed in. `Asked`: the session ended under an open page and the sign-in dialog stands over it. */
type Phase = 'unknown' | 'signed_out' | 'asked' | 'signed_in'

const session = shallowRef<Session | null>(null)
const phase = ref<Phase>('unknown')
const failure = shallowRef<ApiFailure | null>(null)

let waiting: { readonly promise: Promise<boolean>; readonly settle: (back: boolean) => void } | null = null

function enter(next: Session): void {
  const before = session.value
  session.value = next
  phase.value = 'signed_in'
  failure.value = null
  if (!waiting) return
  waiting.settle(before !== null && before.person === next.person && before.post === next.post)
  waiting = null
}

function leave(): void {
  session.value = null
  phase.value = 'signed_out'
  waiting?.settle(false)
  waiting = null
}

async function entering(asked: Promise<Outcome<Session>>): Promise<ApiFailure | null> {
  const outcome = await asked
  if (!outcome.ok) return outcome.failure
  enter(outcome.value)
  return null
}

/** The one session of this tab. */
export const sessionStore = {
  session: shallowReadonly(session),
  phase: readonly(phase),
  failure: shallowReadonly(failure),

  /** Looks whether a session stands; called once, when the page opens. */
  async open(): Promise<void> {
    const outcome = await call('getSession', {}, '')
    if (outcome.ok) return enter(outcome.value)
    if (outcome.failure.fault !== 'signed_out') failure.value = outcome.failure
    phase.value = 'signed_out'
  },

  signIn(name: string, password: string): Promise<ApiFailure | null> {
    return entering(call('signIn', { body: { name, password } }, ''))
  },

  changePassword(old: string, next: string): Promise<ApiFailure | null> {
    return entering(call('changePassword', { body: { old, new: next } }, session.value?.csrf ?? ''))
  },

  async signOut(): Promise<void> {
    await call('signOut', {}, session.value?.csrf ?? '')
    leave()
  },

  /** Shows the sign-in dialog over the page as it stands; true when the same person in the same post is back. */
  signInAgain(): Promise<boolean> {
    if (!waiting) {
      let settle: (back: boolean) => void = () => undefined
      const promise = new Promise<boolean>((resolve) => { settle = resolve })
      waiting = { promise, settle }
      phase.value = 'asked'
    }
    return waiting.promise
  },

  /** Gives the dialog up: what was typed stays in this tab's drafts. */
  giveUp: leave,

  has: (role: Role): boolean => session.value?.roles.includes(role) ?? false
}
