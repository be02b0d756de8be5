import type { Source } from '@guanlan/domain'
import * as embedded from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aSource } from './source.fixture.ts'
import { type Browser, openStand, type Stand } from './stand.ts'

let stand: Stand
let root: Browser
let lin: Browser
beforeAll(async () => {
  stand = await openStand(embedded, ['root', 'lin'])
  ;[root, lin] = await Promise.all([stand.as('root'), stand.as('lin')])
})
afterAll(() => stand.close())

const form = (change: Partial<Source> = {}) =>
  aSource({
    id: 'county-portal',
    name: '云川县人民政府',
    channel: 'gov',
    kind: 'list',
    url: 'https://www.yunchuan.example/xw/',
    schedule: 'adaptive 5-240',
    mediaRank: 'local',
    fetchWindow: '01:00-06:00',
    ...change,
  })
const path = '/api/sources/county-portal'

test('hours are kept with the source; hours nobody can read are refused', async () => {
  expect(await root('POST', '/api/sources', { source: form({ fetchWindow: '半夜' }) })).toMatchObject({
    status: 422,
    body: { code: 'source/bad-window' },
  })
  expect(await root('POST', '/api/sources', { source: form() })).toMatchObject({
    status: 201,
    body: { state: { fetchWindow: '01:00-06:00', schedule: 'adaptive 5-240' } },
  })
})

test('an override of robots.txt needs an administrator and a reason, is a move, and can be taken back', async () => {
  const override = { version: 1, reason: '县府办书面同意，函〔2026〕7号' }
  expect(await lin('POST', `${path}/robots-override`, override)).toMatchObject({ status: 403 })
  expect(await root('POST', `${path}/robots-override`, { ...override, reason: '  急 ' })).toMatchObject({
    status: 422,
    body: { code: 'source/no-reason' },
  })
  expect(await root('POST', `${path}/robots-override`, override)).toMatchObject({
    status: 200,
    body: { version: 2, state: { robotsOverride: { reason: override.reason, host: 'www.yunchuan.example' } } },
  })
  const { commits } = await stand.deps.ledger.history('source', 'county-portal')
  expect(commits.at(-1)!.moves[0]).toMatchObject({ type: 'robots-overridden', reason: override.reason })
  // a form can neither bring one in nor take it away
  const changed = await root('PUT', path, { version: 2, source: form({ name: '云川县政府网' }) })
  expect(changed.body).toMatchObject({ state: { name: '云川县政府网', robotsOverride: { reason: override.reason } } })
  const smuggled = { ...form(), robotsOverride: { reason: '无' } }
  expect((await root('PUT', path, { version: 3, source: smuggled })).status).toBe(400)
  expect(await root('POST', `${path}/robots-restore`, { version: 2 })).toMatchObject({ status: 409 })
  expect(await root('POST', `${path}/robots-restore`, { version: 3 })).toMatchObject({
    body: { state: { robotsOverride: null } },
  })
})

test('a door has no robots.txt to override', async () => {
  const door = { ...form({ id: 'a-door', kind: 'door', url: null, schedule: null, fetchWindow: null }) }
  expect((await root('POST', '/api/sources', { source: door })).status).toBe(201)
  const asked = { version: 1, reason: '没有必要的例外' }
  expect(await root('POST', '/api/sources/a-door/robots-override', asked)).toMatchObject({
    status: 422,
    body: { code: 'source/not-polled' },
  })
})

test('what held a source back and what went wrong, by kind, stand in its answer', async () => {
  await stand.deps.frontier.putHealth({
    sourceId: 'county-portal',
    lastAttemptAt: 5,
    lastSuccessAt: null,
    lastError: 'fetch/busy',
    failuresInRow: 2,
    itemsLastRun: 0,
    itemsTotal: 0,
    nextDueAt: 9,
    holding: { reason: 'asked', until: 9 },
    circuit: { state: 'closed', failures: 2 },
    everyMs: 600_000,
    errors: { 'fetch/busy': 2, 'crawl/trap': 30 },
  })
  const { body } = await lin('GET', '/api/sources')
  const items = body.items as unknown as readonly Record<string, unknown>[]
  expect(items.find(({ id }) => id === 'county-portal')).toMatchObject({
    health: { holding: { reason: 'asked', until: 9 }, everyMs: 600_000 },
    waitingPages: 0,
    errorCounts: [
      { code: 'crawl/trap', words: expect.stringContaining('无穷无尽'), times: 30 },
      { code: 'fetch/busy', words: expect.any(String), times: 2 },
    ],
  })
})
