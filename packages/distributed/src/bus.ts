import { Conflict, NotFound, Unavailable } from '@guanlan/domain'
import { type Bus, type Clock, type Refusal, STREAMS, type Stream, type Subscription } from '@guanlan/ports'
import { type Kafka, Partitioners } from 'kafkajs'
import { type Lanes, openLanes, type Placed } from './bus-append.ts'
import { encodeBody } from './bus-body.ts'
import { type Patience, startGroup } from './bus-consume.ts'
import { DEAD_PARTITION, letterMessage, markMessage } from './bus-dead.ts'
import { type DeadView, deadView } from './bus-dead-view.ts'
import { type BusCounts, busCounts, type Metric } from './bus-metrics.ts'
import { busNames, DEAD_KEEP_MS, deadEnds, LONGEST_KEEP_MS, type Names, pruneStreams, readLags } from './bus-offsets.ts'
import { type Asking, askingAdmin } from './kafka-admin.ts'
import { kafkaFault } from './kafka-fault.ts'
import { durableProducer } from './kafka-producer.ts'
import { type KafkaNote, type KafkaSettings, type KafkaTiming, kafkaClient, TIMING } from './kafka-settings.ts'
import { missingTopics } from './setup-topics.ts'

const PATIENCE: Patience = { sessionMs: 20_000, rebalanceMs: 60_000, silenceMs: 300_000 }

/** Where the time comes from; `patience` and `timing` are for tests and for clusters whose limits differ. */
export type KafkaBusOptions = Readonly<{ clock: Clock; note?: KafkaNote; patience?: Patience; timing?: KafkaTiming }>

/** The bus with its figures for Prometheus. */
export type KafkaBus = Bus & Readonly<{ metrics: () => Promise<readonly Metric[]> }>

/**
 * The bus on a Kafka cluster whose topics `applyTopics` has made. A call of `append` over several partitions is checked as a whole before
 * anything is sent, but Kafka takes it partition by partition: one that fails with bus/away may have been taken in part.
 * @throws {Unavailable} setup/kafka-away
 * @throws {Rejected} setup/topic-missing, setup/kafka-password, setup/kafka-tls, setup/not-kafka, setup/kafka-refused
 */
export async function openKafkaBus(settings: KafkaSettings, options: KafkaBusOptions): Promise<KafkaBus> {
  const { clock, patience = PATIENCE, timing = TIMING, note } = options
  const kafka = kafkaClient(settings, note, timing)
  const names = busNames(settings.prefix)
  const asking = askingAdmin(kafka, clock)
  const partitions = await partitionCounts(asking, names).catch(async failure => {
    await asking.close()
    throw failure instanceof Unavailable ? kafkaFault(failure.cause) : failure
  })
  const producer = durableProducer(kafka, timing)
  const lanes = openLanes(producer)
  const view = openDeadView(kafka, settings, names, asking)
  const parts: Parts = { kafka, clock, patience, names, asking, partitions, lanes, view, counts: busCounts() }
  const running = new Map<string, Subscription>()

  return {
    ...appending(parts),
    ...consuming(parts, running),
    ...deadLetters(parts),
    lags: () => asking.ask(admin => readLags(admin, names)),
    async forget(isOf) {
      const hidden = (await view.current()).forget(isOf)
      // Kafka takes nothing out of the middle of a log: the stream is gone when it is past its keep, a dead topic by its retention
      return { messages: hidden, goneBy: clock.now() + (hidden > 0 ? DEAD_KEEP_MS : LONGEST_KEEP_MS) }
    },
    prune: now => asking.ask(admin => pruneStreams(admin, names, now)),
    async metrics() {
      const [lags, shelf] = await Promise.all([asking.ask(admin => readLags(admin, names)), view.current()])
      return parts.counts.metrics(
        lags,
        STREAMS.map(stream => ({ stream, waiting: shelf.waiting(stream) })),
      )
    },
    async close() {
      await Promise.all([...running.values()].map(subscription => subscription.stop()))
      await lanes.idle()
      await Promise.all([producer.close(), view.close(), asking.close()])
    },
  }
}

type Parts = Readonly<{
  kafka: Kafka
  clock: Clock
  patience: Patience
  names: Names
  asking: Asking
  partitions: ReadonlyMap<Stream, number>
  lanes: Lanes
  view: DeadView
  counts: BusCounts
}>

function appending({ clock, names, partitions, lanes, counts }: Parts): Pick<Bus, 'append'> {
  return {
    async append(stream, messages) {
      const topic = names.topic(stream)
      const timestamp = String(clock.now())
      const placed = messages.map(({ key, body }): Placed => {
        const value = encodeBody(body)
        const partition = partitionOf(key, partitions.get(stream)!)
        return { topic, partition, message: { key, value, timestamp }, bytes: value.length + key.length }
      })
      await lanes.append(placed)
      counts.appended(stream, messages.length)
    },
  }
}

function consuming(parts: Parts, running: Map<string, Subscription>): Pick<Bus, 'consume'> {
  const { kafka, clock, patience, names, counts } = parts
  return {
    async consume(stream, group, handle, options) {
      const groupId = names.groupId(stream, group)
      if (running.has(groupId)) throw new Conflict('bus/already-consuming', { detail: `${stream} ${group}` })
      const starting = startGroup(
        {
          ...{ kafka, clock, patience, groupId, stream },
          topic: names.topic(stream),
          bury: refusals => bury(parts, stream, group, refusals),
          consumed: count => counts.consumed(stream, group, count),
        },
        handle,
        options,
      )
      const stop = () => starting.then(subscription => subscription.stop()).finally(() => running.delete(groupId))
      running.set(groupId, { stop })
      try {
        await starting
      } catch (cause) {
        running.delete(groupId)
        throw cause
      }
      return { stop }
    },
  }
}

async function bury(
  { clock, names, lanes, counts }: Parts,
  stream: Stream,
  group: string,
  refusals: readonly Refusal[],
) {
  const deadAt = clock.now()
  await lanes.append(
    refusals.map(refusal => ({
      topic: names.dead(stream),
      partition: DEAD_PARTITION,
      message: letterMessage(refusal, group, deadAt),
      bytes: 1024, // the body is in memory already; what counts here is that many letters are not one send
    })),
  )
  counts.setAside(stream, group, refusals.length)
}

function deadLetters({ clock, names, partitions, lanes, view }: Parts): Pick<Bus, 'deadLetters' | 'replay'> {
  let last: Promise<unknown> = Promise.resolve()

  /** Append first, mark afterwards: a crash between the two doubles a message, the other way round would lose it. */
  const replay = async (id: string) => {
    const found = (await view.current()).find(id)
    if (found === null) throw new NotFound('bus/no-dead-letter', { detail: id })
    if (found.replayedAt !== null) return
    const { stream, key, bytes, letterOffset } = found.letter
    const timestamp = String(clock.now())
    const partition = partitionOf(key, partitions.get(stream)!)
    const message = { key, value: bytes, timestamp }
    await lanes.append([{ topic: names.topic(stream), partition, message, bytes: bytes.length }])
    const mark = markMessage(letterOffset, clock.now())
    await lanes.append([{ topic: names.dead(stream), partition: DEAD_PARTITION, message: mark, bytes: 0 }])
  }

  return {
    deadLetters: async ({ limit, before }) => (await view.current()).newest(limit, before),
    replay(id) {
      const done = last.then(() => replay(id))
      last = done.catch(() => undefined)
      return done
    },
  }
}

function openDeadView(kafka: Kafka, { prefix }: KafkaSettings, names: Names, asking: Asking): DeadView {
  const topics = new Map(STREAMS.map(stream => [names.dead(stream), stream]))
  return deadView({
    kafka,
    topics,
    groupPrefix: prefix,
    ends: () => asking.ask(admin => deadEnds(admin, names, DEAD_PARTITION)),
  })
}

async function partitionCounts({ ask }: Asking, names: Names): Promise<ReadonlyMap<Stream, number>> {
  const wanted = STREAMS.flatMap(stream => [names.topic(stream), names.dead(stream)])
  const standing = new Set(await ask(admin => admin.listTopics()))
  const missing = wanted.filter(topic => !standing.has(topic))
  if (missing.length > 0) throw missingTopics(missing)
  const { topics } = await ask(admin => admin.fetchTopicMetadata({ topics: STREAMS.map(names.topic) }))
  const counts = new Map(topics.map(({ name, partitions }) => [name, partitions.length]))
  return new Map(STREAMS.map(stream => [stream, counts.get(names.topic(stream))!]))
}

const partitioner = Partitioners.DefaultPartitioner()

/** As Kafka's own clients place keys (murmur2), so that other programs' messages of one key stand with ours. */
function partitionOf(key: string, count: number): number {
  const partitionMetadata = Array.from({ length: count }, (_, partitionId) => ({
    ...{ partitionId, leader: 0, partitionErrorCode: 0 },
    ...{ replicas: [], isr: [] },
  }))
  return partitioner({ topic: '', partitionMetadata, message: { key, value: null } })
}
