import type { EpochMs, FindPhrases, Period } from '@guanlan/domain'
import type { EventStore, Frontier, MentionIndex, Search } from '@guanlan/ports'
import type { Records } from '@guanlan/runtime'
import type { FigureMaker } from './figures.ts'

/** What composing reads; it writes nothing. */
export type ComposeDeps = Readonly<{
  index: MentionIndex
  records: Records
  events: EventStore
  frontier: Frontier
  findPhrases: FindPhrases
  now: () => EpochMs
}>

/** One composition under way: its period, the one before, and the numbering of its figures. */
export type Reading = ComposeDeps & Readonly<{ period: Period; before: Period; figures: FigureMaker }>

/** Everything first seen in a period, narrowed by more filters. */
export const over = ({ fromAt, toAt }: Period, more: Partial<Search['filters']> = {}): Search => ({
  query: null,
  filters: { fromAt, toAt, ...more },
})
/** Whether an instant lies in a period; null lies in none. */
export const within = ({ fromAt, toAt }: Period, at: EpochMs | null) => at !== null && at >= fromAt && at < toAt
