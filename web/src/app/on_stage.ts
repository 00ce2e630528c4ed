import { createApp, h, nextTick, shallowReactive, type Component } from 'vue'
import { apiKey, type Outcome } from '@/api/api'

/** A component on a page of its own, for tests; the city answers as `answers` says, by operation, null: not yet. Done commands are noted. */
export function onStage(component: Component, props: Record<string, unknown>, answers: Record<string, (request: never) => Outcome<unknown> | null>) {
  const asked: { readonly name: string; readonly request: unknown }[] = []
  const place = document.createElement('div')
  const given = shallowReactive(props)
  const answer = (name: string, request: unknown): Promise<never> => {
    asked.push({ name, request })
    const outcome = answers[name]?.(request as never)
    return outcome ? Promise.resolve(outcome as never) : new Promise(() => undefined)
  }
  const app = createApp({ render: () => h(component, given) })
  app.provide(apiKey, { ask: (name, request) => answer(name, request), send: (wish) => answer('sendCommand', wish) })
  app.component('RouterLink', (_: unknown, { slots }: { slots: { default?: () => unknown } }) => slots.default?.() as never)
  app.mount(place)
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await nextTick()
  }
  return { place, given, asked, settled, text: () => place.textContent ?? '', leave: () => app.unmount() }
}

export const good = (value: unknown): Outcome<unknown> => ({ ok: true, value })
export const bad = (reason: string): Outcome<unknown> => ({ ok: false, failure: { fault: 'unavailable', reason } })
