import { kafkaClient } from '@guanlan/distributed'
import { Rejected } from '@guanlan/domain'
import { systemClock } from '@guanlan/embedded'
import type { Clock, ConsumeOptions, Delivery, Refusal } from '@guanlan/ports'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { drained, gather, numbered, options, signalled } from '../contract/gather.ts'
import { record, startWriters, type Tally } from './bus-rounds.ts'
import { type KafkaPlace, kafkaPlace, PATIENCE } from './kafka-place.ts'

let servers: KafkaServers
let place: KafkaPlace
beforeAll(async () => {
  servers = await startKafka({ brokers: 3 })
})
afterAll(() => servers.stop())
beforeEach(async () => {
  place = await kafkaPlace(servers.bootstrap, 3)
})
afterEach(() => place.destroy())

const batches: ConsumeOptions = { ...options, maxBatch: 50 }
const say = (what: string, tally: Tally, more: object = {}) => console.log(what, JSON.stringify({ ...tally, ...more }))

test('a broker killed while producing: what was acknowledged is handled, in order within its key', async () => {
  const bus = place.port
  const seen = record()
  const writers = startWriters(bus, 'mentions', 20)
  await writers.reached(500)
  await servers.broker(2).kill('SIGKILL')

  await writers.reached(1500)
  const { acknowledged, repeated } = await writers.stop()
  await servers.broker(2).start()
  await bus.consume('mentions', 'classifier', taking(seen), batches)
  await seen.has(acknowledged)
  const tally = seen.tally(acknowledged)
  say('killed while producing', tally, { repeated })
  expect(tally).toMatchObject({ lost: 0, disordered: 0 })
  expect(tally.doubled).toBeLessThanOrEqual(repeated * 20)
})

test('each broker killed while consuming, the group’s own coordinator among them: nothing lost, order kept', async () => {
  const bus = place.port
  const seen = record()
  await bus.consume('mentions', 'classifier', taking(seen), batches)
  const writers = startWriters(bus, 'mentions', 10)
  let wanted = 0
  for (const number of [1, 2, 3]) {
    wanted += 300
    await seen.reached(wanted)
    await servers.broker(number).kill('SIGKILL')
    wanted += 300
    await seen.reached(wanted)
    await servers.broker(number).start()
  }
  const { acknowledged, repeated } = await writers.stop()
  await seen.has(acknowledged)
  const tally = seen.tally(acknowledged)
  say('killed while consuming', tally, { repeated })
  expect(tally).toMatchObject({ lost: 0, disordered: 0 })
  await drained(bus, 'mentions', 'classifier')
})

test('a poisoned message, and one that is no JSON at all, hold up nobody', async () => {
  const bus = place.port
  await bus.append('raw', numbered(6))
  await foreignMessage('raw', 'k', 'no JSON')
  await bus.append('raw', numbered(6))
  const good = gather()
  await bus.consume(
    'raw',
    'ingest',
    async batch => {
      if (batch.some(({ body }) => body === 3)) (undefined as unknown as { x: () => void }).x()
      if (batch.some(({ body }) => body === 4)) throw new Rejected('mention/empty')
      return good.handle(batch)
    },
    batches,
  )
  await drained(bus, 'raw', 'ingest')
  expect(good.deliveries.map(({ body }) => body)).toEqual([0, 1, 2, 5, 0, 1, 2, 5])
  const dead = await bus.deadLetters({ limit: 10 })
  expect(dead.map(({ body, code }) => [body, code])).toEqual([
    [4, 'mention/empty'],
    [3, 'bug'],
    [4, 'mention/empty'],
    [3, 'bug'],
    ['no JSON', 'bus/not-json'],
  ])
})

test('a rebalance in the middle of a batch: the batch is finished first, nothing is lost or comes out of order', async () => {
  const [one, other] = [place.port, await place.another()]
  const seen = record()
  const [inHand, release] = [signalled(), signalled()]
  let first = true
  await one.consume(
    'mentions',
    'classifier',
    async batch => {
      if (first) {
        first = false
        inHand.happen()
        await release.happened
      }
      seen.take(batch)
      return []
    },
    batches,
  )
  const writers = startWriters(one, 'mentions', 20, 100)
  await inHand.happened
  const joining = other.consume('mentions', 'classifier', taking(seen), batches)
  await systemClock.waitUntil(systemClock.now() + 1000) // the second member is asking to be let in
  release.happen()
  const second = await joining
  const { acknowledged } = await writersDone(writers, 2000)
  await seen.has(acknowledged)
  await second.stop() // and back again
  await place.port.append('mentions', [{ key: 'after', body: { key: 'after', n: 0 } }])
  await seen.has([{ key: 'after', n: 0 }])
  const tally = seen.tally(acknowledged)
  say('rebalance in a batch', tally)
  expect(tally).toMatchObject({ lost: 0, disordered: 0, doubled: 0 })
})

test('a handler slower than the session keeps its partitions: every message comes once', async () => {
  const bus = place.port
  const seen = record()
  const writers = startWriters(bus, 'mentions', 1, 20)
  const { acknowledged } = await writersDone(writers, 20)
  let calls = 0
  const slow = async (batch: readonly Delivery[]) => {
    calls++
    await systemClock.waitUntil(systemClock.now() + PATIENCE.sessionMs * 1.5)
    seen.take(batch)
    return []
  }
  await bus.consume('mentions', 'classifier', slow, { ...batches, maxBatch: 10 })
  await seen.has(acknowledged)
  await drained(bus, 'mentions', 'classifier')
  expect(seen.tally(acknowledged)).toMatchObject({ lost: 0, disordered: 0, doubled: 0 })
  expect(calls).toBe(2)
})

test('a consumer that can hear nobody any more ends the process, and so does a handler that never comes back', async () => {
  const quick = { ...PATIENCE, silenceMs: 4000 }
  const bus = await place.another({ patience: quick })
  await bus.append('raw', numbered(1))
  const stuck = fatalities()
  await bus.consume('raw', 'stuck', () => new Promise(() => undefined), { ...batches, fatal: stuck.fatal })
  expect(await stuck.first).toMatchObject({ code: 'bus/stalled', detail: 'handler' })

  const deaf = fatalities()
  await bus.consume('mentions', 'deaf', async () => [], { ...batches, fatal: deaf.fatal })
  for (const number of [1, 2, 3]) servers.broker(number).pause()
  try {
    expect(await deaf.first).toMatchObject({ code: 'bus/stalled', detail: 'consumer' })
  } finally {
    for (const number of [1, 2, 3]) servers.broker(number).resume()
  }
})

test('what kafkajs takes for final ends the process instead of leaving it consuming nothing', async () => {
  let broken = false
  const clock: Clock = {
    ...systemClock,
    now: () => (broken ? (undefined as unknown as Clock).now() : systemClock.now()),
  }
  const bus = await place.another({ clock })
  await bus.append('raw', numbered(1))
  const { fatal, first } = fatalities()
  const handle = async (): Promise<readonly Refusal[]> => {
    broken = true // a bug in our own loop, not in the handler
    return []
  }
  await bus.consume('raw', 'ingest', handle, { ...batches, fatal })
  expect((await first).message).toMatch(/Cannot read properties of undefined/)
  broken = false
})

function taking(seen: ReturnType<typeof record>) {
  return async (batch: readonly Delivery[]) => {
    seen.take(batch)
    return []
  }
}

async function writersDone(writers: ReturnType<typeof startWriters>, count: number) {
  await writers.reached(count)
  return writers.stop()
}

/** Collects the first fatal end. */
function fatalities() {
  const { promise, resolve } = Promise.withResolvers<Error>()
  return { first: promise, fatal: resolve }
}

async function foreignMessage(stream: string, key: string, value: string): Promise<void> {
  const producer = kafkaClient(place.settings).producer()
  await producer.connect()
  await producer.send({ topic: `${place.settings.prefix}${stream}`, messages: [{ key, value }] })
  await producer.disconnect()
}
