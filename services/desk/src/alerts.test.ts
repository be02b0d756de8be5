import { type EventPhrases, HOUR_MS, MINUTE_MS, phrasesState } from '@guanlan/domain'
import * as embedded from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barsOf, lastHours } from './courses.ts'
import { type Browser, OPENED_AT, openStand, type Stand } from './stand.ts'
import { mentionOf, raiseAlert } from './stand-records.ts'

let stand: Stand
let lin: Browser
let tang: Browser
beforeAll(async () => {
  stand = await openStand(embedded, ['lin', 'tang', 'he'])
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) await raiseAlert(stand, id, [mentionOf(`m-${id}`)], id !== 'b')
  lin = await stand.as('lin')
  tang = await stand.as('tang')
})
afterAll(() => stand.close())

test('an alert shows why, the places that matched, its course and the clocks that run', async () => {
  const { status, body } = await lin('GET', '/api/alerts/a')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    id: 'a',
    version: 1,
    event: { id: 'event-a' },
    clock: { id: 'register', name: '登记立案', kind: 'internal', dueAt: OPENED_AT + 7 * MINUTE_MS },
    exemplars: [{ id: 'm-a', eventId: 'event-a', spans: [{ field: 'text', from: 7, to: 10 }], sourceName: 'forum-1' }],
    history: [{ type: 'raised', position: 1 }],
  })
  const clocks = body.clocks as unknown as readonly { id: string; unconfirmed: boolean }[]
  expect(clocks.map(clock => clock.id)).toEqual(['register', 'answer-5h', 'press-24h', 'answer-48h'])
  const { clocks: soft } = (await lin('GET', '/api/alerts/b')).body
  expect((soft as unknown as readonly { id: string }[]).map(clock => clock.id)).toEqual(['register', 'answer-48h'])
  const trend = body.trend as unknown as { bars: readonly { count: number; negative: number }[] }
  expect(trend.bars).toEqual([{ at: expect.any(Number), count: 1, negative: 1 }])
})

test('of two officers who claim at once one gets it, and the other sees who', async () => {
  const both = await Promise.all([
    lin('POST', '/api/alerts/a/claim', { version: 1 }),
    tang('POST', '/api/alerts/a/claim', { version: 1 }),
  ])
  expect(both.map(answer => answer.status).toSorted()).toEqual([200, 409])
  const refused = both.find(answer => answer.status === 409)!
  expect(refused.headers['content-type']).toContain('application/problem+json')
  expect(refused.body).toMatchObject({ current: { id: 'a', version: 2, state: { owner: { id: expect.any(String) } } } })
})

test('a write under an old version changes nothing and brings the record as it stands', async () => {
  expect((await lin('POST', '/api/alerts/b/claim', { version: 1 })).body).toMatchObject({ version: 2 })
  const late = await lin('POST', '/api/alerts/b/dismiss', { version: 1, reason: '重复' })
  expect(late.body).toMatchObject({
    code: 'desk/stale',
    status: 409,
    current: { version: 2, state: { state: 'open' } },
  })
  expect((await tang('POST', '/api/alerts/b/claim', { version: 2 })).body).toMatchObject({ code: 'alert/owned' })
  expect((await tang('POST', '/api/alerts/b/release', { version: 2 })).body).toMatchObject({ code: 'alert/not-yours' })
})

test('the tabs hold each alert once, and a read after a write sees it', async () => {
  const tabs = async (browser: Browser) => {
    const lists = ['open', 'mine', 'snoozed', 'handled'].map(async tab => {
      const { items } = (await browser('GET', `/api/alerts?tab=${tab}`)).body
      return (items as unknown as readonly { id: string }[]).map(item => item.id)
    })
    return (await Promise.all(lists)).flat().toSorted().join('')
  }
  expect(await tabs(lin)).toBe('abcdef')
  await lin('POST', '/api/alerts/c/dismiss', { version: 1, reason: '与本局无关' })
  await lin('POST', '/api/alerts/d/snooze', { version: 1, until: OPENED_AT + HOUR_MS })
  expect(await tabs(lin)).toBe('abcdef')
  const { counts, items } = (await lin('GET', '/api/alerts?tab=handled')).body
  expect(counts).toMatchObject({ snoozed: 1, handled: 1 })
  expect(items).toMatchObject([{ id: 'c', clock: null, state: { dismissed: { reason: '与本局无关' } } }])
  expect((await lin('POST', '/api/alerts/c/claim', { version: 2 })).body).toMatchObject({ code: 'alert/handled' })
  expect((await lin('POST', '/api/alerts/c/reopen', { version: 2 })).body).toMatchObject({ state: { state: 'open' } })
})

test.each([
  [{ until: OPENED_AT }, 'alert/bad-time'],
  [{ until: OPENED_AT + 31 * 24 * HOUR_MS }, 'alert/bad-time'],
])('稍后 until %o is refused', async (form, code) => {
  expect((await lin('POST', '/api/alerts/f/snooze', { version: 1, ...form })).body).toMatchObject({ code, status: 422 })
})

test('a case opens with its alert in one commit, and another alert joins it in one', async () => {
  const opened = await lin('POST', '/api/alerts/e/open-case', { version: 1, title: '网传停运' })
  expect(opened.body).toMatchObject({
    alert: { version: 2, state: { state: 'in-case', caseId: 'AJ-2026-0001' } },
    case: { id: 'AJ-2026-0001', version: 1, state: { title: '网传停运', stage: 'collecting', hardTrigger: true } },
  })
  const { alert, case: made } = opened.body as unknown as Record<string, { position: number }>
  expect(alert!.position).toBe(made!.position)
  const times = { publishedAt: OPENED_AT - HOUR_MS, detectedAt: OPENED_AT - 8 * MINUTE_MS, claimedAt: null }
  expect((opened.body.case as unknown as { state: object }).state).toMatchObject({ times })
  expect((await lin('POST', '/api/alerts/f/merge', { version: 1, caseId: 'AJ-2026-0001' })).body).toMatchObject({
    state: { caseId: 'AJ-2026-0001' },
  })
  const { body } = await lin('GET', '/api/cases/AJ-2026-0001')
  expect(body).toMatchObject({
    record: { version: 2, state: { alertIds: ['e', 'f'], eventIds: ['event-e', 'event-f'] } },
  })
  expect(body.alerts).toHaveLength(2)
  expect((await lin('POST', '/api/alerts/f/open-case', { version: 2 })).body).toMatchObject({ code: 'alert/handled' })
})

test('cases opened at the same moment get numbers of their own', async () => {
  for (const id of ['x', 'y', 'z']) await raiseAlert(stand, id, [mentionOf(`m-${id}`)])
  const opened = await Promise.all(
    ['x', 'y', 'z'].map(id => lin('POST', `/api/alerts/${id}/open-case`, { version: 1 })),
  )
  expect(opened.map(answer => answer.status)).toEqual([200, 200, 200])
  const numbers = opened.map(answer => (answer.body.case as unknown as { id: string }).id)
  expect(numbers.toSorted()).toEqual(['AJ-2026-0002', 'AJ-2026-0003', 'AJ-2026-0004'])
})

test('a merge and a split of events are recorded for alerting, with a reason', async () => {
  const merged = await lin('POST', '/api/events/event-a/merge', { into: 'event-b', reason: '同一件事' })
  expect(merged.status).toBe(202)
  const { commits } = await stand.deps.ledger.history('event', 'event-a')
  expect(commits[0]?.moves[0]).toMatchObject({ type: 'merged', body: { into: 'event-b' }, reason: '同一件事' })
  const whole = { mentionIds: ['m-c'], reason: '不是一件事' }
  expect((await lin('POST', '/api/events/event-c/split', whole)).body).toMatchObject({ code: 'event/bad-split' })
  expect((await lin('POST', '/api/events/event-a/merge', { into: 'event-a', reason: '误' })).status).toBe(422)
  expect((await lin('GET', '/api/events/none')).status).toBe(404)
})

test('an event shows its members, exemplars first', async () => {
  await raiseAlert(
    stand,
    'many',
    Array.from({ length: 60 }, (_, at) => mentionOf(`many-${at}`)),
  )
  const { body } = await lin('GET', '/api/events/event-many')
  expect(body).toMatchObject({
    members: 60,
    alertId: 'many',
    channels: [{ channel: 'forum', name: '论坛', count: 60 }],
  })
  const first = body.mentions as unknown as readonly { id: string }[]
  expect(first).toHaveLength(50)
  expect(first[0]?.id).toBe('many-0')
  const rest = (await lin('GET', '/api/events/event-many/mentions?after=50')).body
  expect(rest).toMatchObject({ total: 60, next: null })
  const ids = [...first, ...(rest.mentions as unknown as readonly { id: string }[])].map(one => one.id)
  expect(new Set(ids).size).toBe(60)
})

test('marks of an edited mention are found anew, never laid on the wrong words', async () => {
  const watch = { id: 'taxi', name: '出租', query: '停运', topics: [], regions: [] }
  await lin('POST', '/api/watches', { watch })
  await raiseAlert(stand, 'edited', [mentionOf('e1')], true, ['taxi'])
  await stand.deps.index.write([mentionOf('e1', { contentVersion: 2, text: '已更正：25号不停运' })])
  expect((await lin('GET', '/api/alerts/edited')).body.exemplars).toMatchObject([
    { text: '已更正：25号不停运', spans: [{ field: 'text', from: 8, to: 10 }] },
  ])
})

test('bars are whole hours or days at +08:00 and leave none out', () => {
  const { fromAt, toAt } = lastHours(OPENED_AT, 24)
  const bars = barsOf(
    [
      { at: OPENED_AT, negative: true },
      { at: fromAt - 1, negative: true },
    ],
    'hour',
    { fromAt, toAt },
  )
  expect(bars).toHaveLength(24)
  expect(bars.at(-1)).toEqual({ at: toAt - HOUR_MS, count: 1, negative: 1 })
  const days = barsOf([], 'day', { fromAt: OPENED_AT, toAt: OPENED_AT + 48 * HOUR_MS })
  expect(days.map(bar => bar.at)).toEqual([0, 24, 48].map(hours => Date.UTC(2026, 10, 22, 16 + hours)))
})

test('the key phrases alerting keeps of an event come with their search and with how they stand to the weeks before', async () => {
  const { events } = stand.deps
  const before = (await lin('GET', '/api/events/event-a')).body
  expect(before.phrases).toBeNull()
  const period = { fromAt: OPENED_AT - 28 * 86_400_000, toAt: OPENED_AT }
  const kept: EventPhrases = {
    phrases: [{ phrase: '栖澜芷苑', kind: 'new', mentions: 6, before: 4, times: 12.34 }],
    of: 8,
    against: 'before',
    period,
    before: 1000,
    total: 8,
    at: OPENED_AT,
  }
  await events.putState(1, phrasesState('event-a'), JSON.stringify(kept))
  const { body } = await lin('GET', '/api/events/event-a')
  expect(body.phrases).toEqual({
    at: OPENED_AT,
    of: 8,
    against: 'before',
    before: 1000,
    ...period,
    comparable: true,
    items: [{ phrase: '栖澜芷苑', kind: 'new', mentions: 6, times: '此前的 12 倍', q: '"栖澜芷苑"' }],
  })
})
