import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Json, Rejected, Unavailable } from '@guanlan/domain'
import type { Bus, ConsumeOptions, Delivery } from '@guanlan/ports'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBus } from './bus.ts'
import { type ManualClock, manualClock } from './clock.ts'

let folder: string
let clock: ManualClock
let bus: Bus
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-'))
  clock = manualClock(1_800_000_000_000)
  bus = openBus(join(folder, 'bus.db'), { clock })
})
afterEach(async () => {
  await bus.close()
  rmSync(folder, { recursive: true })
})

const fatal = (cause: Error) => {
  throw cause
}
const options: ConsumeOptions = { maxBatch: 100, fatal }

test('waits twice as long after each Unavailable, 30 s at most', async () => {
  await bus.append('raw', [{ key: 'k', body: 1 }])
  const triedAt: number[] = []
  await bus.consume(
    'raw',
    'ingest',
    async () => {
      triedAt.push(clock.now())
      throw new Unavailable('index/away')
    },
    options,
  )
  for (let n = 0; n < 12; n++) {
    await clock.waiting(1)
    const before = triedAt.length
    while (triedAt.length === before) {
      clock.advance(100)
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  const waits = triedAt.slice(1).map((at, index) => at - triedAt[index]!)
  expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000, 30000])
})

test('two hundred appends at once are numbered without gap or double', async () => {
  await Promise.all(Array.from({ length: 200 }, (_, n) => bus.append('raw', [{ key: `${n}`, body: n }])))
  const db = new DatabaseSync(join(folder, 'bus.db'))
  const stored = db.prepare('select count(*) as n, max(position) as last from message_raw').get()
  expect(stored).toEqual({ n: 200, last: 200 })
  db.close()
})

test('what append has settled is in the file', async () => {
  await bus.append('raw', [{ key: 'k', body: 'durable' }])
  const other = new DatabaseSync(join(folder, 'bus.db'), { readOnly: true })
  expect(other.prepare('select body from message_raw').all()).toEqual([{ body: '"durable"' }])
  other.close()
})

test('refuses appends after it was closed, and stops its groups', async () => {
  const path = join(folder, 'other.db')
  const closing = openBus(path, { clock })
  await closing.consume('raw', 'ingest', async () => [], options)
  const last = closing.append('raw', [{ key: 'k', body: 1 }])
  await closing.close()
  await last
  await expect(closing.append('raw', [{ key: 'k', body: 2 }])).rejects.toMatchObject({ code: 'bus/away' })
  const again = openBus(path, { clock })
  expect((await again.lags())[0]).toMatchObject({ stream: 'raw', group: 'ingest' })
  await again.close()
})

test('a loop that cannot go on ends the process instead of going quiet', async () => {
  await bus.append('raw', [{ key: 'k', body: 1 }])
  const db = new DatabaseSync(join(folder, 'bus.db'))
  db.exec(`update message_raw set body = 'no JSON'`)
  db.close()
  const cause = await new Promise<Error>(resolve => {
    void bus.consume('raw', 'ingest', async () => [], { ...options, fatal: resolve })
  })
  expect(cause).toBeInstanceOf(SyntaxError)
})

/** What a handler does the first times it meets a message, by the message's own word. */
type Fate = 'good' | 'away once' | 'rejected' | 'bug once' | 'bug'

test('whatever handlers do, every message is handled or set aside, in order within its key', async () => {
  const fate = fc.constantFrom<Fate>('good', 'good', 'good', 'away once', 'rejected', 'bug once', 'bug')
  const messages = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), fate }), { minLength: 1, maxLength: 40 })
  let run = 0
  await fc.assert(
    fc.asyncProperty(messages, fc.integer({ min: 1, max: 12 }), async (sent, maxBatch) => {
      const group = `group ${run++}`
      const path = join(folder, `${group}.db`)
      const own = openBus(path, { clock: impatient(clock) })
      await own.append(
        'mentions',
        sent.map(({ key, fate: word }, n) => ({ key, body: { n, word } })),
      )
      const met = new Set<number>()
      const handled: Delivery[] = []
      const done = Promise.withResolvers<void>()
      await own.consume(
        'mentions',
        group,
        async batch => {
          for (const { body } of batch) {
            const { n, word } = body as { n: number; word: Fate }
            const again = met.has(n)
            met.add(n)
            if (word === 'away once' && !again) throw new Unavailable('index/away')
            if (word === 'rejected') throw new Rejected('mention/empty')
            if (word === 'bug' || (word === 'bug once' && !again)) throw new TypeError('bug')
          }
          handled.push(...batch)
          return []
        },
        { maxBatch, fatal: done.reject },
      )
      while ((await own.lags())[0]!.waiting > 0) await new Promise(resolve => setImmediate(resolve))
      const dead = await own.deadLetters({ limit: 100 })
      await own.close()
      const number = (body: Json) => (body as { n: number }).n
      const condemned = sent.flatMap(({ fate: word }, n) => (word === 'rejected' || word === 'bug' ? [n] : []))
      expect(dead.map(letter => number(letter.body)).reverse()).toEqual(condemned)
      const rest = sent.flatMap((_, n) => (condemned.includes(n) ? [] : [n]))
      expect(handled.map(delivery => number(delivery.body))).toEqual(rest)
    }),
    { numRuns: 40 },
  )
})

/** Its waits are over at once, so that a property may run through many of them. */
function impatient(still: ManualClock): ManualClock {
  return { ...still, waitUntil: () => Promise.resolve() }
}
