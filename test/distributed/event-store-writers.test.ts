import { openElasticEventStore } from '@guanlan/distributed'
import type { EventRecord } from '@guanlan/domain'
import type { Assignment } from '@guanlan/ports'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { elasticRoom, testServer } from '../contract/elastic-place.ts'
import { NOON } from '../contract/opened.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

const measure = { value: null, components: {}, version: 'none' }
const event = (id: string, mentions = 1): EventRecord => ({
  id,
  title: '出租汽车停运',
  watchIds: ['taxi'],
  firstMentionId: 'm1',
  firstSeenAt: NOON,
  lastSeenAt: NOON,
  mentions,
  copies: 0,
  negative: 0,
  byChannel: {},
  bySentiment: { negative: 0, neutral: mentions, positive: 0 },
  byTopic: {},
  words: [],
  exemplars: ['m1'],
  heat: measure,
  negativity: measure,
  risk: measure,
  suggestion: null,
  mergedInto: null,
})
const assigned = (arrivalSeq: number, mentionId: string, eventId: string): Assignment => ({
  mentionId,
  eventId,
  arrivalSeq,
  reason: '{}',
  at: NOON,
})

describe('an event store with two processes', () => {
  let room: Awaited<ReturnType<typeof elasticRoom>>
  beforeEach(async () => {
    room = await elasticRoom(server.url(), ['events', 'assignments', 'event-log', 'event-states', 'documents'])
  })
  afterEach(() => room.remove())

  test('a leader that was fenced out writes nothing more, even what it had long decided', async () => {
    const [old, next] = [openElasticEventStore(room.elastic), openElasticEventStore(room.elastic)]
    await old.assign(1, [assigned(1, 'm1', 'e1')], [event('e1')])
    await next.assign(2, [assigned(2, 'm2', 'e1')], [event('e1', 2)])
    const late = [
      old.assign(1, [assigned(2, 'm3', 'e2')], [event('e1', 99), event('e2')]),
      old.putState(1, 'detector', 'old'),
      old.applyMove(1, 5, [{ mentionId: 'm1', toEventId: 'e2' }], [event('e2')]),
    ]
    for (const write of late) await expect(write).rejects.toMatchObject({ name: 'Conflict', code: 'event/fenced' })
    expect(await next.getMany(['e1', 'e2'])).toEqual([event('e1', 2), null])
    expect(await next.eventsOf(['m1', 'm2', 'm3'])).toEqual(['e1', 'e1', null])
    expect(await next.lastArrivalSeq()).toBe(2)
  })

  test('of two leaders that write at the same moment under one fence neither overwrites the other', async () => {
    const stores = [openElasticEventStore(room.elastic), openElasticEventStore(room.elastic)]
    const answers = await Promise.all(
      stores.map(async (store, s) => {
        const mine: (readonly Assignment[])[] = []
        for (let n = 0; n < 20; n++) mine.push(await store.assign(1, [assigned(1 + n * 2 + s, `m${n}`, `e${s}`)], []))
        return mine
      }),
    )
    expect(answers[0]).toEqual(answers[1]) // the first assignment of each mention, whoever made it
    const all = await stores[0]!.assignments(0, 100)
    expect(all).toHaveLength(20)
    expect(all.map(({ mentionId }) => mentionId).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `m${n}`).sort())
  })

  test('what a leader had decided when it died is finished by the next one', async () => {
    const first = openElasticEventStore(room.elastic)
    await first.assign(1, [assigned(1, 'm1', 'e1')], [event('e1')])
    // A change that reached the log and nothing else: the leader died right after.
    const { prefix } = room.elastic
    const assignment = { mentionId: 'm2', seq: 2, eventId: 'e1', currentId: 'e1', reason: '{}', at: NOON }
    const writes = [
      { collection: 'events', id: 'e1', doc: { id: 'e1', lastSeenAt: NOON, event: event('e1', 2) } },
      { collection: 'assignments', id: 'm2', doc: assignment },
    ]
    const document = { number: 2, fence: 1, position: 0, seq: 2, writes }
    await room.elastic.ask(client => client.create({ index: `${prefix}-event-log`, id: '000000000002', document }))

    const next = openElasticEventStore(room.elastic)
    expect(await next.lastArrivalSeq()).toBe(2)
    expect(await next.eventsOf(['m1', 'm2'])).toEqual(['e1', 'e1'])
    expect((await next.get('e1'))?.mentions).toBe(2)
    expect(await next.assign(2, [assigned(3, 'm2', 'e9')], [])).toEqual([assigned(2, 'm2', 'e1')])
    expect(await next.assignments(0, 10)).toEqual([assigned(1, 'm1', 'e1'), assigned(2, 'm2', 'e1')])
  })
})
