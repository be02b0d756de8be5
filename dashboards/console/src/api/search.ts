import type { MentionView } from './mention.ts'
import type { Bar } from './record.ts'

/** Whether the query line was understood; if not, where it broke, in words, and a repair when there is one. */
export type QueryVerdict =
  | Readonly<{ ok: true }>
  | Readonly<{ ok: false; at: number; length: number; message: string; repair: string | null }>

export type SearchPage = Readonly<{
  total: number
  next: string | null
  mentions: readonly MentionView[]
  query: QueryVerdict
}>

export type FacetValue = Readonly<{ value: string; name?: string; count: number }>
export type Facets = Readonly<Record<string, readonly FacetValue[] | undefined>>
export type Histogram = Readonly<{ bars: readonly Bar[] }>
