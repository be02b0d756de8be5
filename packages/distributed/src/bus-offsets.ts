import { DAY_MS, type EpochMs } from '@guanlan/domain'
import { type Lag, STREAMS, type Stream } from '@guanlan/ports'
import type { Admin } from 'kafkajs'

/** How long a consumed message stays for replays (house rule): `fetches` go as soon as they are done. */
const KEEP_MS: Readonly<Record<Stream, number>> = {
  fetches: 0,
  raw: 7 * DAY_MS,
  mentions: 30 * DAY_MS,
  analysed: 30 * DAY_MS,
}

/** After so long no stream holds a message that every group has consumed. */
export const LONGEST_KEEP_MS = Math.max(...Object.values(KEEP_MS))
/** After so long a dead topic holds a letter no more: its retention in infra/kafka/topics.yaml. */
export const DEAD_KEEP_MS = 90 * DAY_MS

/** What topics and groups are called. */
export type Names = Readonly<{
  topic: (stream: Stream) => string
  dead: (stream: Stream) => string
  groupId: (stream: Stream, group: string) => string
  /** Which group of ours an id names, if any. */
  groupOf: (groupId: string) => Readonly<{ stream: Stream; group: string }> | null
}>

/** Names with this prefix; one Kafka group for each stream and group, so that groups of several streams rebalance apart. */
export function busNames(prefix: string): Names {
  const topic = (stream: Stream) => `${prefix}${stream}`
  return {
    topic,
    dead: stream => `${topic(stream)}.dead`,
    groupId: (stream, group) => `${topic(stream)}.${group}`,
    groupOf(groupId) {
      const stream = STREAMS.find(one => groupId.startsWith(`${topic(one)}.`))
      return stream === undefined ? null : { stream, group: groupId.slice(topic(stream).length + 1) }
    },
  }
}

type Reach = Readonly<{ partition: number; low: number; high: number }>

/** How far every known group is behind, by stream and name. */
export async function readLags(admin: Admin, names: Names): Promise<readonly Lag[]> {
  const groups = await knownGroups(admin, names)
  const lags = STREAMS.map(async stream => {
    const mine = groups.filter(one => one.stream === stream)
    if (mine.length === 0) return []
    const reach = await reachOf(admin, names.topic(stream))
    return Promise.all(
      mine.map(async ({ group }) => {
        const committed = await committedOffsets(admin, names, stream, group)
        const waits = reach.map(({ partition, low, high }) => high - Math.max(committed.get(partition) ?? low, low))
        return { stream, group, waiting: waits.reduce((sum, wait) => sum + wait, 0) }
      }),
    )
  })
  return (await Promise.all(lags)).flat()
}

/**
 * Drops what every known group has consumed and what is past its keep. Kafka's own retention knows nothing of groups: it would drop what
 * a group that was away has yet to read.
 * @returns how many messages went
 */
export async function pruneStreams(admin: Admin, names: Names, now: EpochMs): Promise<number> {
  const groups = await knownGroups(admin, names)
  let dropped = 0
  for (const stream of STREAMS) {
    const mine = groups.filter(one => one.stream === stream)
    if (mine.length === 0) continue // nobody has joined yet: whoever comes first must find everything
    const topic = names.topic(stream)
    const reach = await reachOf(admin, topic)
    const aged = new Map(
      (await admin.fetchTopicOffsetsByTimestamp(topic, now - KEEP_MS[stream] + 1)).map(one => [
        one.partition,
        Number(one.offset),
      ]),
    )
    const committed = await Promise.all(mine.map(({ group }) => committedOffsets(admin, names, stream, group)))
    const partitions = reach.flatMap(({ partition, low }) => {
      const consumed = Math.min(...committed.map(one => one.get(partition) ?? low))
      const until = Math.min(consumed, aged.get(partition) ?? low)
      dropped += Math.max(0, until - low)
      return until > low ? [{ partition, offset: String(until) }] : []
    })
    if (partitions.length > 0) await admin.deleteTopicRecords({ topic, partitions })
  }
  return dropped
}

/** Where the dead topics end: the offset of the next message in their one partition, by topic. */
export async function deadEnds(admin: Admin, names: Names, partition: number): Promise<ReadonlyMap<string, number>> {
  const ends = STREAMS.map(async stream => {
    const reach = (await reachOf(admin, names.dead(stream))).find(one => one.partition === partition)
    return [names.dead(stream), reach === undefined || reach.high === reach.low ? 0 : reach.high] as const
  })
  return new Map(await Promise.all(ends))
}

async function knownGroups(admin: Admin, names: Names) {
  const { groups } = await admin.listGroups()
  return groups.flatMap(({ groupId }) => names.groupOf(groupId) ?? []).sort((a, b) => (a.group < b.group ? -1 : 1))
}

async function reachOf(admin: Admin, topic: string): Promise<readonly Reach[]> {
  const offsets = await admin.fetchTopicOffsets(topic)
  return offsets.map(({ partition, low, high }) => ({ partition, low: Number(low), high: Number(high) }))
}

/** By partition; absent where the group has committed nothing and so stands at the beginning. */
async function committedOffsets(admin: Admin, names: Names, stream: Stream, group: string) {
  const [answer] = await admin.fetchOffsets({ groupId: names.groupId(stream, group), topics: [names.topic(stream)] })
  const stands = answer?.partitions.filter(({ offset }) => Number(offset) >= 0) ?? []
  return new Map(stands.map(({ partition, offset }) => [partition, Number(offset)]))
}
