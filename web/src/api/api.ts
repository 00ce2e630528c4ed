import { inject, type InjectionKey } from 'vue'
import { call, type CallOptions, type Outcome, type Request } from './client'
import type { Command, Done, Operations } from './schema'

export type { ApiFailure, Outcome } from './client'
export { addressOf } from './client'

/** A command before it has an id. */
export type Wish = Pick<Command, 'type' | 'body'> & { readonly seen?: number }

/** What pages ask of the server. One implementation talks HTTP; tests bring their own. */
export interface Api {
  ask<Name extends keyof Operations>(name: Name, request: Request<Name>, options?: CallOptions): Promise<Outcome<Operations[Name]['answer']>>
  /** Carries a wish out under one command id, however often it must be sent. */
  send(wish: Wish): Promise<Outcome<Done>>
}

export const apiKey: InjectionKey<Api> = Symbol('api')

export function useApi(): Api {
  const api = inject(apiKey)
  if (!api) throw new Error('no api was provided (a page stands outside the app); provide apiKey')
  return api
}

/** 128 random bits: two people, or two tabs, never choose the same. */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return 'web-' + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What the api needs to know of the session, and what it does when that has ended. */
export interface SessionHooks {
  csrf(): string
  /** Lets the person sign in again; true when the same person in the same post is back. */
  signInAgain(): Promise<boolean>
}

export function httpApi(hooks: SessionHooks): Api {
  const ask: Api['ask'] = async (name, request, options) => {
    const first = await call(name, request, hooks.csrf(), options)
    const ended = !first.ok && first.failure.fault === 'signed_out'
    if (!ended || name === 'getSession' || name === 'signIn') return first
    if (!(await hooks.signInAgain())) return first
    return call(name, request, hooks.csrf(), options)
  }
  return {
    ask,
    send: (wish) => ask('sendCommand', { body: { id: newCommandId(), ...wish } })
  }
}
