import { routes, type Operations, type Problem } from './schema'

/** Why a request brought no answer. `SignedOut`: the session ended. `Offline`: the server cannot be reached. */
export interface ApiFailure {
  readonly fault: Problem['fault'] | 'signed_out' | 'offline' | 'cancelled'
  readonly reason: string
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: ApiFailure }

/** What an operation is asked with: exactly the parts the contract names. */
export type Request<Name extends keyof Operations> = {
  [Part in 'path' | 'query' | 'body' as Operations[Name][Part] extends undefined ? never : Part]: Operations[Name][Part]
}

export interface CallOptions {
  readonly signal?: AbortSignal
}

const kTimeoutMs = 30_000, kUploadTimeoutMs = 300_000
// Answers the browser may keep and only ask whether they still hold (ETag); of all others nothing stays on a desk.
const kKept: ReadonlySet<keyof Operations> = new Set<keyof Operations>(['getMap'])

function failure(fault: ApiFailure['fault'], reason: string): { ok: false; failure: ApiFailure } {
  return { ok: false, failure: { fault, reason } }
}

/** The address of an operation; also for links that the browser opens itself. */
export function addressOf(name: keyof Operations, request: { readonly path?: object; readonly query?: object } = {}): string {
  const inPath = new Map<string, unknown>(Object.entries(request.path ?? {}))
  const path = routes[name][1].replace(/\{(\w+)\}/g, (_all, key: string) => encodeURIComponent(String(inPath.get(key))))
  const query = Object.entries(request.query ?? {})
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
  return query.length > 0 ? `${path}?${query.join('&')}` : path
}

async function problemOf(response: Response): Promise<{ ok: false; failure: ApiFailure }> {
  const problem = await response.json().catch(() => null) as Partial<Problem> | null
  const reason = problem?.reason ?? `服务未按约定答复（状态 ${response.status}）。请稍后再试，仍不行请告知系统管理员。`
  if (response.status === 401) return failure('signed_out', reason)
  return failure(problem?.fault ?? 'unavailable', reason)
}

/** Asks the server; never throws. `csrf` is sent with everything that changes something. */
export async function call<Name extends keyof Operations>(
  name: Name, request: Request<Name>, csrf: string, options: CallOptions = {}
): Promise<Outcome<Operations[Name]['answer']>> {
  const method = routes[name][0]
  const given = request as { body?: unknown }
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (method !== 'GET') headers['X-Luoshi-Csrf'] = csrf
  const isFile = given.body instanceof Blob
  if (given.body !== undefined) headers['Content-Type'] = isFile ? 'application/octet-stream' : 'application/json'
  const timeout = AbortSignal.timeout(isFile ? kUploadTimeoutMs : kTimeoutMs)
  const stop = new AbortController()
  for (const signal of [timeout, options.signal])
    signal?.addEventListener('abort', () => stop.abort(), { once: true })
  if (options.signal?.aborted) return failure('cancelled', '')
  try {
    const response = await fetch(addressOf(name, request), {
      method, headers, credentials: 'same-origin', cache: kKept.has(name) ? 'default' : 'no-store', signal: stop.signal,
      ...(given.body === undefined ? {} : { body: given.body instanceof Blob ? given.body : JSON.stringify(given.body) })
    })
    if (!response.ok) return await problemOf(response)
    if (response.status === 204) return { ok: true, value: undefined as Operations[Name]['answer'] }
    const isJson = response.headers.get('Content-Type')?.startsWith('application/json') ?? false
    return { ok: true, value: await (isJson ? response.json() : response.arrayBuffer()) as Operations[Name]['answer'] }
  } catch {
    if (options.signal?.aborted) return failure('cancelled', '')
    return failure('offline', timeout.aborted
      ? isFile ? '文件五分钟没有传完（线路太慢，或服务正忙）。请稍后再试，已填内容仍在。' : '服务半分钟没有答复（可能正忙）。请稍后再试，已填内容仍在。'
      : '连不上服务（网络断开或服务已停）。请检查网络后再试，已填内容仍在。')
  }
}
