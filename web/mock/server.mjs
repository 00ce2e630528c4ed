// `npm run mock`: the contract answered from memory on 127.0.0.1:8091, for development beside `vite` and for screenshots.
// Serves ../dist too where it is built.
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { randomBytes } from 'node:crypto'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answer } from './routes.mjs'
import { MockCity, Refused } from './city.mjs'

const kDist = fileURLToPath(new URL('../dist', import.meta.url))
const kTypes = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.json': 'application/json' }
// The policy of the real server, so that nothing is built here that would break there.
const kPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

export function startMock(port, city = MockCity.create()) {
  const sessions = new Map()
  const streams = new Set()

  function accountOf(request) {
    const cookie = /luoshi_session=([0-9a-f]+)/.exec(request.headers.cookie ?? '')
    return cookie ? sessions.get(cookie[1]) : undefined
  }

  async function bodyOf(request) {
    const parts = []
    for await (const part of request) parts.push(part)
    const text = Buffer.concat(parts).toString()
    return text === '' ? undefined : JSON.parse(text)
  }

  function stream(response) {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write(`event: head\ndata: {"events":${city.size}}\n\n`)
    streams.add(response)
    response.on('close', () => streams.delete(response))
  }

  async function api(request, response, url) {
    const before = city.size
    const session = accountOf(request)
    const route = url.pathname.slice('/api/v1'.length)
    if (route === '/events' && session) return stream(response)
    const result = answer(city, { method: request.method, route, query: url.searchParams, body: await bodyOf(request), session, csrf: request.headers['x-luoshi-csrf'] })
    const headers = { 'Content-Type': result.bytes ? 'application/octet-stream' : 'application/json', 'Cache-Control': 'no-store' }
    if (result.signedIn) {
      const key = randomBytes(16).toString('hex')
      sessions.set(key, result.signedIn)
      headers['Set-Cookie'] = `luoshi_session=${key}; Path=/; HttpOnly; SameSite=Strict`
    }
    if (result.signedOut) for (const [key, value] of sessions) if (value === session) sessions.delete(key)
    response.writeHead(result.status, headers)
    response.end(result.bytes ?? (result.value === undefined ? undefined : JSON.stringify(result.value)))
    if (city.size !== before) for (const each of streams) each.write(`event: head\ndata: {"events":${city.size}}\n\n`)
  }

  function file(response, url) {
    const wanted = join(kDist, normalize(decodeURIComponent(url.pathname)))
    const path = extname(wanted) && existsSync(wanted) ? wanted : join(kDist, 'index.html')
    response.writeHead(200, { 'Content-Type': kTypes[extname(path)] ?? 'application/octet-stream', 'Content-Security-Policy': kPolicy })
    response.end(readFileSync(path))
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1')
    if (!url.pathname.startsWith('/api/v1')) return file(response, url)
    api(request, response, url).catch((error) => {
      const refused = error instanceof Refused ? error : new Refused(400, 'bad_input', `读不懂请求（${error.message}）。请刷新页面再试。`)
      response.writeHead(refused.status, { 'Content-Type': 'application/json' })
      response.end(JSON.stringify({ fault: refused.fault, reason: refused.message }))
    })
  })
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve({ server, city, sessions, port: server.address().port })))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { port } = await startMock(Number(process.env.PORT ?? 8091))
  console.log(`mock of api/openapi.json on http://127.0.0.1:${port} (bianshen / yunxi-bianshen, xinren / first-password)`)
}
