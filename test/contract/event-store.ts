import type { EventRecord } from '@guanlan/domain'
import type { Assignment, EventStore } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NOON, type Opened } from './opened.ts'

const measure = { value: null, components: {}, version: 'none' }

const event = (id: string, lastSeenAt = NOON, change: Partial<EventRecord> = {}): EventRecord => ({
  id,
  title: '出租汽车停运',
  watchIds: ['taxi'],
  firstMentionId: `${id}-1`,
  firstSeenAt: NOON,
  lastSeenAt,
  mentions: 1,
  copies: 0,
  negative: 1,
  byChannel: { forum: 1 },
  bySentiment: { negative: 1, neutral: 0, positive: 0 },
  byTopic: { taxi: 1 },
  words: ['停运'],
  exemplars: [`${id}-1`],
  heat: measure,
  negativity: measure,
  risk: measure,
  suggestion: null,
  mergedInto: null,
  ...change,
})

const assigned = (arrivalSeq: number, mentionId: string, eventId: string): Assignment => ({
  mentionId,
  eventId,
  arrivalSeq,
  reason: '{"near":0.9}',
  at: NOON + arrivalSeq,
})

/** What every event store promises; `open` gives an empty one. */
export function eventStoreContract(name: string, open: () => Promise<Opened<EventStore>>): void {
  describe(`event store: ${name}`, () => {
    let place: Opened<EventStore>
    let store: EventStore
    beforeEach(async () => {
      place = await open()
      store = place.port
    })
    afterEach(() => place.destroy())

    test('begins empty', async () => {
      expect(await store.get('e1')).toBeNull()
      expect(await store.list({ limit: 5 })).toEqual({ events: [], next: null })
      expect(await store.members('e1')).toEqual([])
      expect([await store.lastArrivalSeq(), await store.appliedPosition(), await store.getState('x')]).toEqual([
        0,
        0,
        null,
      ])
    })

    test('scrubbing changes no answer', async () => {
      await store.assign(1, [assigned(1, 'm1', 'e1')], [event('e1')])
      const renamed = event('e1', NOON, { title: '另一个标题' })
      await store.assign(1, [], [renamed])
      await store.scrub()
      expect(await store.get('e1')).toEqual(renamed)
      expect(await store.members('e1')).toEqual([assigned(1, 'm1', 'e1')])
    })

    test('the first assignment of a mention wins for ever', async () => {
      const first = [assigned(1, 'm1', 'e1'), assigned(2, 'm2', 'e1')]
      expect(await store.assign(1, first, [event('e1')])).toEqual(first)
      const again = await store.assign(1, [assigned(3, 'm2', 'e9'), assigned(4, 'm3', 'e2')], [event('e2')])
      expect(again).toEqual([first[1], assigned(4, 'm3', 'e2')])
      expect(await store.eventsOf(['m1', 'm2', 'm3', 'm4'])).toEqual(['e1', 'e1', 'e2', null])
      expect(await store.members('e1')).toEqual(first)
      expect(await store.lastArrivalSeq()).toBe(4)
    })

    test('a batch handed over twice changes nothing', async () => {
      const batch = [assigned(1, 'm1', 'e1'), assigned(2, 'm2', 'e1')]
      await store.assign(1, batch, [event('e1')])
      expect(await store.assign(1, batch, [event('e1')])).toEqual(batch)
      expect(await store.assignments(0, 10)).toEqual(batch)
      expect(await store.assignments(1, 10)).toEqual([batch[1]])
      expect(await store.assignments(0, 1)).toEqual([batch[0]])
    })

    test('refuses one arrival number for two mentions, whole', async () => {
      await store.assign(1, [assigned(1, 'm1', 'e1')], [event('e1')])
      const refused = store.assign(1, [assigned(2, 'm2', 'e2'), assigned(1, 'm3', 'e2')], [event('e2')])
      await expect(refused).rejects.toMatchObject({ name: 'Conflict', code: 'event/sequence-taken' })
      expect(await store.eventsOf(['m2', 'm3'])).toEqual([null, null])
      expect(await store.get('e2')).toBeNull()
    })

    test('stores events whole and replaces them', async () => {
      await store.assign(1, [], [event('e1'), event('e2')])
      const grown = event('e1', NOON + 5, { mentions: 7 })
      await store.assign(1, [], [grown])
      expect(await store.get('e1')).toEqual(grown)
      expect(await store.getMany(['e2', 'none', 'e1'])).toEqual([event('e2'), null, grown])
    })

    test('refuses every write of an older fence once a newer one has written', async () => {
      await store.assign(3, [assigned(1, 'm1', 'e1')], [event('e1')])
      await store.putState(4, 'detector', 'new')
      const late = [
        store.assign(3, [assigned(2, 'm2', 'e1')], [event('e1', NOON, { mentions: 99 })]),
        store.applyMove(3, 1, [{ mentionId: 'm1', toEventId: 'e2' }], []),
        store.putState(3, 'detector', 'old'),
      ]
      for (const write of late) await expect(write).rejects.toMatchObject({ name: 'Conflict', code: 'event/fenced' })
      expect(await store.eventsOf(['m1', 'm2'])).toEqual(['e1', null])
      expect((await store.get('e1'))?.mentions).toBe(1)
      expect(await store.getState('detector')).toBe('new')
      expect(await store.appliedPosition()).toBe(0)
    })

    test('remembers the fence over a crash', async () => {
      await store.putState(7, 'detector', 'a')
      const again = await place.reopen()
      await expect(again.putState(6, 'detector', 'b')).rejects.toMatchObject({ code: 'event/fenced' })
      expect(await again.getState('detector')).toBe('a')
    })

    test('applies a person’s merge once, by ledger position, and keeps what alerting had decided', async () => {
      const batch = [assigned(1, 'm1', 'e1'), assigned(2, 'm2', 'e2'), assigned(3, 'm3', 'e1')]
      await store.assign(1, batch, [event('e1'), event('e2')])
      const merge = [{ mentionId: 'm2', toEventId: 'e1' }]
      expect(await store.applyMove(1, 10, merge, [event('e2', NOON, { mergedInto: 'e1' })])).toBe(true)
      expect((await store.members('e1')).map(member => [member.mentionId, member.eventId])).toEqual([
        ['m1', 'e1'],
        ['m2', 'e1'],
        ['m3', 'e1'],
      ])
      expect(await store.members('e2')).toEqual([])
      expect(await store.eventsOf(['m2'])).toEqual(['e1'])
      expect((await store.get('e2'))?.mergedInto).toBe('e1')

      for (const position of [10, 9]) {
        expect(await store.applyMove(1, position, [{ mentionId: 'm2', toEventId: 'e2' }], [event('e2')])).toBe(false)
      }
      expect(await store.eventsOf(['m2'])).toEqual(['e1'])
      expect((await store.get('e2'))?.mergedInto).toBe('e1')
      expect(await store.appliedPosition()).toBe(10)
      expect(await store.assignments(0, 10)).toEqual(batch) // a replay meets the decisions, not the corrections
      expect(await store.assign(1, [batch[1]!], [])).toEqual([batch[1]])
    })

    test('lists by newest activity, page by page, ties by id', async () => {
      const events = Array.from({ length: 10 }, (_, n) => event(`e${n}`, NOON + Math.floor(n / 3)))
      await store.assign(1, [], events)
      const order: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await store.list(after === undefined ? { limit: 4 } : { limit: 4, after })
        order.push(...page.events.map(one => one.id))
        if (page.next === null) break
        after = page.next
      }
      expect(order).toEqual(['e9', 'e6', 'e7', 'e8', 'e3', 'e4', 'e5', 'e0', 'e1', 'e2'])
      const active = await store.list({ activeSince: NOON + 2, limit: 10 })
      expect(active.events.map(one => one.id)).toEqual(['e9', 'e6', 'e7', 'e8'])
      await expect(store.list({ limit: 4, after: '???' })).rejects.toMatchObject({ code: 'event/bad-cursor' })
    })

    test('keeps everything over a crash', async () => {
      const batch = [assigned(1, 'm1', 'e1'), assigned(2, 'm2', 'e1')]
      await store.assign(1, batch, [event('e1')])
      const again = await place.reopen()
      expect(await again.members('e1')).toEqual(batch)
      expect(await again.get('e1')).toEqual(event('e1'))
      expect(await again.lastArrivalSeq()).toBe(2)
    })
  })
}
