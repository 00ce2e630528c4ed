import { Refused } from './city.mjs'

const kRoutes = [
  ['GET', /^\/session$/, ({ city, session }) => ({ value: sessionOf(city, session) })],
  ['POST', /^\/session$/, signIn],
  ['DELETE', /^\/session$/, () => ({ status: 204, signedOut: true })],
  ['POST', /^\/password$/, changePassword],
  ['GET', /^\/overview$/, ({ city, query }) => ({ value: city.overview(query.get('as_of'), query.get('place')) })],
  ['GET', /^\/documents$/, ({ city }) => ({ value: { documents: city.documents.map((each) => city.documentRow(each)).reverse() } })],
  ['GET', /^\/documents\/(\d+)$/, ({ city, id }) => ({ value: city.document(id) })],
  ['GET', /^\/documents\/(\d+)\/source$/, ({ city, id }) => (city.document(id), { bytes: city.documents[id - 1].bytes })],
  ['GET', /^\/questions$/, listQuestions],
  ['GET', /^\/commitments$/, listCommitments],
  ['GET', /^\/commitments\/(\d+)$/, ({ city, id }) => ({ value: city.commitment(id) })],
  ['GET', /^\/commitments\/(\d+)\/funnel$/, ({ city, id, query }) => ({ value: city.funnel(id, Number(query.get('page') ?? 1), Number(query.get('size') ?? 20)) })],
  ['GET', /^\/commitments\/(\d+)\/assets$/, ({ city, id, query }) => ({ value: city.assets(id, query.get('search') ?? '') })],
  ['GET', /^\/reports$/, ({ city, query }) => ({ value: city.reportLines(query) })],
  ['POST', /^\/commands$/, ({ city, body, session }) => ({ value: city.carryOut(body, { post: session.post, actor: session.person }) })],
  ['GET', /^\/lifecycles$/, () => ({ value: { kinds: [] } })],
  ['GET', /^\/ledger$/, ({ city }) => ({ value: { head: city.headText(), size: city.size, root: city.headText().split(':')[2], algorithm: 'sha256', checked: city.checked ?? null } })],
  ['POST', /^\/ledger\/check$/, ({ city }) => ({ value: city.checked = { ok: true, at: new Date().toISOString(), head: city.headText(), size: city.size, took_ms: 12, reason: '' } })],
  ['GET', /^\/ledger\/events$/, listEvents],
  ['GET', /^\/ledger\/events\/(\d+)$/, ({ city, id }) => ({ value: city.event(id) })],
  ['GET', /^\/ledger\/events\/(\d+)\/proof$/, ({ city, id }) => ({ value: city.proof(id) })],
  ['GET', /^\/enough$/, () => ({ value: { adopted: false, underway: null, events: 0, failure: '', name: '', given: '', sections: [], silent: [], left_out: [], met_everywhere: null, rate_source: '', draws: 10000, seed: 1 } })],
  ['GET', /^\/learned$/, () => ({ value: { reason: '', least_months: 4, kinds: [], unjudged: [] } })],
  ['GET', /^\/water$/, () => ({ value: { reaches: [], sections: [], silent: [], underway: null, given: '', modelled_items: [], monitored_items: [], monitored: [] } })],
  ['GET', /^\/map$/, () => ({ value: { type: 'FeatureCollection', features: [] } })],
  ['GET', /^\/map\/states$/, () => ({ value: { stages: [], verdicts: [], reviewed: [], closures: [], projects: [], towns: [] } })],
  ['GET', /^\/registers$/, ({ city }) => ({ value: city.registers() })]
]

/** What the contract says to one request. @throws Refused */
export function answer(city, request) {
  for (const [method, pattern, reply] of kRoutes) {
    const match = pattern.exec(request.route)
    if (!match || method !== request.method) continue
    const isSignIn = request.route === '/session' && method === 'POST'
    if (!request.session && !isSignIn) throw new Refused(401, 'denied', '还没有登录（或登录已到期）。请登录。')
    if (method !== 'GET' && !isSignIn && request.csrf !== request.session.csrf) throw new Refused(403, 'denied', '请求缺少校验（页面可能过期）。请刷新页面。')
    return { status: 200, ...reply({ city, ...request, id: Number(match[1]) }) }
  }
  throw new Refused(404, 'not_found', '没有这个地址（可能抄漏）。请从首页进入。')
}

function sessionOf(city, account) {
  const { data } = city
  const [post_name, body] = data.posts[account.post - 1]
  const roles = data.holders.find(([person, post]) => person === account.person && post === account.post)?.[2] ?? ['reader']
  return { person: account.person, name: account.name, post: account.post, post_name, body, body_name: data.bodies[body - 1][0], roles, csrf: account.csrf, must_change_password: account.first, city: data.city, sample: true, as_of: data.as_of, events: city.size, engine: data.engine }
}

function signIn({ city, body }) {
  const account = city.data.accounts.find((each) => each.name === body.name && each.password === body.password)
  if (!account) throw new Refused(401, 'denied', '登录不了（账号或密码不对）。请核对后再试；连错五次要等一分钟。')
  const signedIn = { ...account, csrf: Math.random().toString(16).slice(2) }
  return { value: sessionOf(city, signedIn), signedIn }
}

function changePassword({ city, body, session }) {
  const account = city.data.accounts.find((each) => each.name === session.name)
  if (account.password !== body.old) throw new Refused(403, 'denied', '改不了（旧密码不对）。请再输一遍。')
  Object.assign(account, { password: body.new, first: false })
  const signedIn = { ...account, csrf: Math.random().toString(16).slice(2) }
  return { value: sessionOf(city, signedIn), signedIn }
}

function pageOf(rows, query) {
  const page = Number(query.get('page') ?? 1), size = Number(query.get('size') ?? 50)
  return { total: rows.length, page, size, items: rows.slice((page - 1) * size, page * size) }
}

function listQuestions({ city, query }) {
  const all = city.questions.map((each) => city.question(each))
  const open = all.filter((each) => each.state === 'open')
  const wanted = all.filter((each) =>
    (!query.get('state') || each.state === query.get('state')) && (!query.get('label') || each.label === query.get('label')) &&
    (query.get('post') === null || (each.asked_of ?? 0) === Number(query.get('post'))) && (!query.get('document') || each.document === Number(query.get('document'))))
  const sorts = { age: (a, b) => b.age_days - a.age_days, post: (a, b) => a.asked_of_name.localeCompare(b.asked_of_name), overdue: (a, b) => b.overdue_days - a.overdue_days || b.age_days - a.age_days }
  const posts = [...new Set(open.map((each) => each.asked_of))].map((post) => {
    const mine = open.filter((each) => each.asked_of === post)
    return { post, name: post ? city.postName(post) : '', open: mine.length, overdue: mine.filter((each) => each.overdue_days > 0).length }
  })
  return { value: { ...pageOf(wanted.sort(sorts[query.get('sort') ?? 'overdue']), query), open: open.length, overdue: open.filter((each) => each.overdue_days > 0).length, posts } }
}

function listCommitments({ city, query }) {
  const known = { kept: ['likely', 'at_risk', 'unlikely', 'cannot_say'], enough: ['yes', 'no', 'cannot_say'], light: ['green', 'yellow', 'red', 'unknown'] }
  for (const [field, all] of Object.entries(known)) if (query.get(field) && !all.includes(query.get(field))) throw new Refused(400, 'bad_input', `不认识“${query.get(field)}”（${field}）。请从列表重新选。`)
  const words = (query.get('search') ?? '').split(/\s+/).filter(Boolean)
  const name = (lead) => (lead ? city.data.bodies[lead - 1][0] : '')
  const matches = (each, but) => words.every((word) => (each.title + name(each.lead)).includes(word)) &&
    ['state', 'theme', 'lead'].every((key) => key === but || query.get(key) === null || String(each[key] || (key === 'lead' ? 0 : '')) === query.get(key)) &&
    [['kept', each.kept.verdict], ['enough', each.enough.answer], ['light', each.kept.light], ['place', each.id <= 8 ? '云溪市' : '']].every(([key, is]) => !query.get(key) || query.get(key) === is)
  const counted = (key, named) => {
    const counts = new Map()
    for (const each of city.commitments) if (matches(each, key)) counts.set(each[key], (counts.get(each[key]) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => ({ key: String(value), name: named(value), count }))
  }
  const order = { unlikely: 0, at_risk: 1, cannot_say: 2, likely: 3 }
  const sorts = { attention: (a, b) => order[a.kept.verdict] - order[b.kept.verdict] || a.id - b.id, newest: (a, b) => b.id - a.id, title: (a, b) => a.title.localeCompare(b.title, 'zh'), due: (a, b) => a.deadline.localeCompare(b.deadline), lead: (a, b) => a.lead - b.lead }
  const found = city.commitments.filter((each) => matches(each)).sort(sorts[query.get('sort') ?? 'attention'])
  const page = pageOf(found, query)
  return { value: { ...page, items: page.items.map((each) => city.commitmentRow(each)), states: counted('state', String), themes: counted('theme', String), leads: counted('lead', name) } }
}

function listEvents({ city, query }) {
  const sequences = query.get('sequences')
  const last = Number(query.get('last') ?? city.size), size = Number(query.get('size') ?? 50)
  const events = sequences
    ? sequences.split(',').map((each) => city.entries[Number(each) - 1]).filter(Boolean)
    : city.entries.slice(Math.max(0, last - size), last).reverse()
  return { value: { size: city.size, events: events.map((each) => city.row(each)) } }
}
