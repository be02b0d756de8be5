import { DAY_MS, type Json, Unavailable } from '@guanlan/domain'
import type { Bus } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { busTrouble } from './bus-trouble.ts'
import { bodies, drained, gather, numbered, options, signalled } from './gather.ts'
import type { Opened } from './opened.ts'

/** What every bus promises; `open` gives an empty one. */
export function busContract(name: string, open: () => Promise<Opened<Bus>>): void {
  describe(`bus: ${name}`, () => {
    let place: Opened<Bus>
    let bus: Bus
    beforeEach(async () => {
      place = await open()
      bus = place.port
    })
    afterEach(() => place.destroy())

    busTrouble(() => bus)

    test('hands over what was appended, in order, with offsets that rise', async () => {
      const sent: Json[] = [{ 标题: '公交改线', n: 1.5 }, null, 'x'.repeat(5000), [true, { a: [] }]]
      await bus.append(
        'raw',
        sent.map(body => ({ key: '信源', body })),
      )
      const seen = gather()
      await bus.consume('raw', 'ingest', seen.handle, options)
      const deliveries = await seen.reached(4)
      expect(bodies(deliveries)).toEqual(sent)
      expect(new Set(deliveries.map(d => `${d.stream} ${d.key} ${d.partition}`)).size).toBe(1)
      const offsets = deliveries.map(d => d.offset)
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b))
      expect(new Set(offsets).size).toBe(4)
    })

    test('wakes a waiting group, and keeps batches within their limit', async () => {
      const seen = gather()
      await bus.consume('raw', 'ingest', seen.handle, options)
      await bus.append('raw', numbered(35))
      await seen.reached(35)
      expect(Math.max(...seen.batches)).toBeLessThanOrEqual(10)
    })

    test('keeps order within a key while twenty writers append at once', async () => {
      const seen = gather()
      await bus.consume('mentions', 'classifier', seen.handle, { ...options, maxBatch: 64 })
      const writer = async (key: string) => {
        for (let n = 0; n < 25; n++) await bus.append('mentions', [{ key, body: n }])
      }
      const keys = Array.from({ length: 20 }, (_, n) => `mention-${n}`)
      await Promise.all(keys.map(writer))
      const deliveries = await seen.reached(500)
      for (const key of keys) {
        const mine = deliveries.filter(d => d.key === key)
        expect(bodies(mine)).toEqual(Array.from({ length: 25 }, (_, n) => n))
        expect(new Set(mine.map(d => d.partition)).size).toBe(1)
      }
      expect(new Set(deliveries.map(d => d.partition)).size).toBeGreaterThan(1)
    })

    test('takes all of one call or nothing', async () => {
      let deep: Json = 1
      for (let n = 0; n < 65; n++) deep = [deep]
      const huge = '长'.repeat(1_500_000)
      await bus.append('raw', [{ key: 'k', body: (deep as Json[])[0]! }]) // 64 levels are not too many
      for (const body of [deep, huge]) {
        const refused = bus.append('raw', [
          { key: 'k', body: 'before' },
          { key: 'k', body },
        ])
        await expect(refused).rejects.toMatchObject({ name: 'Rejected', code: 'bus/too-large' })
      }
      await bus.append('raw', [{ key: 'k', body: 'marker' }])
      const seen = gather()
      await bus.consume('raw', 'ingest', seen.handle, options)
      expect(bodies(await seen.reached(2)).slice(1)).toEqual(['marker'])
    })

    test('after a crash resumes at the batch that had not settled', async () => {
      await bus.append('raw', numbered(25))
      const inHand = signalled()
      let calls = 0
      await bus.consume(
        'raw',
        'ingest',
        batch => {
          calls++
          if (calls === 1) return Promise.resolve([])
          inHand.happen()
          return new Promise(() => batch) // the process dies here
        },
        options,
      )
      await inHand.happened
      const again = await place.reopen()
      const seen = gather()
      await again.consume('raw', 'ingest', seen.handle, options)
      expect(bodies(await seen.reached(15))).toEqual(
        numbered(25)
          .slice(10)
          .map(message => message.body),
      )
      await drained(again, 'raw', 'ingest')
    })

    test('keeps what it took over a crash, offsets still rising', async () => {
      await bus.append('raw', numbered(3))
      const again = await place.reopen()
      await again.append('raw', numbered(3))
      const seen = gather()
      await again.consume('raw', 'ingest', seen.handle, options)
      const deliveries = await seen.reached(6)
      expect(bodies(deliveries)).toEqual([0, 1, 2, 0, 1, 2])
      expect(deliveries[3]!.offset).toBeGreaterThan(deliveries[2]!.offset)
    })

    test('every group sees everything, from the beginning', async () => {
      await bus.append('analysed', numbered(3))
      const [indexer, alerting] = [gather(), gather()]
      await bus.consume('analysed', 'indexer', indexer.handle, options)
      await indexer.reached(3)
      await bus.append('analysed', numbered(2))
      await bus.consume('analysed', 'alerting', alerting.handle, options)
      expect(bodies(await indexer.reached(5))).toEqual(bodies(await alerting.reached(5)))
    })

    test('lets a group consume a stream only once', async () => {
      const first = await bus.consume('raw', 'ingest', gather().handle, options)
      await expect(bus.consume('raw', 'ingest', gather().handle, options)).rejects.toMatchObject({
        code: 'bus/already-consuming',
      })
      await first.stop()
      const seen = gather()
      await bus.consume('raw', 'ingest', seen.handle, options)
      await bus.append('raw', numbered(1))
      await seen.reached(1)
    })

    test('stopping lets the batch in hand settle', async () => {
      await bus.append('raw', numbered(3))
      const [inHand, release] = [signalled(), signalled()]
      const subscription = await bus.consume(
        'raw',
        'ingest',
        async () => {
          inHand.happen()
          await release.happened
          return []
        },
        options,
      )
      await inHand.happened
      const stopped = subscription.stop()
      release.happen()
      await stopped
      expect(await bus.lags()).toEqual([{ stream: 'raw', group: 'ingest', waiting: 0 }])
    })

    test('stops while a batch waits for something away, and loses nothing', async () => {
      await bus.append('raw', numbered(2))
      const tried = signalled()
      const away = async () => {
        tried.happen()
        throw new Unavailable('index/away')
      }
      const subscription = await bus.consume('raw', 'ingest', away, { ...options, retryMs: 3_600_000 })
      await tried.happened
      await subscription.stop()
      expect(await bus.lags()).toEqual([{ stream: 'raw', group: 'ingest', waiting: 2 }])
    })

    test('forgets messages and dead letters, and says by when none is left', async () => {
      await bus.append('raw', [
        { key: 'a', body: { text: '第一条' } },
        { key: 'b', body: { text: '第二条' } },
      ])
      const refusing = await bus.consume(
        'raw',
        'ingest',
        async batch => batch.map(delivery => ({ delivery, code: 'mention/empty', detail: '' })),
        options,
      )
      await drained(bus, 'raw', 'ingest')
      await refusing.stop()
      await bus.append('raw', [{ key: 'a', body: { text: '第一条，又一次' } }])
      const before = Date.now()
      const { messages, goneBy } = await bus.forget(
        ({ stream, key, body }) => stream === 'raw' && key === 'a' && 'text' in (body() as object),
      )
      expect(messages).toBeGreaterThanOrEqual(1)
      expect(goneBy).toBeGreaterThanOrEqual(before)
      expect((await bus.deadLetters({ limit: 9 })).map(({ key }) => key)).toEqual(['b'])
      const forgetsAtOnce = goneBy <= Date.now()
      expect((await bus.lags())[0]?.waiting).toBe(forgetsAtOnce ? 0 : 1)
      await bus.append('raw', [{ key: 'c', body: 1 }])
      const seen = gather()
      await bus.consume('raw', 'later', seen.handle, options)
      const keys = (await seen.reached(forgetsAtOnce ? 2 : 4)).map(({ key }) => key)
      expect(keys.toSorted()).toEqual(forgetsAtOnce ? ['b', 'c'] : ['a', 'a', 'b', 'c'])
    })

    test('drops what is past its keep and consumed by every group, and nothing else', async () => {
      for (const stream of ['raw', 'mentions', 'fetches'] as const) await bus.append(stream, numbered(4))
      const now = Date.now()
      expect(await bus.prune(now + 60 * DAY_MS)).toBe(0) // no group has come yet
      for (const stream of ['raw', 'mentions', 'fetches'] as const) {
        await bus.consume(stream, 'first', gather().handle, options)
        await drained(bus, stream, 'first')
      }
      const stuck = signalled()
      const slow = await bus.consume(
        'mentions',
        'slow',
        async ([delivery]) => {
          if (delivery!.body !== 2) return []
          stuck.happen()
          throw new Unavailable('index/away')
        },
        { ...options, maxBatch: 1, retryMs: 3_600_000 },
      )
      await stuck.happened
      await slow.stop()
      expect(await bus.prune(now + DAY_MS)).toBe(4) // fetches are done
      expect(await bus.prune(now + 8 * DAY_MS)).toBe(4) // raw after 7 days
      expect(await bus.prune(now + 60 * DAY_MS)).toBe(2) // of the mentions two wait for the slow group
      const seen = gather()
      await bus.consume('mentions', 'slow', seen.handle, options)
      expect(bodies(await seen.reached(2))).toEqual([2, 3])
      await drained(bus, 'mentions', 'slow')
      expect(await bus.prune(now + 60 * DAY_MS)).toBe(2)
      await bus.append('raw', numbered(1))
      await drained(bus, 'raw', 'first')
    })
  })
}
