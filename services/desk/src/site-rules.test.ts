import { type ReadPage, type RuleStanding, standingNote, withPage } from '@guanlan/domain'
import * as embedded from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from './hash.ts'
import { type Browser, OPENED_AT, openStand, type Stand } from './stand.ts'

const HOST = 'news.yunzhou.example'
let stand: Stand
let root: Browser
let lin: Browser
beforeAll(async () => {
  stand = await openStand(embedded, ['root', 'lin'])
  ;[root, lin] = await Promise.all([stand.as('root'), stand.as('lin')])
  let pages: readonly ReadPage[] = []
  for (let i = 0; i < 12; i++) {
    const html = `<h1>站名</h1><h2>第${i}条：三路公交改道，电话13900001234</h2><p>正文${i}</p>`
    const { hash } = await stand.deps.evidence.put(new TextEncoder().encode(html), 'unmasked', 'text/html')
    const path = i < 11 ? `/a/${i}.html` : '/b/11.html'
    pages = withPage(pages, {
      url: `https://${HOST}${path}`,
      foundAt: `https://${HOST}${path}`,
      evidence: hash,
      contentType: 'text/html',
      readAt: OPENED_AT + i,
    })
  }
  await stand.deps.frontier.putNote(HOST, 'pages', JSON.stringify(pages), OPENED_AT)
})
afterAll(() => stand.close())

const form = (change: object = {}) => {
  const none = { title: null, text: null, publishedAt: null, outlet: null, authors: null, drop: [] }
  return { host: HOST, path: '/a/*.html', ...none, title: 'h2', ...change }
}
const rules = async () =>
  (await root('GET', '/api/site-rules')).body.items as unknown as readonly Record<string, unknown>[]

test('a trial shows each of the last ten pages without the rule and by it, and every read of evidence is a move', async () => {
  const before = (await stand.deps.ledger.head()).position
  const { status, body } = await root('POST', '/api/site-rules/trial', { rule: form() })
  expect([status, body.matching]).toEqual([200, 10])
  const pages = body.pages as unknown as readonly Record<string, unknown>[]
  expect(pages.map(page => page.url)[0]).toBe(`https://${HOST}/a/10.html`)
  expect(pages[0]).toMatchObject({ code: null, byRule: ['title'], without: { title: '站名', text: '正文10' } })
  expect(JSON.stringify(pages[0]!.by)).toContain('第10条')
  const [commit] = await stand.deps.ledger.read(before, 10)
  expect(commit!.moves[0]).toMatchObject({
    id: sha256(`https://${HOST}/a/10.html`), // the mention's
    by: { id: 'root' },
    reason: `试用“${HOST}”的网站规则`,
    body: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  })
  expect(commit!.moves.map(({ kind, type }) => `${kind} ${type}`)).toEqual(Array(10).fill('evidence read'))
})

test('a rule is kept with who and why, seen with its effect, changed under its version, switched off and on', async () => {
  const added = await root('POST', '/api/site-rules', { rule: form() })
  expect(added).toMatchObject({
    status: 201,
    body: { version: 1, state: { host: HOST, selectors: { title: 'h2' }, active: true } },
  })
  const { id } = added.body as unknown as { id: string }
  expect(await root('POST', '/api/site-rules', { rule: form() })).toMatchObject({
    status: 409,
    body: { code: 'site-rule/exists' },
  })
  const standing: RuleStanding = {
    version: 1,
    matched: Array(10).fill(false),
    lastReadAt: 9,
    lastMatchedAt: null,
    sourceIds: ['s1'],
  }
  await stand.deps.frontier.putNote(HOST, standingNote(id), JSON.stringify(standing), 9)
  expect(await rules()).toMatchObject([{ id, standing: { pages: 10, matched: 0, stale: true, lastMatchedAt: null } }])

  const changed = await root('PUT', `/api/site-rules/${id}`, { rule: form({ text: 'p' }), version: 1 })
  expect(changed).toMatchObject({ status: 200, body: { version: 2, state: { selectors: { title: 'h2', text: 'p' } } } })
  expect(await rules()).toMatchObject([{ standing: null }]) // not read by yet as it is now
  expect(await root('PUT', `/api/site-rules/${id}`, { rule: form(), version: 1 })).toMatchObject({
    status: 409,
    body: { code: 'desk/stale', current: { version: 2 } },
  })
  expect((await root('POST', `/api/site-rules/${id}/pause`, { version: 2 })).body).toMatchObject({
    state: { active: false },
  })
  expect((await root('POST', `/api/site-rules/${id}/resume`, { version: 3 })).body).toMatchObject({
    state: { active: true },
  })
})

test('a rule that no page bears out is refused, and taken with a reason', async () => {
  const wrong = form({ path: '/b/*', title: 'h3' })
  expect(await root('POST', '/api/site-rules', { rule: wrong })).toMatchObject({
    status: 422,
    body: { code: 'site-rule/matches-nothing' },
  })
  expect(await root('POST', '/api/site-rules', { rule: wrong, reason: '网站下周改版，先备好' })).toMatchObject({
    status: 201,
  })
  const unknown = form({ host: 'other.yunzhou.example', path: null })
  expect(await root('POST', '/api/site-rules', { rule: unknown })).toMatchObject({
    body: { code: 'site-rule/matches-nothing' },
  })
})

test.each([
  [{ host: 'https://x' }, 422, 'site-rule/bad-host'],
  [{ path: 'a/*' }, 422, 'site-rule/bad-path'],
  [{ title: 'h2..' }, 422, 'site-rule/bad-selector'],
  [{ title: ' ' }, 422, 'site-rule/empty'],
  [{ title: 'x'.repeat(301) }, 400, 'http/bad-request'],
])('%j is refused', async (change, status, code) => {
  expect(await root('POST', '/api/site-rules', { rule: form(change) })).toMatchObject({ status, body: { code } })
})

test('only administrators try and keep rules; everyone sees them', async () => {
  expect(await lin('POST', '/api/site-rules/trial', { rule: form() })).toMatchObject({ status: 403 })
  expect(await lin('POST', '/api/site-rules', { rule: form() })).toMatchObject({ status: 403 })
  expect(await lin('GET', '/api/site-rules')).toMatchObject({ status: 200 })
  expect(await root('PUT', '/api/site-rules/none', { rule: form(), version: 1 })).toMatchObject({ status: 404 })
})
