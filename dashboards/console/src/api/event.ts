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

/** One event with its course and first members. */
export type EventDetail = EventItem &
  Readonly<{
    timeline: Readonly<{ interval?: string; bars: readonly Bar[] }>
    channels: readonly ChannelCount[]
    mentions: readonly MentionView[]
    members: number
  }>
