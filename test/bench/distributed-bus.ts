import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  applyTopics,
  type KafkaBus,
  type KafkaSettings,
  kafkaClient,
  openKafkaBus,
  parseTopics,
} from '@guanlan/distributed'
import type { Json } from '@guanlan/domain'
import { systemClock } from '@guanlan/embedded'
import { generateRaws } from '@guanlan/scenario'
import { type Kafka, Partitioners, type Producer } from 'kafkajs'
import { type Compared, interleaved, perSecond } from './rounds.ts'

/** The bus against kafkajs alone, in messages a second. */
export type KafkaFigures = Readonly<{
  produceOne: Compared // 500 a call, one call after the other
  produceFour: Compared // the same by four callers at once, as the doors do
  consume: Compared // from the first message in hand to the last one committed; bare commits once a fetch
  consumeAlike: Compared // bare commits as often as we do, so that a crash repeats as little
}>

const BATCH = 500
const LOT = 1000
const SEED = 7
/** By then the topic holds much more than this many times what one round wrote. */
const READ = 5
const TOPICS = join(import.meta.dirname, '../../infra/kafka/topics.yaml')

type Sample = Readonly<{ key: string; body: Json }>

/**
 * Ours and bare kafkajs in turn on the same topic: both idempotent, one request in flight, acknowledged by every replica; both read JSON
 * and commit after each fetch.
 */
export async function benchKafka(bootstrap: readonly string[], rounds = 5, count = 20_000): Promise<KafkaFigures> {
  const settings: KafkaSettings = { brokers: bootstrap, clientId: 'bench', prefix: 'bench.', tls: null, sasl: null }
  const single = { 'min.insync.replicas': '1' }
  const wanted = parseTopics(readFileSync(TOPICS, 'utf8'))
  await applyTopics(
    settings,
    wanted.map(topic => ({ ...topic, replication: 1, config: { ...topic.config, ...single } })),
  )
  const bus = await openKafkaBus(settings, { clock: systemClock })
  const kafka = kafkaClient(settings)
  const producer = kafka.producer({
    ...{ idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false },
    createPartitioner: Partitioners.DefaultPartitioner,
  })
  await producer.connect()
  try {
    const samples = [...generateRaws(SEED, count, Date.now())].map((raw): Sample => {
      return { key: raw.externalId!, body: raw as unknown as Json }
    })
    const producing = (callers: number) =>
      interleaved(
        rounds,
        () => perSecond(count, () => sendAll(samples, callers, lot => bus.append('raw', lot))),
        () => perSecond(count, () => sendAll(samples, callers, lot => bareSend(producer, 'bench.raw', lot))),
      )
    const produceOne = await producing(1)
    const produceFour = await producing(4)
    const consume = await interleaved(
      rounds,
      round => readByUs(bus, `ours-${round}`, READ * count),
      round => readBare(kafka, `bench.bare-${round}`, READ * count, 0),
    )
    const consumeAlike = await interleaved(
      rounds,
      round => readByUs(bus, `again-${round}`, READ * count),
      round => readBare(kafka, `bench.alike-${round}`, READ * count, LOT),
    )
    return { produceOne, produceFour, consume, consumeAlike }
  } finally {
    await producer.disconnect()
    await bus.close()
  }
}

async function sendAll(
  samples: readonly Sample[],
  callers: number,
  send: (lot: readonly Sample[]) => Promise<unknown>,
) {
  let next = 0
  const caller = async () => {
    while (next < samples.length) {
      const lot = samples.slice(next, next + BATCH)
      next += BATCH
      await send(lot)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
}

const bareSend = (producer: Producer, topic: string, lot: readonly Sample[]) =>
  producer.send({ topic, acks: -1, messages: lot.map(({ key, body }) => ({ key, value: JSON.stringify(body) })) })

/** Settles when `count` messages of a new group were handed over, and gives messages a second since the first came. */
function counting(count: number) {
  const { promise, resolve } = Promise.withResolvers<number>()
  let began = 0
  let seen = 0
  return {
    rate: promise,
    begin() {
      if (began === 0) began = performance.now()
    },
    add(more: number) {
      seen += more
      if (seen >= count) resolve(seen / ((performance.now() - began) / 1000))
    },
  }
}

async function readByUs(bus: KafkaBus, group: string, count: number): Promise<number> {
  const { rate, begin, add } = counting(count)
  const handle = async (batch: readonly unknown[]) => {
    begin()
    add(batch.length)
    return []
  }
  const fatal = (cause: Error) => {
    throw cause
  }
  const subscription = await bus.consume('raw', group, handle, { maxBatch: LOT, fatal })
  const perS = await rate
  await subscription.stop()
  return perS
}

/** `every`: how many messages are settled between two commits; 0 is all that one fetch brought of a partition. */
async function readBare(kafka: Kafka, groupId: string, count: number, every: number) {
  const topic = 'bench.raw'
  const { rate, begin, add } = counting(count)
  const consumer = kafka.consumer({ groupId, allowAutoTopicCreation: false, maxWaitTimeInMs: 500 })
  await consumer.connect()
  await consumer.subscribe({ topics: [topic], fromBeginning: true })
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch, resolveOffset, commitOffsetsIfNecessary, heartbeat }) => {
      begin()
      const { partition, messages } = batch
      for (let from = 0; from < messages.length; from += every || messages.length) {
        const lot = messages.slice(from, from + (every || messages.length))
        for (const { value } of lot) JSON.parse(value!.toString())
        const last = lot.at(-1)!.offset
        resolveOffset(last)
        const offset = String(Number(last) + 1)
        await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset }] }] })
        await heartbeat()
        add(lot.length)
      }
    },
  })
  const perS = await rate
  await consumer.disconnect()
  return perS
}

if (import.meta.main) console.log(await benchKafka(process.argv.slice(2)))
