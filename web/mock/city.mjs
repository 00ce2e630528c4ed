// A small city in memory that answers as api/openapi.json says. For development and screenshots only: it keeps no rights
// and judges nothing; what the verdicts say is in fixtures/city.json.
import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { leafOf, pathOf, rootOf } from './merkle.mjs'
import { readPaper } from './papers.mjs'

const kHere = dirname(fileURLToPath(import.meta.url))
const fixture = (name) => JSON.parse(readFileSync(join(kHere, 'fixtures', `${name}.json`), 'utf8'))
const kDayMs = 86_400_000
const kExtraCommitments = Number(process.env.MOCK_COMMITMENTS ?? 9_992)

export class Refused extends Error {
  constructor(status, fault, reason) {
    super(reason)
    this.status = status
    this.fault = fault
  }
}

const notFound = (what) => new Refused(404, 'not_found', `没有${what}（编号不在案）。请从列表进入。`)

export class MockCity {
  static create() {
    return new MockCity(fixture('city'), fixture('papers'))
  }

  constructor(data, papers) {
    this.data = data
    this.entries = []
    this.commands = new Map()
    this.documents = []
    this.statements = []
    this.questions = []
    this.commitments = []
    this.reports = []
    this.clock = Date.parse(data.as_of + 'T01:00:00.000Z') - 160 * kDayMs
    this.found()
    papers.forEach((paper) => this.take(readPaper(paper)))
    this.fill()
  }

  get size() { return this.entries.length }
  get leaves() { return this.entries.map((event) => event.leaf) }
  headText() { return `sha256:${this.size}:${rootOf(this.leaves).toString('hex')}` }

  record(type, body, { post = null, actor = null, command = `mock-${this.size + 1}`, days = 0 } = {}) {
    this.clock += days * kDayMs + 61_000
    const at = new Date(this.clock).toISOString()
    const salt = createHash('sha256').update(`salt ${this.size}`).digest('hex').slice(0, 32)
    const entry = JSON.stringify({ ...(actor ? { actor } : {}), body, command, ...(post ? { post } : {}), recorded_at: at, salt, type, v: 1 })
    this.entries.push({ sequence: this.size + 1, type, at, post, actor, body, command, entry, leaf: leafOf(entry) })
    return this.size
  }

  found() {
    const { data } = this
    this.record('city_founded', { name: data.city, sample: true })
    this.ruleEvent = this.record('rules_adopted', { name: 'lights' })
    data.bodies.forEach(([name]) => this.record('body_registered', { name }))
    data.posts.forEach(([name, body]) => this.record('post_registered', { name, body }))
  }

  postName(post) {
    const found = this.data.posts[post - 1]
    return found ? `${this.data.bodies[found[1] - 1][0]} · ${found[0]}` : ''
  }

  take({ bytes, statements, questions, meta, reading }) {
    const id = this.documents.length + 1
    const event = this.record('document_imported', { document: meta, statements: statements.length }, { days: 3 })
    const document = { id, bytes, meta, reading, events: [event], first: this.statements.length + 1 }
    this.documents.push(document)
    for (const given of statements) {
      const { questions: asked, ...read } = given
      const statement = { id: this.statements.length + 1, document: id, read, state: 'proposed', dismissal: '', kind: read.kind, theme: read.theme, events: [event] }
      this.statements.push(statement)
      asked.forEach(([label, text]) => this.ask({ label, text, document: id, statement: statement.id }, event))
    }
    document.count = statements.length
    questions.forEach(([label, text]) => this.ask({ label, text, document: id, statement: null }, event))
  }

  ask(question, event) {
    this.questions.push({ id: this.questions.length + 1, commitment: null, asked_of: null, due: null, state: 'open', answer: '', answer_document: null, asked_at: this.clock, ...question, events: [event] })
  }

  // Some of what people did before the page is opened: confirmations, a question put, commitments with reports.
  fill() {
    const editor = { post: 1, actor: 1 }
    for (const id of [1, 2, 5]) this.judge(id, 'confirmed', this.record('statement_confirmed', { statement: id }, editor))
    for (const [at, post, due] of [[0, 3, '2026-06-12'], [1, 3, '2026-07-10'], [5, 5, '2026-06-04']]) {
      const question = this.questions[at]
      question.asked_of = post
      question.due = due
      question.events.push(this.record('question_put', { question: question.id, asked_of: post, due }, { ...editor, days: 2 }))
    }
    this.data.goals.forEach((goal, at) => this.open(goal, at === 4 ? 7 : 5, editor))
    const kinds = ['河涌整治完工', '污水管网新建', '排口溯源', '园区拆除整理', '企业清洁生产审核']
    const towns = this.data.bodies.slice(5)
    const event = this.size
    for (let at = 0; at < kExtraCommitments; at += 1) {
      const verdict = ['likely', 'at_risk', 'unlikely', 'cannot_say'][(at * 7) % 4]
      const middle = { likely: 0.88, at_risk: 0.6, unlikely: 0.3, cannot_say: null }[verdict]
      this.open([`${towns[at % towns.length][0]}${kinds[at % kinds.length]}（第${at + 1}项）`, ['water', 'water', 'water', 'land', 'industry'][at % 5], 6 + (at % towns.length), `≥${(at % 40) + 3}${['条', '公里', '个', '亩', '家'][at % 5]}`, `2026年${(at % 12) + 1}月底前`, verdict, middle, middle && middle - 0.07, middle && middle + 0.06, `已报 ${at % 30} 项`, 'unknown', '', 'cannot_say', '没有声明效果'], 5, null, event)
    }
    const first = this.commitments[0]
    for (const [days, built, note, check] of [[30, 12, '一季度', 'accepted'], [40, 31, '四月', 'accepted'], [28, 58, '五月', 'unchecked']]) {
      const sequence = this.record('report_filed', { commitment: 1, moves: built }, { post: 2, actor: 2, days })
      first.events.push(sequence)
      this.reports.unshift({ id: this.reports.length + 1, commitment: 1, until: new Date(this.clock).toISOString().slice(0, 10), built, said: note === '五月' ? '66条' : null, note: note + '完工，附验收单', check, events: [sequence], at: this.clock })
    }
  }

  judge(id, state, event, reason = '') {
    const statement = this.statements[id - 1]
    statement.state = state
    statement.dismissal = reason
    statement.events.push(event)
  }

  open(goal, statement, by, event) {
    const [title, theme, lead, figure, deadline, verdict, probability, low, high, reason, light, sum, answer, enough] = goal
    const id = this.commitments.length + 1
    const sequence = event ?? this.record('commitment_opened', { title, sources: [statement], lead }, by ?? {})
    this.commitments.push({
      id, title, theme, lead, figure, deadline, sources: [statement], state: id % 9 === 5 ? 'proposed' : 'in_force', meaning: title.includes('达') ? 'outcome' : 'output',
      kept: { light, sum, verdict, probability, low, high, reason }, enough: { answer, reason: enough, probability: null, low: null, high: null, met: null, section: null }, extensions: [], events: [sequence]
    })
  }

  // ---- answers ----

  row(event) {
    const names = { document_imported: () => `收录《${event.body.document.title}》，读出 ${event.body.statements} 条`, commitment_opened: () => `立项“${event.body.title}”`, statement_confirmed: () => `确认条目 S-${event.body.statement}` }
    return { sequence: event.sequence, type: event.type, recorded_at: event.at, post: event.post ? this.postName(event.post) : '本机操作员', actor: '', summary: names[event.type]?.() ?? JSON.stringify(event.body).slice(0, 120) }
  }

  question(question) {
    const today = Date.parse(this.data.as_of)
    const quote = question.statement ? this.statements[question.statement - 1].read.quote : ''
    const overdue = question.due && question.state === 'open' ? Math.max(0, Math.round((today - Date.parse(question.due)) / kDayMs)) : 0
    return {
      id: question.id, version: question.events.at(-1), label: question.label, text: question.text, state: question.state, document: question.document,
      document_title: question.document ? this.documents[question.document - 1].meta.title : '', statement: question.statement, quote, commitment: question.commitment,
      asked_of: question.asked_of, asked_of_name: question.asked_of ? this.postName(question.asked_of) : '', due: question.due, asked_on: new Date(question.asked_at).toISOString().slice(0, 10),
      age_days: Math.max(0, Math.round((today - question.asked_at) / kDayMs)), overdue_days: overdue, answer: question.answer, answer_document: question.answer_document, events: question.events
    }
  }

  documentRow(document) {
    const mine = this.statements.filter((each) => each.document === document.id)
    const { file, title, date, date_inferred, place, meeting_type, meeting_number } = document.meta
    return {
      id: document.id, file, title, date, date_inferred, place, meeting_type, meeting_number, sample: true, first_statement: mine.length ? document.first : 0, statements: mine.length,
      proposed: mine.filter((each) => each.state === 'proposed').length, open_questions: this.questions.filter((each) => each.document === document.id && each.state === 'open').length,
      repairs: document.reading.repairs.length, lost: document.reading.lost.length, events: document.events
    }
  }

  document(id) {
    const document = this.documents[id - 1]
    if (!document) throw notFound('这份文件')
    const { bytes, digest, encoding, notes, seen, text, repairs, dropped, lost } = document.reading
    return {
      id, version: document.events.at(-1), ...document.meta, sample: true, reader: 'mock-1', digest, bytes, encoding, notes, seen, text, repairs, dropped, lost,
      statements: this.statements.filter((each) => each.document === id).map((each) => this.statement(each)),
      questions: this.questions.filter((each) => each.document === id && each.statement === null).map((each) => this.question(each)), events: document.events
    }
  }

  statement({ id, read, state, dismissal, kind, theme, events }) {
    return {
      ...read, id, version: events.at(-1), state, dismissal, kind, theme, events,
      lead_bodies: this.tied([read.actor]), supporting_bodies: this.tied(read.supporting),
      questions: this.questions.filter((each) => each.statement === id).map((each) => this.question(each)),
      commitments: this.commitments.filter((each) => (each.id <= 8 || each.id > kExtraCommitments + 8) && each.sources.includes(id)).map((each) => ({ id: each.id, title: each.title, state: each.state }))
    }
  }

  // Bodies of the register under their very name or an alias.
  tied(words) {
    const named = words.flatMap((each) => each.split('、'))
    return this.data.bodies.flatMap(([name, aliases], at) => named.some((each) => each === name || aliases.includes(each)) ? [{ body: at + 1, name }] : [])
  }

  commitmentRow(each) {
    return {
      id: each.id, version: each.events.at(-1), title: each.title, state: each.state, theme: each.theme, meaning: each.meaning, lead: each.lead || null,
      promised: { figures: [each.figure], lead: each.lead ? this.data.bodies[each.lead - 1][0] : null, deadline: each.deadline, extended: each.extensions.length > 0 },
      kept: each.kept, enough: each.enough, open_questions: each.id === 5 ? 2 : 0, reported: this.reports.find((report) => report.commitment === each.id && report.check !== 'returned')?.until ?? null, events: each.events
    }
  }

  commitment(id) {
    const each = this.commitments[id - 1]
    if (!each) throw notFound('这项承诺')
    const sources = each.sources.map((source) => this.statements[source - 1])
    const reports = this.reports.filter((report) => report.commitment === id)
    return {
      row: this.commitmentRow(each),
      sentences: sources.map(({ id: statement, document, read, events }) => ({ statement, document, document_title: this.documents[document - 1].meta.title, quote: read.quote, speaker: read.speaker, item_no: read.item_no, start: read.start, end: read.end, events })),
      supports: id === 1 ? this.data.bodies.slice(5).map(([name], at) => ({ body: at + 6, name })) : [], needs: id === 1 ? '专项债 4.6 亿元，4月底前拨付' : '', started: '2026-01-28', parent: null,
      goal: Number(/[\d.]+/.exec(each.figure)?.[0]) || null, unit: /[\d.]+(.*)$/.exec(each.figure)?.[1] ?? '', steps: each.state === 'proposed' ? ['adopt'] : ['extend', 'report'],
      sums: [], parts: id === 1 ? this.commitments.slice(8, 13).map((part) => this.commitmentRow(part)) : [],
      deadlines: [{ event: each.events[0], words: each.deadline, day: '2026-12-31', reason: '', approver: '', recorded_at: this.entries[each.events[0] - 1].at }, ...each.extensions],
      funnel: id === 1 ? [['listed', 139], ['entered', 112], ['built', 58], ['effective', 36], ['stable', 19]].map(([stage, count]) => ({ stage, count })) : [],
      reviews: [], appeals: [],
      reports: reports.map((report) => this.report(report)),
      questions: id === 5 ? this.questions.filter((question) => question.statement === 7).map((question) => this.question(question)) : [],
      history: [...each.events].reverse().map((sequence) => this.row(this.entries[sequence - 1]))
    }
  }

  report(report) {
    const moves = report.moves ?? [{ asset: report.id, stage: 'built' }]
    return {
      id: report.id, version: report.events.at(-1), until: report.until, moves: moves.map(({ asset, stage }) => ({ asset, code: `R-${String(asset).padStart(4, '0')}`, name: `样例涌${asset}`, stage })),
      counted: report.built ?? null, said: report.said, amount: report.said === null ? null : Number(/[\d.]+/.exec(report.said)?.[0]), note: report.note, reporter: this.postName(2), recorded_at: new Date(report.at).toISOString(),
      evidence: 0, check: report.check, checkable: report.check === 'unchecked', checker: report.check === 'unchecked' ? '' : this.postName(4), check_reason: report.reason ?? '', events: report.events
    }
  }

  // Nothing was sampled in the mock's city.
  funnel(id, page, size) {
    const { total, assets } = this.assets(id, '')
    const months = Array.from({ length: 12 }, (_, at) => ({ month: `2025-${String(at + 1).padStart(2, '0')}`, day: null, verdict: 'none', limit: '', value: '', corrected: false, event: null }))
    return { total, page, size, to_verify: 0, lapsed: 0, rule: null, assets: assets.slice((page - 1) * size, page * size).map(({ asset, code, name, stage }) => ({ asset, code, name, stage, reopened: 0, judged: null, review: null, months, events: [] })) }
  }

  assets(id, search) {
    const { funnel } = this.commitment(id)
    const names = funnel.length === 0 ? [] : Array.from({ length: funnel[0].count }, (_each, at) => at + 1)
    const stageOf = (asset) => this.reports.flatMap((report) => (report.commitment === id && report.check !== 'returned' ? report.moves ?? [] : [])).find((move) => move.asset === asset)?.stage ?? [...funnel].reverse().find((step) => asset <= step.count).stage
    const all = names.map((asset) => ({ asset, code: `R-${String(asset).padStart(4, '0')}`, name: `样例涌${asset}`, kind: '河涌', place: '石桥镇', stage: stageOf(asset), since: null, named: true, events: [1] }))
    const found = all.filter((each) => search.split(' ').every((word) => (each.code + each.name).includes(word)))
    return { total: found.length, assets: found.slice(0, 500) }
  }

  reportLines(query) {
    const found = this.reports.filter((each) => (!query.get('check') || each.check === query.get('check')) && (query.get('checkable') !== '1' || each.check === 'unchecked'))
    const items = found.map((each) => [this.report(each), this.commitments[each.commitment - 1]]).map(([report, { id, title, state, lead, figure }]) => ({ report, commitment: { id, title, state }, lead: lead ? this.data.bodies[lead - 1][0] : '', figure }))
    return { total: found.length, page: 1, size: 200, items: items.sort((a, b) => a.report.until.localeCompare(b.report.until)).slice(0, 200) }
  }

  event(sequence) {
    const event = this.entries[sequence - 1]
    if (!event) throw notFound('这个事件')
    const { body } = event
    const statement = body.statement ? this.statements[body.statement - 1] : undefined
    const refers = [
      ...(event.type === 'document_imported' ? this.documents.filter((document) => document.events.includes(sequence)).map((document) => ({ kind: 'document', id: document.id, document: document.id, title: document.meta.title })) : []),
      ...(statement ? [{ kind: 'statement', id: statement.id, document: statement.document, title: statement.read.quote }] : []),
      ...[...this.commitments.slice(0, 8), ...this.commitments.slice(kExtraCommitments + 8)].filter((each) => each.events.includes(sequence)).map((each) => ({ kind: 'commitment', id: each.id, document: null, title: each.title }))
    ]
    return { row: this.row(event), v: 1, command: event.command, entry: event.entry, leaf: event.leaf.toString('hex'), refers }
  }

  proof(sequence) {
    const event = this.entries[sequence - 1]
    if (!event) throw notFound('这个事件')
    return { format: 'luoshi-proof-1', algorithm: 'sha256', size: this.size, root: rootOf(this.leaves).toString('hex'), sequence, entry: event.entry, path: pathOf(sequence - 1, this.leaves).map((digest) => digest.toString('hex')) }
  }

  overview(asOf, wanted) {
    const lines = this.commitments.slice(0, 8).map((each) => ({
      id: `C-${each.id}`, kind: each.state === 'proposed' ? '承诺·待定' : '承诺·在办', theme: each.theme, sentence: each.title, document: this.documents[0].meta.title,
      promised: this.commitmentRow(each).promised, kept: each.kept, enough: each.enough, questions: each.id === 5 ? ['时限：“尽快启动湿地修复”：哪天算启动？', '责任：湿地修复谁牵头？'] : [], events: each.events
    }))
    const heard = (document) => this.statements.filter((each) => each.document === document && ['requirement', 'commitment', 'request'].includes(each.kind) && each.state === 'proposed').map((each) => ({
      id: `S-${each.id}`, kind: '要求·待确认', theme: each.theme, sentence: each.read.quote, document: this.documents[document - 1].meta.title,
      promised: { figures: each.read.quantity.map((figure) => ({ '>=': '≥', '>': '＞', near: '近' }[figure.comparator] ?? '') + figure.value + figure.unit), lead: each.read.actor || null, deadline: each.read.deadline_text || null, extended: false },
      kept: { light: 'unknown', sum: '', verdict: 'cannot_say', probability: null, low: null, high: null, reason: '尚未确认' }, enough: { answer: 'cannot_say', reason: '还没有效果模型', probability: null, low: null, high: null, met: null, section: null },
      questions: this.questions.filter((question) => question.statement === each.id).map((question) => `${question.label}：${question.text}`), events: each.events
    }))
    const notes = (document, kind) => this.statements.filter((each) => each.document === document && each.kind === kind).map((each) => ({ id: `S-${each.id}`, kind: kind === 'result' ? '自报·未核' : '问题', sentence: each.read.quote, figures: each.read.quantity.filter((figure) => figure.value !== null).map((figure) => figure.value + figure.unit) }))
    const places = [['云溪市', '云溪市', 1, lines], ['?2', '地点待问清', 2, []], ['石桥镇', '石桥镇', 3, []]].map(([key, place, document, extra]) => ({ key, place, document, lines: [...extra, ...heard(document)], papers: this.questions.filter((each) => each.document === document && !each.statement && each.state === 'open').length }))
    const count = (all, test) => all.filter(test).length
    const tally = ({ key, place, lines: all, papers }) => {
      const own = all.filter((each) => each.id.startsWith('C-'))
      return {
        key, place, documents: 1, commitments: own.length, unheard: all.length - own.length, questions: all.reduce((sum, each) => sum + each.questions.length, 0) + papers,
        red: count(own, (each) => each.kept.light === 'red'), yellow: count(own, (each) => each.kept.light === 'yellow'),
        kept: Object.fromEntries(['likely', 'at_risk', 'unlikely', 'cannot_say'].map((word) => [word, count(own, (each) => each.kept.verdict === word)])),
        enough: Object.fromEntries(['yes', 'no', 'cannot_say'].map((word) => [word, count(own, (each) => each.enough.answer === word)])),
        coverage: { forward: 12, lead: 7, figure: 9, date: 6, effect_asked: 4, effect: 1, evidence: 3, all: 1 }
      }
    }
    const shown = places.find((each) => each.key === wanted) ?? places[0]
    const listed = (items) => ({ total: items.length, items: items.slice(0, 20) })
    return {
      city: this.data.city, sample: true, as_of: asOf ?? this.data.as_of, events: this.size, head: asOf ? null : this.headText(), light_rule: this.data.rules[0].title, enough_failure: '', sections: [], places: places.map(tally), places_left: 0,
      shown: { key: shown.key, lines: shown.lines.slice(0, 20), said: listed(notes(shown.document, 'result')), problems: listed(notes(shown.document, 'finding')), merits: listed([]) }
    }
  }

  registers() {
    const { data } = this
    return {
      places: data.places.map(([code, name, level, parent], at) => ({ id: at + 1, code, name, level, parent: parent || null })),
      bodies: data.bodies.map(([name, aliases, kind, place, parent], at) => ({ id: at + 1, name, aliases, kind, place, parent: parent || null })),
      posts: data.posts.map(([name, body, superior], at) => ({ id: at + 1, name, body, superior: superior || null })),
      persons: data.persons.map((name, at) => ({ id: at + 1, name })), holders: data.holders.map(([person, post, roles, from]) => ({ person, post, roles, from, until: null })),
      assets: data.assets.map(([key, name, count]) => ({ key, name, count })), rules: data.rules.map((rule) => ({ ...rule, digest: createHash('sha256').update(rule.text).digest('hex'), event: this.ruleEvent }))
    }
  }

  // ---- commands ----

  carryOut({ id, type, body, seen }, by) {
    if (this.commands.has(id)) return { ...this.commands.get(id), repeated: true }
    const done = { first: this[`do_${type}`] ? this[`do_${type}`](body, seen, { ...by, command: id }) : this.refuseType(type), events: 1, repeated: false }
    this.commands.set(id, done)
    return done
  }

  refuseType(type) { throw new Refused(400, 'bad_input', `不能办“${type}”（演示服务不办这件事）。请在正式服务上办。`) }

  moved(thing, what, seen) {
    if (!thing) throw notFound(what)
    if (thing.events.at(-1) !== seen) throw new Refused(409, 'conflict', `${what}刚被改过（现为第 ${thing.events.at(-1)} 号，您看的是第 ${seen} 号）。请看过最新的再办。`)
  }

  judged(type, state, body, seen, by, reason = '') {
    this.moved(this.statements[body.statement - 1], `条目 S-${body.statement}`, seen)
    const event = this.record(type, body, by)
    this.judge(body.statement, state, event, reason)
    return event
  }

  do_confirm_statement(body, seen, by) { return this.judged('statement_confirmed', 'confirmed', body, seen, by) }
  do_dismiss_statement(body, seen, by) { return this.judged('statement_dismissed', 'dismissed', body, seen, by, body.reason) }
  do_correct_statement(body, seen, by) {
    const event = this.judged('statement_corrected', 'corrected', body, seen, by, body.reason)
    Object.assign(this.statements[body.statement - 1], { kind: body.kind, theme: body.theme })
    return event
  }
  do_ask_question(body, _seen, by) {
    const event = this.record('question_asked', body, by)
    this.ask({ label: body.label, text: body.text, document: body.document ?? null, statement: body.statement ?? null, commitment: body.commitment ?? null }, event)
    return event
  }
  settled(type, body, seen, by, change) {
    const question = this.questions[body.question - 1]
    this.moved(question, `问清 Q-${body.question}`, seen)
    const event = this.record(type, body, by)
    Object.assign(question, change)
    question.events.push(event)
    return event
  }
  do_put_question(body, seen, by) { return this.settled('question_put', body, seen, by, { asked_of: body.asked_of, due: body.due ?? null }) }
  do_answer_question(body, seen, by) { return this.settled('question_answered', body, seen, by, { state: 'answered', answer: body.answer }) }
  do_waive_question(body, seen, by) { return this.settled('question_waived', body, seen, by, { state: 'waived', answer: body.reason }) }
  do_file_report(body, _seen, by) {
    const event = this.record('report_filed', body, by)
    const said = body.said ? `${body.said.value}${body.said.unit}` : null
    this.reports.unshift({ id: this.reports.length + 1, commitment: body.commitment, until: body.until, moves: body.moves ?? [], said, note: body.note ?? '', check: 'unchecked', events: [event], at: this.clock })
    this.commitments[body.commitment - 1].events.push(event)
    return event
  }
  do_check_report(body, seen, by) {
    const report = this.reports.find((each) => each.id === body.report)
    this.moved(report, `进展 ${body.report}`, seen)
    const event = this.record('report_checked', body, by)
    Object.assign(report, { check: body.verdict, reason: body.reason ?? '', events: [...report.events, event] })
    return event
  }
  do_extend_deadline(body, seen, by) {
    const commitment = this.commitments[body.commitment - 1]
    this.moved(commitment, `承诺 C-${body.commitment}`, seen)
    const event = this.record('deadline_extended', body, by)
    commitment.deadline = body.deadline.until
    commitment.extensions.push({ event, words: body.deadline.words, day: body.deadline.until, reason: body.reason, approver: this.postName(body.approver), recorded_at: new Date(this.clock).toISOString() })
    commitment.events.push(event)
    return event
  }
  do_open_commitment(body, _seen, by) {
    const event = this.record('commitment_opened', body, by)
    this.commitments.push({ id: this.commitments.length + 1, title: body.title, theme: body.theme, lead: body.lead, figure: body.figure ? `${body.figure.value}${body.figure.unit}` : '', deadline: body.deadline.words, sources: body.sources, state: 'proposed', meaning: body.meaning, kept: { light: 'unknown', sum: '', verdict: 'cannot_say', probability: null, low: null, high: null, reason: '还没有进展' }, enough: { answer: 'cannot_say', reason: '还没有效果模型', probability: null, low: null, high: null, met: null, section: null }, extensions: [], events: [event] })
    return event
  }
  do_adopt_commitment(body, seen, by) {
    const each = this.commitments[body.commitment - 1]
    this.moved(each, `承诺 C-${body.commitment}`, seen)
    const event = this.record('commitment_adopted', body, by)
    each.state = 'in_force'
    each.events.push(event)
    return event
  }
}
