import type { Analysed, Channel, EpochMs, GovernmentTopic, Query, Sentiment, Topic } from '@guanlan/domain'

/** What narrows a search besides its query; an empty list or null narrows nothing. */
export type Filters = Readonly<{
  fromAt?: EpochMs // seenAt >= fromAt
  toAt?: EpochMs // seenAt < toAt
  channels?: readonly Channel[]
  sentiments?: readonly Sentiment[]
  topics?: readonly Topic[]
  governments?: readonly GovernmentTopic[] // whose business it is; a mention without that verdict passes none
  unsure?: boolean // true: the model does not know the sentiment · false: it does
  sourceIds?: readonly string[]
  regions?: readonly string[]
  ids?: readonly string[] // at most 1,000
}>

/** One search: no query means everything the filters leave. */
export type Search = Readonly<{ query: Query | null; filters: Filters }>

/** A page in the one order: seenAt descending, id ascending. `after` is the `next` of the page before. */
export type PageRequest = Readonly<{ limit: number; after?: string }>
export type Page = Readonly<{
  mentions: readonly Analysed[]
  total: number // exact
  next: string | null
}>

/** Of `unsure` the one value is `unsure`: a mention the model is sure of has none. */
export type FacetField = 'channel' | 'sentiment' | 'topic' | 'government' | 'unsure' | 'source' | 'region'
/** Exact counts, most first, ties by value; at most 1,000 values. */
export type Facet = readonly Readonly<{ value: string; count: number }>[]

/** One bar: `at` is its start at +08:00. Empty bars are present. */
export type Bar = Readonly<{ at: EpochMs; count: number; negative: number }>
export type Interval = 'hour' | 'day'

/** `written` now current; `stale` an equal or newer version was already there: nothing changed. */
export type WriteOutcome = 'written' | 'stale'

/** Every mention, searchable by characters; written by the indexer alone. */
export interface MentionIndex {
  /** Version is `indexVersion(mention)`; older or equal versions change nothing. All of one call or nothing. */
  write(mentions: readonly Analysed[]): Promise<readonly WriteOutcome[]>
  /** In the order asked; null where there is none. */
  getMany(ids: readonly string[]): Promise<readonly (Analysed | null)[]>
  /** @throws {Rejected} index/bad-cursor */
  search(search: Search, page: PageRequest): Promise<Page>
  count(search: Search): Promise<number>
  facets(search: Search, fields: readonly FacetField[]): Promise<Readonly<Partial<Record<FacetField, Facet>>>>
  /** Bars over [fromAt, toAt); at most 2,000. */
  histogram(search: Search, interval: Interval, fromAt: EpochMs, toAt: EpochMs): Promise<readonly Bar[]>
  /** Makes everything written so far searchable. */
  refresh(): Promise<void>
  /** Makes what was written over unreadable in the store's files, words of the search included. May take minutes on a large index. */
  scrub(): Promise<void>
  close(): Promise<void>
}
