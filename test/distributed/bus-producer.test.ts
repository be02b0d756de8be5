import { kafkaClient } from '@guanlan/distributed'
import { Unavailable } from '@guanlan/domain'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { bodies, drained, gather, options } from '../contract/gather.ts'
import { type KafkaPlace, kafkaPlace } from './kafka-place.ts'

let servers: KafkaServers
let place: KafkaPlace
beforeAll(async () => {
  servers = await startKafka({ brokers: 1 })
})
afterAll(() => servers.stop())
beforeEach(async () => {
  place = await kafkaPlace(servers.bootstrap)
})
afterEach(() => place.destroy())

test('a message after one that failed is never taken for its repetition', async () => {
  const bus = await place.another({ timing: { requestMs: 1000, retries: 1 } })
  await bus.append('raw', [{ key: 'k', body: 'before' }])
  servers.broker(1).pause() // what is sent now lies in its socket and is taken when it wakes
  await expect(bus.append('raw', [{ key: 'k', body: 'in doubt' }])).rejects.toBeInstanceOf(Unavailable)
  servers.broker(1).resume()
  await appended(() => bus.append('raw', [{ key: 'k', body: 'after' }]))
  const seen = gather()
  await place.port.consume('raw', 'ingest', seen.handle, options)
  await drained(place.port, 'raw', 'ingest')
  expect(bodies(seen.deliveries).filter(body => body !== 'in doubt')).toEqual(['before', 'after'])
})

test('a broker that is away is said to be away, and comes back without a new start', async () => {
  const bus = await place.another({ timing: { requestMs: 1000, retries: 1 } })
  await servers.broker(1).kill('SIGKILL')
  await expect(bus.append('raw', [{ key: 'k', body: 1 }])).rejects.toMatchObject({ code: 'bus/away' })
  await expect(bus.lags()).rejects.toMatchObject({ code: 'bus/away' })
  await servers.broker(1).start()
  await appended(() => bus.append('raw', [{ key: 'k', body: 2 }]))
  const seen = gather()
  await bus.consume('raw', 'ingest', seen.handle, options)
  expect(bodies(await seen.reached(1))).toContain(2)
})

test('a large call is split and arrives whole and in order', async () => {
  const bus = place.port
  const large = Array.from({ length: 60 }, (_, n) => ({ key: 'k', body: { n, text: '长'.repeat(50_000) } }))
  await bus.append('raw', large) // 9 MB, more than one batch may hold
  const seen = gather()
  await bus.consume('raw', 'ingest', seen.handle, options)
  const deliveries = await seen.reached(60)
  expect(deliveries.map(({ body }) => (body as { n: number }).n)).toEqual(large.map(({ body }) => body.n))
})

test('a key stands where Kafka’s own clients put it', async () => {
  const producer = kafkaClient(place.settings).producer()
  await producer.connect()
  const topic = `${place.settings.prefix}raw`
  const keys = Array.from({ length: 20 }, (_, n) => `信源 ${n}`)
  await producer.send({ topic, messages: keys.map(key => ({ key, value: '"theirs"' })) })
  await producer.disconnect()
  await place.port.append(
    'raw',
    keys.map(key => ({ key, body: 'ours' })),
  )
  const seen = gather()
  await place.port.consume('raw', 'ingest', seen.handle, options)
  const deliveries = await seen.reached(40)
  for (const key of keys) expect(new Set(deliveries.filter(d => d.key === key).map(d => d.partition)).size).toBe(1)
  expect(new Set(deliveries.map(d => d.partition)).size).toBeGreaterThan(1)
})

/** Repeats while Kafka is still waking up. */
async function appended(append: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    try {
      return await append()
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
    }
  }
  throw new Error('never appended')
}
