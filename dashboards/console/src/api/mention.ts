import type { EpochMs } from './record.ts'

export type Sentiment = 'negative' | 'neutral' | 'positive'

/** A half-open range [from, to) in UTF-16 units of one field. */
export type Span = Readonly<{ field: 'title' | 'text'; from: number; to: number }>

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
  sentiment: Sentiment
  sentimentScore: number
  confidence: number
  topics: readonly Readonly<{ topic: string; name?: string; confidence: number }>[]
  entities: readonly Readonly<{ kind: string; name: string }>[]
  spans: readonly Span[]
  eventId: string | null
}>
