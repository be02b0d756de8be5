import type { LabelView } from './label.ts'
import type { EpochMs, MoveView } from './record.ts'

export type Sentiment = 'negative' | 'neutral' | 'positive'

/** A half-open range [from, to) in UTF-16 units of one field. */
export type Span = Readonly<{ field: 'title' | 'text'; from: number; to: number }>

/** Words that carried a label, where they stand in the original, and how much they weighed; above 0 spoke for the label. */
export type Reason = Readonly<{ span: Span; words: string; weight: number }>

/** Whose business the machine takes the mention for. `scores` are probabilities and sum to 1. */
export type Government = Readonly<{
  topic: string
  name: string
  confidence: number
  scores: Readonly<Record<string, number>>
  reasons: readonly Reason[]
  leaves: readonly Readonly<{ leaf: string; confidence: number }>[]
}>

/** Something named in the text; `id` is the entry of the bureau's table of names, `value` what a date, amount or count comes to. */
export type Entity = Readonly<{
  kind: string
  kindName: string
  name: string
  id: string | null
  value: number | null
  span: Span
}>

export type Cue = Readonly<{ kind: string; words: string; stance: string; span: Span }>
export type Act = Readonly<{ kind: string; words: string; span: Span }>

/** A word written so that a search misses it, and how it is read. */
export type Disguise = Readonly<{ kind: string; words: string; meant: string; span: Span }>

/** What a hotline says of an order besides its text; null where it does not say. */
export type HotlineOrder = Readonly<{
  number: string | null
  line: string | null
  otherNumber: string | null
  type: string | null
  state: string | null
  via: string | null
  unit: string | null
  dueAt: EpochMs | null
  closedAt: EpochMs | null
  atOnce: boolean | null
  calledBack: boolean | null
  satisfied: boolean | null
}>

/** One published item 提及 as the desk shows it; `spans` are the places that matched. */
export type MentionView = Readonly<{
  id: string
  title: string
  text: string
  channel: string
  sourceId: string
  sourceName: string
  author: string | null
  authorIsOrganisation: boolean
  url: string | null
  publishedAt: EpochMs | null
  publishedDoubt: 'none' | 'missing' | 'future' | 'ancient'
  seenAt: EpochMs
  region: string | null
  interactions: Readonly<Record<'reads' | 'likes' | 'comments' | 'reposts', number | null>>
  mediaRank: string
  evidence: string | null
  furtherEvidence?: readonly string[] // of the following pages of a split article
  attachments?: readonly Readonly<{ url: string; title: string }>[] // files the original offers
  order?: HotlineOrder
  answer?: Readonly<{ text: string; at: EpochMs | null; by: string | null }>
  repostOf?: string // id of the mention this one repeats, as the channel states it
  withdrawn?: true // its sender says it was deleted
  contentVersion: number
  sentiment: Sentiment
  sentimentScore: number
  sentimentScores: Readonly<Record<Sentiment, number>> | null // null from releases that did not keep them
  confidence: number
  unsure: boolean
  reasons: readonly Reason[]
  topics: readonly Readonly<{ topic: string; name?: string; confidence: number; reasons: readonly Reason[] }>[]
  government: Government | null
  entities: readonly Entity[]
  cues: readonly Cue[]
  acts: readonly Act[]
  disguises: readonly Disguise[]
  model: string
  label: LabelView | null // what people say; null when nobody has corrected it
  spans: readonly Span[]
  eventId: string | null
}>

/** One mention with every correction of its label, oldest first. */
export type MentionDetail = MentionView & Readonly<{ history: readonly MoveView[] }>
