import { type Analysed, DAY_MS, dayStart, type EpochMs, HOUR_MS, Rejected } from '@guanlan/domain'
import type { Bar, Facet, FacetField, Interval } from '@guanlan/ports'
import type { Elastic } from './elastic-client.ts'
import type { MentionMemory } from './mention-memory.ts'
import { type Asked, aggregated, decided } from './mention-search.ts'

const MOST_VALUES = 1000
const MOST_BARS = 2000
/** Each year's index gives all its values, so that the sum over years is exact; there are far fewer of them. */
const FROM_EACH_INDEX = 20_000

type Buckets<Key> = Readonly<{
  buckets: readonly Readonly<{ key: Key; doc_count: number; negative?: Readonly<{ doc_count: number }> }>[]
}>

/** Values of each field with their exact counts, most first, ties by value. */
export async function facetsOf(
  elastic: Elastic,
  memory: MentionMemory,
  asked: Asked,
  fields: readonly FacetField[],
): Promise<Readonly<Partial<Record<FacetField, Facet>>>> {
  if (fields.length === 0) return {}
  if (asked.decides !== null) return countedFacets(elastic, memory, asked, fields)
  const terms = (field: FacetField) => ({ terms: { field, size: FROM_EACH_INDEX, shard_size: FROM_EACH_INDEX } })
  const found = await aggregated<Record<string, Buckets<string>>>(
    elastic,
    asked.dsl,
    Object.fromEntries(fields.map(field => [field, terms(field)])),
  )
  return Object.fromEntries(
    fields.map(field => [field, facet(found[field]?.buckets.map(one => [one.key, one.doc_count]) ?? [])]),
  )
}

async function countedFacets(elastic: Elastic, memory: MentionMemory, asked: Asked, fields: readonly FacetField[]) {
  const counts = new Map(fields.map(field => [field, new Map<string, number>()]))
  for await (const slice of decided(elastic, memory, asked)) {
    for (const mention of slice) {
      for (const [field, count] of counts) {
        for (const value of new Set(valuesOf(mention, field))) count.set(value, (count.get(value) ?? 0) + 1)
      }
    }
  }
  return Object.fromEntries([...counts].map(([field, count]) => [field, facet([...count])]))
}

function valuesOf(mention: Analysed, field: FacetField): readonly string[] {
  switch (field) {
    case 'channel':
      return [mention.channel]
    case 'sentiment':
      return [mention.analysis.sentiment]
    case 'topic':
      return mention.analysis.topics.map(({ topic }) => topic)
    case 'government':
      return mention.analysis.government === null ? [] : [mention.analysis.government.topic]
    case 'unsure':
      return mention.analysis.unsure ? ['unsure'] : []
    case 'source':
      return [mention.sourceId]
    case 'region':
      return mention.region === null ? [] : [mention.region]
  }
}

function facet(counts: readonly (readonly [string, number])[]): Facet {
  return counts
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES)
}

/** Bars over [fromAt, toAt) that begin at whole hours or days of +08:00, empty ones present. @throws {Rejected} index/too-many-bars */
export async function histogramOf(
  elastic: Elastic,
  memory: MentionMemory,
  asked: Asked,
  interval: Interval,
  fromAt: EpochMs,
  toAt: EpochMs,
): Promise<readonly Bar[]> {
  if (!(toAt > fromAt)) return []
  const width = interval === 'hour' ? HOUR_MS : DAY_MS
  // Hours begin together everywhere that is whole hours from UTC, as +08:00 is.
  const start = interval === 'hour' ? Math.floor(fromAt / HOUR_MS) * HOUR_MS : dayStart(fromAt)
  const size = Math.ceil((toAt - start) / width)
  if (size > MOST_BARS) throw new Rejected('index/too-many-bars', { detail: `${size}, at most ${MOST_BARS}` })
  const bars = Array.from({ length: size }, (_, n) => ({ at: start + n * width, count: 0, negative: 0 }))
  const barAt = (at: EpochMs) => bars[Math.floor((at - start) / width)]!
  const within: Asked = {
    ...asked,
    dsl: { bool: { filter: [asked.dsl, { range: { seenAt: { gte: fromAt, lt: toAt } } }] } },
  }
  if (asked.decides === null) {
    const { times } = await aggregated<{ times?: Buckets<number> }>(elastic, within.dsl, { times: timesBy(interval) })
    for (const { key, doc_count, negative } of times?.buckets ?? []) {
      const bar = barAt(key)
      bar.count = doc_count
      bar.negative = negative?.doc_count ?? 0
    }
    return bars
  }
  for await (const slice of decided(elastic, memory, within)) {
    for (const { seenAt, analysis } of slice) {
      const bar = barAt(seenAt)
      bar.count++
      if (analysis.sentiment === 'negative') bar.negative++
    }
  }
  return bars
}

/** Only bars that hold something come over the wire; the empty ones are known here. */
function timesBy(interval: Interval) {
  return {
    date_histogram: { field: 'seenAt', calendar_interval: interval, time_zone: '+08:00', min_doc_count: 1 },
    aggregations: { negative: { filter: { term: { sentiment: 'negative' } } } },
  } as const
}
