import type { MentionView } from './mention.ts'
import type { Bar, EpochMs, Suggestion } from './record.ts'

/** A figure 0..100 with its components and formula version; null when there is too little to say. */
export type Measure = Readonly<{
  value: number | null
  components: Readonly<Record<string, number | null>>
  version: string
}>

/** A burst of related mentions 舆情事件. */
export type EventView = Readonly<{
  id: string
  title: string
  watchIds: readonly string[]
  firstMentionId: string
  firstSeenAt: EpochMs
  lastSeenAt: EpochMs
  mentions: number
  copies: number
  negative: number
  byChannel: Readonly<Record<string, number>>
  bySentiment: Readonly<Record<string, number>>
  byTopic: Readonly<Record<string, number>>
  words: readonly string[]
  exemplars: readonly string[]
  heat: Measure
  negativity: Measure
  risk: Measure
  suggestion: Suggestion | null
  mergedInto: string | null
}>

export type EventItem = Readonly<{ event: EventView; alertId: string | null; caseId: string | null }>
export type EventPage = Readonly<{ items: readonly EventItem[]; next: string | null }>

/** Mentions of a channel: all of them, and the negative ones where the desk counts them. */
export type ChannelCount = Readonly<{
  channel?: string
  value?: string
  name?: string
  count: number
  negative?: number
}>

/** A key phrase: how many of the mentions looked at say it, how it stands to the weeks before, and the search it stands for. */
export type KeyPhrase = Readonly<{
  phrase: string
  kind: 'word' | 'new' | 'hashtag'
  mentions: number
  times: string | null // in words; null: nothing to compare with
  q: string
}>

/** Key phrases of an event against the four weeks before it, or the other mentions of its time. */
export type KeyPhrases = Readonly<{
  at: EpochMs
  of: number
  against: 'before' | 'others'
  before: number
  fromAt: EpochMs
  toAt: EpochMs
  comparable: boolean
  items: readonly KeyPhrase[]
}>

/** One event with its course and first members. */
export type EventDetail = EventItem &
  Readonly<{
    timeline: Readonly<{ interval?: string; bars: readonly Bar[] }>
    channels: readonly ChannelCount[]
    phrases: KeyPhrases | null // null: not looked at yet, or fewer than five mentions
    mentions: readonly MentionView[]
    members: number
  }>
