import {
  type Analysed,
  CHANNEL_NAMES,
  type Channel,
  GOVERNMENT_TOPICS,
  isChannel,
  isGovernmentTopic,
  isTopic,
  matches,
  parse,
  type Query,
  Rejected,
  SENTIMENT_NAMES,
  SENTIMENTS,
  type Sentiment,
  type Span,
  TOPICS,
  type Topic,
} from '@guanlan/domain'
import type { FacetField, Filters, Search } from '@guanlan/ports'
import { type Static, Type } from 'typebox'
import { At, Closed, Text } from './fields.ts'

/** What every search route takes; lists are comma-separated. */
export const searchFields = {
  q: Type.Optional(Text(4000)),
  from: Type.Optional(At),
  to: Type.Optional(At),
  channel: Type.Optional(Text(400)),
  sentiment: Type.Optional(Text(60)),
  topic: Type.Optional(Text(400)),
  government: Type.Optional(Text(200)),
  unsure: Type.Optional(Text(20)),
  source: Type.Optional(Text(4000)),
  region: Type.Optional(Text(400)),
}
export const SearchParams = Closed(searchFields)
export type SearchAsked = Static<typeof SearchParams>

const listed = (text: string | undefined): readonly string[] =>
  (text ?? '')
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '')

function known<Word extends string>(text: string | undefined, is: (word: string) => word is Word): readonly Word[] {
  const words = listed(text)
  const stranger = words.find(word => !is(word))
  if (stranger !== undefined) throw new Rejected('http/bad-request', { detail: `不认识：${stranger.slice(0, 40)}` })
  return words as readonly Word[]
}

const isSentiment = (word: string): word is Sentiment => (SENTIMENTS as readonly string[]).includes(word)

const isSureness = (word: string): word is keyof typeof SURENESS => Object.hasOwn(SURENESS, word)
const SURENESS = { unsure: '拿不准', sure: '有把握' } as const

/** `unsure` or `sure`; both narrow nothing. */
function surenessOf(asked: string | undefined): Pick<Filters, 'unsure'> {
  const words = new Set(known(asked, isSureness))
  return words.size === 1 ? { unsure: words.has('unsure') } : {}
}

/** The filters of a search. @throws {Rejected} http/bad-request for an unknown channel, sentiment, topic, government topic or sureness */
export function filtersOf(asked: SearchAsked): Filters {
  return {
    ...(asked.from === undefined ? {} : { fromAt: asked.from }),
    ...(asked.to === undefined ? {} : { toAt: asked.to }),
    channels: known<Channel>(asked.channel, isChannel),
    sentiments: known(asked.sentiment, isSentiment),
    topics: known<Topic>(asked.topic, isTopic),
    governments: known(asked.government, isGovernmentTopic),
    ...surenessOf(asked.unsure),
    sourceIds: listed(asked.source),
    regions: listed(asked.region),
  }
}

/** A query as typed: read, or where it breaks and what would do. A blank one asks for everything. */
export type QueryAsked =
  | Readonly<{ ok: true; query: Query | null }>
  | Readonly<{ ok: false; at: number; length: number; message: string; repair: string | null }>

/** Reads the query line; never throws. */
export function queryOf(text: string | undefined): QueryAsked {
  if ((text ?? '').trim() === '') return { ok: true, query: null }
  const parsed = parse(text!)
  return parsed.ok ? { ok: true, query: parsed.ast } : parsed
}

/** The search a route must be able to run. @throws {Rejected} query/bad with the position and the reason, http/bad-request */
export function searchOf(asked: SearchAsked): Search {
  const read = queryOf(asked.q)
  if (!read.ok) throw new Rejected('query/bad', { detail: `第 ${read.at + 1} 个字符：${read.message}` })
  return { query: read.query, filters: filtersOf(asked) }
}

/** Marks what a query found in a mention. */
export function marksOf(query: Query | null): (mention: Analysed) => readonly Span[] {
  return mention => (query === null ? [] : (matches(query, mention) ?? []))
}

/** What a facet value is called on screen. */
export function facetName(field: FacetField, value: string, sourceNamed: (id: string) => string): string {
  if (field === 'channel' && isChannel(value)) return CHANNEL_NAMES[value]
  if (field === 'sentiment' && isSentiment(value)) return SENTIMENT_NAMES[value]
  if (field === 'topic' && isTopic(value)) return TOPICS[value]
  if (field === 'government' && isGovernmentTopic(value)) return GOVERNMENT_TOPICS[value]
  if (field === 'unsure' && isSureness(value)) return SURENESS[value]
  return field === 'source' ? sourceNamed(value) : value
}
