import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import * as embedded from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSource } from './source.fixture.ts'
import { type Browser, openStand, type PersonId, type Stand } from './stand.ts'

let stand: Stand
let renders = 0
const browsers = {} as Record<PersonId, Browser>
beforeAll(async () => {
  const people = ['lin', 'he', 'zhou', 'zheng', 'qin', 'root'] as const
  const received: string[] = []
  stand = await openStand(embedded, people, {
    render: async (brief, format) => {
      renders++
      return new TextEncoder().encode(`${format} ${brief.number ?? '草稿'} ${brief.sections[0]?.narrative}`)
    },
    importFile: async (source, bytes, format) => {
      for await (const chunk of bytes) received.push(Buffer.from(chunk).toString())
      const rows = received.join('').split('\n').filter(Boolean).length
      const report = Array.from({ length: 120 }, (_, at) => ({ row: at + 1, code: 'ingest/bad-row', message: '=坏行' }))
      return {
        id: `${source.id}-${format}`,
        rows,
        accepted: rows - 120,
        refused: 120,
        codes: { 'ingest/bad-row': 120 },
        report,
      }
    },
  })
  for (const person of people) browsers[person] = await stand.as(person)
})
afterAll(() => stand.close())

test('a brief is composed, read over by three, signed with a number and frozen', async () => {
  const week = { kind: 'weekly', period: { fromAt: 0, toAt: 7 } }
  const made = await browsers.lin('POST', '/api/briefs', week)
  expect(made.status).toBe(201)
  const { id } = made.body as unknown as { id: string }
  const edited = await browsers.lin('PUT', `/api/briefs/${id}/narrative`, {
    version: 1,
    sectionId: 's1',
    text: '本周上升。',
  })
  expect(edited.body).toMatchObject({ version: 2, state: { sections: [{ narrative: '本周上升。' }] } })
  expect((await browsers.lin('GET', `/api/briefs/${id}/html`)).text).toBe('html 草稿 本周上升。')
  const steps = [
    ['he', 'first'],
    ['zhou', 'second'],
    ['zheng', 'secrecy'],
  ] as const
  for (const [at, [person, step]] of steps.entries()) {
    const form = { version: 2 + at, step, opinion: '', pass: true }
    expect((await browsers[person]('POST', `/api/briefs/${id}/review`, form)).status).toBe(200)
  }
  expect((await browsers.lin('POST', `/api/briefs/${id}/sign`, { version: 5, opinion: '' })).body).toMatchObject({
    code: 'brief/not-your-role',
  })
  const head = await stand.deps.ledger.head()
  const signed = await browsers.qin('POST', `/api/briefs/${id}/sign`, { version: 5, opinion: '同意' })
  expect(signed.body).toMatchObject({
    version: 7,
    state: { number: 1, signed: { by: { id: 'qin' }, ledger: head }, files: { html: expect.any(String) } },
  })
  const before = renders
  const { text, headers } = await browsers.lin('GET', `/api/briefs/${id}/html`)
  expect(text).toBe('html 1 本周上升。')
  expect(renders).toBe(before) // the frozen file, not a new one
  expect(String(headers['content-security-policy'])).toContain('sandbox')
  const docx = await browsers.lin('GET', `/api/briefs/${id}/docx`)
  expect(docx.headers['content-disposition']).toBe('attachment; filename="issue-1.docx"')
  expect(await stand.deps.ledger.verify()).toMatchObject({ ok: true, anchors: 1 })
  expect(
    (await browsers.lin('PUT', `/api/briefs/${id}/narrative`, { version: 7, sectionId: 's1', text: '改' })).body,
  ).toMatchObject({
    code: 'brief/signed',
  })
})

test.each([
  [{ kind: 'weekly', period: { fromAt: 7, toAt: 7 } }, 'brief/bad-period'],
  [{ kind: 'case', period: { fromAt: 0, toAt: 7 } }, 'brief/no-case'],
  [{ kind: 'case', period: { fromAt: 0, toAt: 7 }, caseId: 'AJ-2026-0009' }, 'record/none'],
])('%o is %s', async (form, code) => {
  expect((await browsers.lin('POST', '/api/briefs', form)).body).toMatchObject({ code })
})

const door = aSource({ id: 'hotline', name: '12328 热线', channel: 'hotline', kind: 'door' })

test('a source is added once, changed under its version, and gives its door key once to an administrator', async () => {
  const { lin, root } = browsers
  expect((await lin('POST', '/api/sources', { source: door })).body).toMatchObject({ id: 'hotline', version: 1 })
  expect((await lin('POST', '/api/sources', { source: door })).body).toMatchObject({
    code: 'source/exists',
    status: 409,
  })
  const bad = { ...door, id: 'feed', kind: 'rss', url: 'ftp://x' }
  expect((await lin('POST', '/api/sources', { source: bad })).body).toMatchObject({ code: 'source/bad-url' })
  expect((await lin('POST', '/api/sources/hotline/key', { version: 1 })).status).toBe(403)
  const { key } = (await root('POST', '/api/sources/hotline/key', { version: 1 })).body as unknown as { key: string }
  expect(await stand.deps.secrets.doorKeyOwner(key)).toBe('hotline')
  const { commits } = await stand.deps.ledger.history('source', 'hotline')
  expect(JSON.stringify(commits)).not.toContain(key)
  const { body } = await lin('GET', '/api/sources')
  expect(body.items).toMatchObject([{ id: 'hotline', version: 2, health: null }])
})

test('an imported file streams through, and every refused row can be fetched', async () => {
  await stand.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = stand.app.server.address() as AddressInfo
  const session = (await stand.deps.accounts.signIn('lin', '云州交通局的口令 2026', 60_000))!
  const lines = Readable.from(Array.from({ length: 400 }, (_, at) => `行${at}\n`))
  const answer = await fetch(`http://127.0.0.1:${port}/api/import?source=hotline&format=csv`, {
    method: 'POST',
    headers: { cookie: `guanlan=${session.token}`, 'content-type': 'text/csv' },
    body: Readable.toWeb(lines) as never,
    duplex: 'half',
  } as RequestInit)
  expect(answer.status).toBe(200)
  const outcome = (await answer.json()) as { report: unknown[]; reportUrl: string }
  expect(outcome).toMatchObject({ id: 'hotline-csv', rows: 400, accepted: 280, refused: 120 })
  expect(outcome.report).toHaveLength(100)
  const report = await browsers.lin('GET', outcome.reportUrl)
  expect(report.text.trim().split('\r\n')).toHaveLength(121)
  expect(report.text).toContain(`120,ingest/bad-row,"'=坏行"`)
  const huge = await browsers.lin('POST', '/api/import?source=hotline&format=csv', undefined, {
    payload: Buffer.alloc(1_000_001, 'x'),
    headers: { 'content-type': 'text/csv' },
  })
  expect(huge.body).toMatchObject({ code: 'http/too-large', status: 413 })
})
