import type { Channel, EpochMs, Sentiment, Topic } from '@guanlan/domain'
import type { City } from './city.ts'
import type { Item, Site } from './item.ts'
import { addressOf } from './serve.ts'

/** What is true of one item. */
export type ItemTruth = Readonly<{
  truthId: string
  eventTruth: string | null // the happening it belongs to; null = to none, a cluster of its own
  nearDuplicateOf: string | null // truthId of what it copies
  sentiment: Sentiment
  topics: readonly Topic[]
  publishedAt: EpochMs
  url: string | null
}>

/** What is true of the storm up to an instant. */
export type StormTruth = Readonly<{
  id: string
  startsAt: EpochMs
  firstTruthId: string // who was first
  firstUrl: string | null // where; null while the city is not served and the first stood on a served site
  firstAuthor: string | null
  mentions: number
  negative: number
  responseAt: EpochMs | null // the bureau's statement, once it stands
}>

/** What is true of a city up to an instant. */
export type Truth = Readonly<{
  at: EpochMs
  items: ReadonlyMap<string, ItemTruth> // by truthId
  storm: StormTruth | null // null = none, or not begun
  events: ReadonlyMap<string, readonly string[]> // happening → truthIds, oldest first
  /** The truth about a mention, found by its channel's id, else its address; null for what is not of this city. */
  of(mention: Readonly<{ channel: Channel; externalId?: string | null; url: string | null }>): ItemTruth | null
}>

/**
 * Everything true of the city at an instant: what stands published at or before `at`. `origins` are those of the served
 * city, so that addresses can be told; without them only pushed items have one.
 */
export function truth(city: City, at: EpochMs, origins: Readonly<Partial<Record<Site, string>>> = {}): Truth {
  const all = city.itemsBetween(city.historyFromAt, at + 1)
  const items = new Map<string, ItemTruth>()
  const events = new Map<string, string[]>()
  const byPlace = new Map<string, ItemTruth>()
  for (const item of all) {
    const url = item.path.startsWith('/') && origins[item.site] === undefined ? null : addressOf(origins, item)
    const known = itemTruth(item, url)
    items.set(item.truthId, known)
    if (url !== null) byPlace.set(url, known)
    if (item.externalId !== null) byPlace.set(`${item.channel}\n${item.externalId}`, known)
    if (item.eventTruth !== null) {
      const members = events.get(item.eventTruth)
      if (members === undefined) events.set(item.eventTruth, [item.truthId])
      else members.push(item.truthId)
    }
  }
  return {
    at,
    items,
    storm: stormTruth(city, all, at, items),
    events,
    of: ({ channel, externalId, url }) =>
      byPlace.get(`${channel}\n${externalId ?? ''}`) ?? byPlace.get(externalId ?? '') ?? byPlace.get(url ?? '') ?? null,
  }
}

function itemTruth(item: Item, url: string | null): ItemTruth {
  return {
    truthId: item.truthId,
    eventTruth: item.eventTruth,
    nearDuplicateOf: item.nearDuplicateOf,
    sentiment: item.sentimentTruth,
    topics: item.topicTruth,
    publishedAt: item.publishedAt,
    url,
  }
}

function stormTruth(
  city: City,
  all: readonly Item[],
  at: EpochMs,
  items: ReadonlyMap<string, ItemTruth>,
): StormTruth | null {
  if (city.storm === null) return null
  const { id, plan } = city.storm
  const members = all.filter(({ eventTruth }) => eventTruth === id)
  const first = members[0]
  if (first === undefined) return null
  return {
    id,
    startsAt: first.publishedAt,
    firstTruthId: first.truthId,
    firstUrl: items.get(first.truthId)?.url ?? null,
    firstAuthor: first.author,
    mentions: members.length,
    negative: members.filter(({ sentimentTruth }) => sentimentTruth === 'negative').length,
    responseAt: plan.responseAt !== null && plan.responseAt <= at ? plan.responseAt : null,
  }
}
