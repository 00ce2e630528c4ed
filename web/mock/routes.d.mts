import type { MockCity } from './city.mjs'
export function answer(city: MockCity, request: {
  readonly method: string; readonly route: string; readonly query: URLSearchParams; readonly body?: unknown; readonly session?: unknown; readonly csrf?: string
}): { readonly status: number; readonly value?: unknown; readonly signedIn?: { readonly csrf: string } }
