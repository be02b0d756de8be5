import { type Json, NotFound, Rejected, Unavailable } from '@guanlan/domain'
import type { Bus, Delivery } from '@guanlan/ports'
import { expect, test } from 'vitest'
import { bodies, drained, gather, numbered, options, signalled } from './gather.ts'

/** What a bus promises when handlers fail: who waits, who is set aside, and how it comes back. */
export function busTrouble(bus: () => Bus): void {
  test('brings the same batch again after Unavailable, and sets nothing aside', async () => {
    await bus().append('raw', numbered(5))
    const tries: (readonly Json[])[] = []
    const done = signalled()
    await bus().consume(
      'raw',
      'ingest',
      async batch => {
        tries.push(bodies(batch))
        if (tries.length < 4) throw new Unavailable('index/away')
        done.happen()
        return []
      },
      options,
    )
    await done.happened
    expect(tries).toEqual(Array(4).fill([0, 1, 2, 3, 4]))
    expect(await bus().deadLetters({ limit: 10 })).toEqual([])
  })

  test('sets only the culprit aside when a batch is rejected', async () => {
    await bus().append('raw', numbered(8))
    const good: Json[] = []
    await bus().consume(
      'raw',
      'ingest',
      async batch => {
        if (batch.some(d => d.body === 5)) throw new Rejected('mention/empty', { detail: 'blank' })
        good.push(...bodies(batch))
        return []
      },
      options,
    )
    await drained(bus(), 'raw', 'ingest')
    expect(good).toEqual([0, 1, 2, 3, 4, 6, 7])
    const dead = await bus().deadLetters({ limit: 10 })
    expect(dead).toHaveLength(1)
    expect(dead[0]).toMatchObject({ body: 5, key: 'k', stream: 'raw', group: 'ingest', replayedAt: null })
    expect(dead[0]).toMatchObject({ code: 'mention/empty', detail: 'blank' })
  })

  test('sets a bug’s culprit aside after three tries', async () => {
    await bus().append('raw', numbered(4))
    let tries = 0
    const good: Json[] = []
    await bus().consume(
      'raw',
      'ingest',
      async batch => {
        if (batch.length === 1 && batch[0]!.body === 2) tries++
        if (batch.some(d => d.body === 2)) throw new TypeError('undefined is not a function')
        good.push(...bodies(batch))
        return []
      },
      options,
    )
    await drained(bus(), 'raw', 'ingest')
    expect(tries).toBe(3)
    expect(good).toEqual([0, 1, 3])
    expect(await bus().deadLetters({ limit: 10 })).toMatchObject([{ body: 2, code: 'bug' }])
  })

  test('sets refused deliveries aside and takes the rest as done', async () => {
    await bus().append('raw', numbered(6))
    let calls = 0
    await bus().consume(
      'raw',
      'ingest',
      async batch => {
        calls++
        return batch
          .filter(d => Number(d.body) % 3 === 0)
          .map(delivery => ({ delivery, code: 'mention/empty', detail: `${delivery.body}` }))
      },
      options,
    )
    await drained(bus(), 'raw', 'ingest')
    expect(calls).toBe(1)
    expect((await bus().deadLetters({ limit: 10 })).map(letter => letter.body)).toEqual([3, 0])
  })

  test('pages through dead letters, newest first', async () => {
    await bus().append('raw', numbered(7))
    const all = async (batch: readonly Delivery[]) =>
      batch.map(delivery => ({ delivery, code: 'mention/empty', detail: '' }))
    await bus().consume('raw', 'ingest', all, options)
    await drained(bus(), 'raw', 'ingest')
    const seen: Json[] = []
    for (let before: string | undefined; ; ) {
      const page = await bus().deadLetters(before === undefined ? { limit: 3 } : { limit: 3, before })
      if (page.length === 0) break
      seen.push(...page.map(letter => letter.body))
      before = page.at(-1)!.id
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0])
  })

  test('replays a dead letter once and says so', async () => {
    await bus().append('raw', numbered(1))
    let mended = false
    const seen = gather()
    await bus().consume(
      'raw',
      'ingest',
      async batch => {
        if (!mended) throw new Rejected('mention/empty')
        return seen.handle(batch)
      },
      options,
    )
    await drained(bus(), 'raw', 'ingest')
    for (let n = 0; n < 3; n++) await new Promise(resolve => setImmediate(resolve)) // the group goes to sleep: a replay must wake it
    mended = true
    const [letter] = await bus().deadLetters({ limit: 1 })
    await bus().replay(letter!.id)
    await seen.reached(1)
    await bus().replay(letter!.id) // pressed twice
    await drained(bus(), 'raw', 'ingest')
    expect(seen.deliveries).toMatchObject([{ key: 'k', body: 0 }])
    const after = await bus().deadLetters({ limit: 10 })
    expect(after.map(one => [one.id, one.replayedAt === null])).toEqual([[letter!.id, false]])
  })

  test('knows no dead letter it never made', async () => {
    await expect(bus().replay('0000000000000042')).rejects.toBeInstanceOf(NotFound)
    await expect(bus().replay('no such')).rejects.toMatchObject({ code: 'bus/no-dead-letter' })
  })
}
