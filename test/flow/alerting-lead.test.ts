import { type Analysed, Conflict, HOUR_MS, MINUTE_MS, SECOND_MS } from '@guanlan/domain'
import type { EventStore, Lease } from '@guanlan/ports'
import { Records } from '@guanlan/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AlertingHouse, alertingHouse, chorus, said, TEN, until } from './alerting-house.ts'

let house: AlertingHouse
beforeEach(async () => {
  house = await alertingHouse()
  await house.watch('all', '公交 OR 甩站 OR 出租车 OR 桥')
})
afterEach(() => house.close())

const bridge = (n: number) =>
  said({
    id: `bridge-${n}`,
    text: `澄江大桥半幅封闭，堵了${n}公里`,
    words: '澄江 大桥 半幅 封闭 堵车',
    at: TEN - n * MINUTE_MS,
  })

/** Two happenings mixed, as they might arrive. */
const mixed: readonly Analysed[] = chorus(30, TEN).flatMap((mention, n) =>
  n % 3 === 0 ? [mention, bridge(n)] : [mention],
)

const assignmentsOf = async (events: EventStore) =>
  (await events.assignments(0, 1000)).map(({ mentionId, eventId, arrivalSeq }) => ({ mentionId, eventId, arrivalSeq }))

test('one leads, the other stands by and takes over within 30 s of silence', async () => {
  const a = await house.start('a')
  const b = await house.start('b')
  expect([a.leading(), b.leading()]).toEqual([true, false])
  await a.stop()
  let waited = 0
  while (!b.leading() && waited < 30 * SECOND_MS) {
    house.clock.advance(SECOND_MS)
    waited += SECOND_MS
    await b.beat()
  }
  expect(b.leading()).toBe(true)
  await house.tell(...mixed)
  expect(b.progress()?.seq).toBe(mixed.length)
})

test('a leader that lost its lease unknowingly can write nothing', async () => {
  const a = await house.start('a')
  const b = await house.start('b')
  await house.tell(...mixed.slice(0, 5))
  await house.lease.release('alerting', 'a')
  await b.beat()
  await expect(a.tick(TEN)).rejects.toThrow(Conflict)
  await a.beat()
  await b.beat()
  expect([a.leading(), b.leading()]).toEqual([false, true])
})

test('a beat that fails keeps no later beat from leading', async () => {
  let failures = 0
  const lease: Lease = {
    ...house.lease,
    acquire: async (...asked) => {
      if (failures-- > 0) throw new Error('a bug')
      return house.lease.acquire(...asked)
    },
  }
  const a = await house.start('a')
  const b = await house.start('b', { lease })
  await a.stop()
  failures = 1
  await expect(b.beat()).rejects.toThrow('a bug')
  await b.beat()
  expect(b.leading()).toBe(true)
})

test('whoever takes over goes on as if nobody had changed', async () => {
  const once = await alertingHouse()
  await once.watch('all', '公交 OR 甩站 OR 出租车 OR 桥')
  await once.start('only')
  await once.tell(...mixed.slice(0, 20))
  await once.tell(...mixed.slice(20))
  const expected = await assignmentsOf(once.events)
  await once.close()

  const a = await house.start('a')
  await house.tell(...mixed.slice(0, 20))
  await a.stop()
  await house.start('b')
  await house.tell(...mixed.slice(20))
  expect(await assignmentsOf(house.events)).toEqual(expected)
  expect(new Set(expected.map(({ eventId }) => eventId)).size).toBe(2)
})

test('a crash after the journal and before the assignments is finished by the next leader', async () => {
  const failing: EventStore = { ...house.events, assign: async () => Promise.reject(new Conflict('event/fenced')) }
  const a = await house.start('a', { events: failing, maxBatch: 100 })
  await house.bus.append(
    'analysed',
    mixed.map(mention => ({ key: mention.id, body: JSON.parse(JSON.stringify(mention)) })),
  )
  await until(async () => (await house.events.getState('journal/0')) !== null)
  expect(await house.events.lastArrivalSeq()).toBe(0)
  await house.lease.release('alerting', 'a')
  const b = await house.start('b')
  await a.beat()
  await b.beat()
  await house.tell(bridge(99))
  await until(() => b.progress()?.seq === mixed.length + 1)
  const assigned = await assignmentsOf(house.events)
  expect(assigned.map(({ arrivalSeq }) => arrivalSeq)).toEqual(assigned.map((_, at) => at + 1))
  expect(new Set(assigned.map(({ mentionId }) => mentionId)).size).toBe(mixed.length + 1)
  const events = await Promise.all([...new Set(assigned.map(({ eventId }) => eventId))].map(id => house.events.get(id)))
  expect(events.reduce((sum, event) => sum + event!.mentions, 0)).toBe(mixed.length + 1)
})

test('a crash between assignment and alert leaves no alert out', async () => {
  const strike = said({
    id: 'strike',
    text: '全市出租车司机集体停运',
    words: '全市 出租车 司机 集体停运',
    cue: { words: '集体停运', kind: 'action' },
  })
  const deaf = { ...house.ledger, append: async () => Promise.reject(new Conflict('ledger/stale')) }
  const blind = await Records.open(deaf, house.fatal)
  const b = await house.start('b', { records: blind, ledger: deaf })
  await house.bus.append('analysed', [{ key: 'strike', body: JSON.parse(JSON.stringify(strike)) }])
  await until(async () => (await house.events.lastArrivalSeq()) === 1)
  await house.lease.release('alerting', 'b')
  const c = await house.start('c')
  await b.beat()
  await c.beat()
  await until(() => house.alerts().length > 0)
  expect(house.alerts()).toHaveLength(1)
  await blind.close()
})

test('every mention has a reason that says what was compared', async () => {
  await house.start('a')
  await house.tell(...mixed)
  const reasons = (await house.events.assignments(0, 1000)).map(({ reason }) => JSON.parse(reason))
  expect(reasons[0]).toEqual({ rule: 'new', score: 1, copyOf: null, shared: [] })
  expect(reasons.filter(({ rule }) => rule === 'related').every(({ shared }) => shared.length >= 2)).toBe(true)
})

test('a lease held for long goes on while it is renewed', async () => {
  const a = await house.start('a')
  for (let minute = 0; minute < 3; minute++) {
    for (let beat = 0; beat < 12; beat++) {
      house.clock.advance(5 * SECOND_MS)
      await a.beat()
    }
  }
  await house.tell(...chorus(3, TEN - HOUR_MS))
  expect(a.leading()).toBe(true)
  expect(a.progress()?.seq).toBe(3)
})

test('the journal may go round; who takes over still knows everything', async () => {
  const a = await house.start('a', { maxBatch: 1 })
  const many = Array.from({ length: 530 }, (_, n) => ({ ...bridge(n % 40), id: `many-${n}` }))
  await house.tell(...many)
  await a.beat()
  const before = a.progress()
  await house.lease.release('alerting', 'a')
  const b = await house.start('b')
  await a.beat()
  await b.beat()
  expect(b.progress()).toEqual(before)
  expect(before?.seq).toBe(530)
})
