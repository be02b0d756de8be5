import type { EpochMs, RecordOf } from './record.ts'

/** One address we poll or one door that others push to 信源. */
export type SourceState = Readonly<{
  id: string
  name: string
  channel: string
  kind: string
  url: string | null
  schedule: string | null
  mediaRank: string
  region: string | null
  linkPattern: string | null
  listSelector: string | null
  backfillPages: number
  crawlDelayMs: number | null
  active: boolean
}>

/** A source as a form gives it; without an id the desk computes one. */
export type SourceForm = Omit<SourceState, 'id'> & Readonly<{ id?: string }>

/** How a source has been doing; null before its first attempt. */
export type SourceHealth = Readonly<{
  lastAttemptAt: EpochMs | null
  lastSuccessAt: EpochMs | null
  lastError: string | null
  failuresInRow: number
  itemsLastRun: number
  itemsTotal: number
  nextDueAt: EpochMs | null
}>

export type SourceItem = RecordOf<SourceState> &
  Readonly<{
    health?: SourceHealth | null
    indexed?: number // its searchable mentions
  }>

/** What a test fetch found. */
export type SourcePreview = Readonly<{
  items: readonly Readonly<{ title: string; url: string | null; publishedAt: EpochMs | null; text: string }>[]
  notes: readonly string[]
}>

/** What became of an imported file. */
export type ImportOutcome = Readonly<{
  id: string
  rows: number
  accepted: number
  refused: number
  report: readonly Readonly<{ row: number; code: string; message: string }>[]
  reportUrl?: string | null
}>
