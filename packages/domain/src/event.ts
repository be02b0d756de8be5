import type { Sentiment } from './analysis.ts'
import type { Channel } from './channel.ts'
import type { Suggestion } from './level.ts'
import type { EpochMs } from './time.ts'
import type { Topic } from './topic.ts'

/** Three separate figures 0..100, each with its components and formula version (domain rules §6). */
export type Measure = Readonly<{
  value: number | null
  components: Readonly<Record<string, number | null>>
  version: string
}>

/** A burst of related mentions, one happening 舆情事件: written by alerting alone. */
export type EventRecord = Readonly<{
  id: string // computed from the id of its first mention
  title: string // of its first mention, or of the mention nearest the centre, graver ones first, once there are several
  watchIds: readonly string[] // watches whose mentions are in it
  firstMentionId: string
  firstSeenAt: EpochMs
  lastSeenAt: EpochMs
  mentions: number
  copies: number // of these, near-identical reposts folded under another
  negative: number
  byChannel: Readonly<Partial<Record<Channel, number>>>
  bySentiment: Readonly<Record<Sentiment, number>>
  byTopic: Readonly<Partial<Record<Topic, number>>>
  words: readonly string[] // most telling key words, at most 12
  exemplars: readonly string[] // mention ids that say it best, at most 5, first mention first
  heat: Measure
  negativity: Measure
  risk: Measure
  suggestion: Suggestion | null
  mergedInto: string | null // a person merged it away
}>
