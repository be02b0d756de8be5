import type { Channel } from './channel.ts'
import type { EpochMs } from './time.ts'
import type { Topic } from './topic.ts'

/** The channel's own counts; null where it gives none, which is not zero. */
export type Interactions = Readonly<{
  reads: number | null
  likes: number | null
  comments: number | null
  reposts: number | null
}>

/** A channel that gives no counts. */
export const NO_INTERACTIONS: Interactions = { reads: null, likes: null, comments: null, reposts: null }

/** How far a medium carries; `none` for everything that is not a news medium. */
export type MediaRank = 'none' | 'local' | 'provincial' | 'national'

/** What was fetched or pushed, before cleaning: extracted fields and the hash of the evidence, never page bytes. */
export type Raw = Readonly<{
  sourceId: string
  channel: Channel
  externalId: string | null // the channel's own id; null when it gives none
  url: string | null // as found, absolute; null for a hotline order or an app message
  title: string // may be empty
  text: string // plain text as extracted, not yet normalised; masked of phones and ID numbers
  author: string | null // name as shown; null for callers and where none is given
  authorIsOrganisation: boolean // only then may anything be counted or searched by author
  publishedAt: EpochMs | null // as the channel states it; may be wrong
  fetchedAt: EpochMs // when we read it or it was pushed to us
  mediaRank: MediaRank
  region: string | null // district as stated by the channel
  interactions: Interactions
  evidence: string | null // content hash in the evidence store; null when nothing was kept
  sequence?: number // arrival number within the source, for doors that promise one
}>

/** A published time we keep as stated but do not believe: it never orders anything. */
export type TimeDoubt = 'none' | 'missing' | 'future' | 'ancient'

/** One item of public speech on one channel, normalised. One version of it; an edit makes a new version of the same id. */
export type Mention = Readonly<{
  id: string // SHA-256 hex of channel and external id, else of the canonical URL; never changes
  contentVersion: number // 1, 2, …: counts edits of the item
  contentHash: string // SHA-256 hex of folded title and text; equal for exact copies, never merges ids
  sourceId: string
  channel: Channel
  url: string | null // absolute, canonical
  title: string // plain text, may be empty
  text: string // plain text, not blank, phones and ID numbers masked
  author: string | null
  authorIsOrganisation: boolean
  publishedAt: EpochMs | null // as stated
  publishedDoubt: TimeDoubt
  seenAt: EpochMs // when its first arrival was read; fixed for ever, orders everything
  mediaRank: MediaRank
  region: string | null
  interactions: Interactions
  evidence: string | null
}>

export const SENTIMENTS = ['negative', 'neutral', 'positive'] as const
export type Sentiment = (typeof SENTIMENTS)[number]
export const SENTIMENT_NAMES: Readonly<Record<Sentiment, string>> = {
  negative: '负面',
  neutral: '中性',
  positive: '正面',
}

/** A half-open range [from, to) in UTF-16 units of one field of the mention. */
export type Span = Readonly<{ field: 'title' | 'text'; from: number; to: number }>

/** Words that carried a label: where they stand in the original, and how much they weighed (sign = direction). */
export type Reason = Readonly<{ span: Span; words: string; weight: number }>

export type EntityKind = 'place' | 'road' | 'line' | 'organisation' | 'plate'

/** Something named in the text. Plates are masked before they get here. */
export type Entity = Readonly<{ kind: EntityKind; name: string; span: Span }>

/** What a sentence does, with its stance: `negated` "未发生罢运", `hypothetical` "如果停运", `past` "去年罢运", `reported` quoting others. */
export type Cue = Readonly<{
  kind: 'action' | 'casualty' | 'conflict' | 'corruption' | 'interest' | 'complaint'
  words: string
  stance: 'affirmed' | 'negated' | 'hypothetical' | 'past' | 'reported'
  span: Span
}>

/** Suggested by machine. What people correct is kept beside it, never over it. */
export type Analysis = Readonly<{
  run: number // analysis run, 1 …; rises when a model is replayed over old mentions
  model: string // name and version of models and dictionaries
  sentiment: Sentiment
  sentimentScore: number // −1 (negative) .. 1 (positive)
  confidence: number // 0..1, probability of the chosen sentiment
  sentimentReasons: readonly Reason[]
  topics: readonly Readonly<{ topic: Topic; confidence: number; reasons: readonly Reason[] }>[]
  entities: readonly Entity[]
  cues: readonly Cue[]
  fingerprint: readonly number[] // 32-bit MinHash values of the folded text; see packages/text
  words: readonly string[] // segmented key words, for hot words and grouping; at most 64
}>

/** A mention with what the machine makes of it. */
export type Analysed = Mention & Readonly<{ analysis: Analysis }>

/** Version under which the index stores a mention: an edit beats a new analysis, a new analysis beats the old one. */
export function indexVersion(mention: Analysed): number {
  return mention.contentVersion * 1_000_000 + mention.analysis.run
}
