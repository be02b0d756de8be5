import {
  type Analysed,
  DAY_MS,
  dayStart,
  HOUR_MS,
  MINUTE_MS,
  type Source,
  Unavailable,
  type Watch,
} from '@guanlan/domain'
import * as embedded from '@guanlan/embedded'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aSource } from './source.fixture.ts'
import { SourceAlarms } from './source-alarms.ts'
import { type Browser, OPENED_AT, openStand, type Stand } from './stand.ts'
import { mentionOf } from './stand-records.ts'
import { moveBy, writeOne } from './writing.ts'

const sourceOf = (id: string, name: string, kind: Source['kind']) => {
  const asked = { url: `https://${id}.yunzhou.example/`, schedule: '*/10 * * * *' }
  return aSource({ id, name, channel: 'forum', kind, ...(kind === 'door' ? {} : asked) })
}

let stand: Stand
let lin: Browser
beforeEach(async () => {
  stand = await openStand(embedded, ['lin', 'wen'])
  lin = await stand.as('lin')
})
afterEach(() => stand.close())

async function addSource(source: Source): Promise<void> {
  const account = (await stand.deps.accounts.list()).find(({ id }) => id === 'lin')!
  await writeOne(stand.deps, 'source', source.id, 0, [
    moveBy(account, OPENED_AT, 'source', source.id, 'added', { source }),
  ])
}

/** Mentions of a source, so many at noon of each of the days before today, the last being yesterday. */
function brought(sourceId: string, counts: readonly number[]): readonly Analysed[] {
  return counts.flatMap((count, n) => {
    const noon = dayStart(OPENED_AT) - (counts.length - n) * DAY_MS + 12 * HOUR_MS
    return Array.from({ length: count }, (_, k) => mentionOf(`${sourceId}-${n}-${k}`, { sourceId, seenAt: noon + k }))
  })
}

test('a source that falls silent raises an alarm at the second look; somebody is at it; it ends when the source speaks again', async () => {
  await addSource(sourceOf('queming', '鹊鸣论坛', 'door'))
  await addSource(sourceOf('wanbao', '云州晚报', 'door'))
  const talkative = Array.from({ length: 28 }, (_, n) => 3 + (n % 2))
  await stand.deps.index.write([
    ...brought('queming', [...talkative.slice(0, 23), 0, 0, 0, 0, 0]),
    ...brought('wanbao', talkative),
  ])
  const watching = new SourceAlarms(stand.deps)
  expect(await watching.look()).toEqual([])
  expect(await watching.look()).toEqual(['queming'])
  expect(await watching.look()).toEqual([])

  const { body } = await lin('GET', '/api/alarms')
  expect(body.items).toMatchObject([
    {
      id: 'source-queming',
      name: '鹊鸣论坛',
      state: { trouble: 'silent', note: expect.stringContaining('最近一条在'), endedAt: null, seenBy: null },
    },
  ])
  const { version } = (body.items as unknown as { version: number }[])[0]!
  expect((await lin('POST', '/api/alarms/source-queming/seen', { version })).body).toMatchObject({
    state: { seenBy: { name: '林晓舟' }, trouble: 'silent' },
  })
  expect((await lin('POST', '/api/alarms/source-queming/seen', { version })).status).toBe(409)
  expect((await lin('GET', '/api/sources')).body.items).toMatchObject([
    { id: 'queming', watched: { trouble: 'silent', yesterday: 0, band: { usual: 3 } } },
    { id: 'wanbao', watched: { trouble: null, yesterday: 4 } },
  ])

  await stand.deps.index.write([mentionOf('again', { sourceId: 'queming', seenAt: OPENED_AT - MINUTE_MS })])
  stand.clock.advance(MINUTE_MS)
  expect(await watching.look()).toEqual(['queming'])
  expect((await lin('GET', '/api/alarms')).body.items).toEqual([])
  const { commits } = await stand.deps.ledger.history('alarm', 'source-queming')
  expect(commits.flatMap(({ moves }) => moves.map(({ type, by }) => `${type} ${by.name}`))).toEqual([
    'raised 系统',
    'seen 林晓舟',
    'ended 系统',
  ])
})

test('a crawler that succeeds without ever reading anything is in trouble, and so is one whose page lost its links', async () => {
  await addSource(sourceOf('board', '民生留言板', 'list'))
  await addSource(sourceOf('paper', '云州日报', 'list'))
  const health = {
    lastAttemptAt: OPENED_AT,
    lastSuccessAt: OPENED_AT,
    lastError: null,
    failuresInRow: 0,
    itemsLastRun: 0,
    itemsTotal: 0,
    nextDueAt: OPENED_AT + 10 * MINUTE_MS,
  }
  await stand.deps.frontier.putHealth({ ...health, sourceId: 'board' })
  await stand.deps.frontier.putHealth({
    ...health,
    sourceId: 'paper',
    lastError: 'crawl/no-links',
    failuresInRow: 1,
    itemsTotal: 40,
  })
  const watching = new SourceAlarms(stand.deps)
  await watching.look()
  await watching.look()
  const { body } = await lin('GET', '/api/alarms')
  const told = (body.items as unknown as { name: string; state: { trouble: string } }[]).map(
    ({ name, state }) => `${name} ${state.trouble}`,
  )
  expect(told.sort()).toEqual(['云州日报 layout', '民生留言板 empty'])
})

test('while the index is away the sources are listed all the same, and nothing is raised', async () => {
  const away = async () => {
    throw new Unavailable('index/away')
  }
  const blind = await openStand(embedded, ['lin'], { index: { ...stand.deps.index, facets: away, search: away } })
  try {
    const account = (await blind.deps.accounts.list())[0]!
    const source = sourceOf('queming', '鹊鸣论坛', 'door')
    await writeOne(blind.deps, 'source', source.id, 0, [
      moveBy(account, OPENED_AT, 'source', source.id, 'added', { source }),
    ])
    const { status, body } = await (await blind.as('lin'))('GET', '/api/sources')
    expect([status, body.items]).toMatchObject([200, [{ id: 'queming', watched: null }]])
    await expect(new SourceAlarms(blind.deps).look()).rejects.toMatchObject({ code: 'index/away' })
    expect(blind.records.list('alarm')).toEqual([])
  } finally {
    await blind.close()
  }
})

test('a watch tells which sources feed it and which of them are in trouble', async () => {
  await addSource(sourceOf('queming', '鹊鸣论坛', 'door'))
  const account = (await stand.deps.accounts.list()).find(({ id }) => id === 'lin')!
  const watch: Watch = {
    id: 'taxi',
    name: '出租车',
    query: '停运',
    topics: [],
    regions: [],
    owner: 'lin',
    active: true,
    createdAt: OPENED_AT,
  }
  await writeOne(stand.deps, 'watch', 'taxi', 0, [moveBy(account, OPENED_AT, 'watch', 'taxi', 'added', { watch })])
  await stand.deps.index.write(brought('queming', [...Array.from({ length: 20 }, () => 2), 0, 0, 0, 0, 0, 0]))
  expect((await lin('GET', '/api/watches/coverage')).body.items).toEqual([
    {
      watchId: 'taxi',
      name: '出租车',
      mentions: 40,
      sources: [{ sourceId: 'queming', name: '鹊鸣论坛', count: 40, trouble: 'silent' }],
    },
  ])
})
