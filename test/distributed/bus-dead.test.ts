import { metricsText } from '@guanlan/distributed'
import { Rejected } from '@guanlan/domain'
import type { Delivery } from '@guanlan/ports'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { bodies, drained, gather, numbered, options } from '../contract/gather.ts'
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

const refuseAll = async (batch: readonly Delivery[]) =>
  batch.map(delivery => ({ delivery, code: 'mention/empty', detail: '无正文' }))

test('a letter replayed by one process is replayed for all, and for those that start later', async () => {
  const [one, other] = [place.port, await place.another()]
  await one.append('raw', numbered(2))
  const group = await one.consume('raw', 'ingest', refuseAll, options)
  await drained(one, 'raw', 'ingest')
  await group.stop()
  expect(await other.deadLetters({ limit: 10 })).toHaveLength(2)
  const [newest] = await one.deadLetters({ limit: 1 })
  await one.replay(newest!.id)

  await other.replay(newest!.id)
  const later = await place.another()
  await later.replay(newest!.id)
  const seen = gather()
  await later.consume('raw', 'ingest', seen.handle, options)
  await drained(later, 'raw', 'ingest')
  expect(bodies(seen.deliveries)).toEqual([1])
  for (const bus of [one, other, later]) {
    const letters = await bus.deadLetters({ limit: 10 })
    expect(letters.map(({ body, replayedAt }) => [body, replayedAt !== null])).toEqual([
      [1, true],
      [0, false],
    ])
  }
})

test('letters of several streams and groups stand in one order, newest first', async () => {
  const bus = place.port
  for (const stream of ['mentions', 'raw', 'analysed'] as const) {
    await bus.append(stream, numbered(2))
    await bus.consume(stream, `of-${stream}`, refuseAll, options)
    await drained(bus, stream, `of-${stream}`)
  }
  const letters = await bus.deadLetters({ limit: 10 })
  expect(letters.map(({ stream, group, body }) => [stream, group, body])).toEqual([
    ['analysed', 'of-analysed', 1],
    ['analysed', 'of-analysed', 0],
    ['raw', 'of-raw', 1],
    ['raw', 'of-raw', 0],
    ['mentions', 'of-mentions', 1],
    ['mentions', 'of-mentions', 0],
  ])
  expect(await bus.deadLetters({ limit: 2, before: letters[2]!.id })).toEqual(letters.slice(3, 5))
})

test('a message that fails again after its replay is a new letter', async () => {
  const bus = place.port
  await bus.append('raw', numbered(1))
  const rejecting = () => Promise.reject(new Rejected('mention/empty'))
  await bus.consume('raw', 'ingest', rejecting, options)
  await drained(bus, 'raw', 'ingest')
  const [first] = await bus.deadLetters({ limit: 1 })
  await bus.replay(first!.id)
  await drained(bus, 'raw', 'ingest')
  const letters = await bus.deadLetters({ limit: 10 })
  expect(letters.map(({ body, replayedAt }) => [body, replayedAt === null])).toEqual([
    [0, true],
    [0, false],
  ])
})

test('figures for Prometheus say what was done and what waits', async () => {
  const bus = place.port
  await bus.append('raw', numbered(5))
  await bus.append('mentions', numbered(3))
  await bus.consume('raw', 'ingest', async batch => (await refuseAll(batch)).slice(0, 2), options)
  await drained(bus, 'raw', 'ingest')
  await (await bus.consume('mentions', 'classifier', async () => [], options)).stop()
  await bus.append('mentions', numbered(4))
  const text = metricsText(await bus.metrics())
  expect(text).toContain('guanlan_bus_appended_total{stream="mentions"} 7')
  expect(text).toContain('guanlan_bus_consumed_total{stream="raw",group="ingest"} 5')
  expect(text).toContain('guanlan_bus_set_aside_total{stream="raw",group="ingest"} 2')
  expect(text).toContain('guanlan_bus_lag{stream="raw",group="ingest"} 0')
  expect(text).toMatch(/guanlan_bus_lag\{stream="mentions",group="classifier"\} [4-7]/)
  expect(text).toContain('guanlan_bus_dead_letters{stream="raw"} 2')
})
