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
  fetchWindow?: string | null // '01:00-06:00'
  robotsOverride?: RobotsOverride | null
  legalBasis?: string // on what ground it is read
  impactNote?: string // what reading it means for people's data and for the site
  appId?: string // WeChat pushes
  mapping?: ColumnMapping // by a move of its own
  keyIssue?: number
  reported?: Readonly<Record<string, unknown>> // hotlines: months reported in figures
}>

/** Which column of a file becomes which field; `vendor` is what people call the system that makes the files. */
export type ColumnMapping = Readonly<{ vendor: string; columns: Readonly<Record<string, string>> }>

/** Whether the crawler reads it; else others push to it or files are imported. */
export const isPulled = ({ kind }: Pick<SourceState, 'kind'>) => !['door', 'wechat-push', 'file'].includes(kind)

/** A source as its form would give it: without what is set by moves of its own. */
export function formOf(state: SourceState): SourceForm {
  const { robotsOverride: _override, mapping: _mapping, keyIssue: _issue, reported: _reported, ...form } = state
  return form
}

/** What a sender is handed when a key is issued, shown once. */
export type IssuedKeys = Readonly<{
  key: string | null
  signing: string | null
  wechat: Readonly<{ path: string; token: string; aesKey: string }> | null
}>

/** Why a source is read although the site's robots.txt says no. */
export type RobotsOverride = Readonly<{ reason: string; by: string; at: EpochMs; host: string }>

/** A source as a form gives it; without an id the desk computes one. */
export type SourceForm = Omit<SourceState, 'id' | 'robotsOverride' | 'mapping' | 'keyIssue' | 'reported'> &
  Readonly<{ id?: string }>

/** How a source has been doing; null before its first attempt. */
export type SourceHealth = Readonly<{
  lastAttemptAt: EpochMs | null
  lastSuccessAt: EpochMs | null
  lastError: string | null
  failuresInRow: number
  itemsLastRun: number
  itemsTotal: number
  nextDueAt: EpochMs | null
  holding?: Readonly<{ reason: 'window' | 'asked' | 'circuit' | 'elsewhere'; until: EpochMs }> | null
  circuit?: Readonly<{ state: 'closed' | 'open' | 'half-open'; failures: number }>
  everyMs?: number | null // of an adaptive source
}>

/** What keeps a source from being read, or is odd about what it brings. */
export type SourceTrouble = 'robots' | 'layout' | 'failing' | 'empty' | 'silent' | 'late' | 'low' | 'high'

/** How a source does against its own last four weeks; counts are mentions a day. */
export type WatchedSource = Readonly<{
  trouble: SourceTrouble | null
  since: EpochMs | null
  band: Readonly<{ low: number; usual: number; high: number }> | null // null while too little is known
  yesterday: number | null
  today: number
  lastAt: EpochMs | null
}>

/** Our own machinery needs an operator 告警. */
export type AlarmItem = RecordOf<
  Readonly<{
    sourceId: string
    trouble: SourceTrouble
    note: string
    raisedAt: EpochMs
    seenBy: Readonly<{ name: string }> | null
    seenAt: EpochMs | null
  }>
> &
  Readonly<{ name: string }>

/** Which sources fed a watch in the last four weeks, most first. */
export type WatchCoverage = Readonly<{
  watchId: string
  name: string
  mentions: number
  sources: readonly Readonly<{ sourceId: string; name: string; count: number; trouble: SourceTrouble | null }>[]
}>

export type SourceItem = RecordOf<SourceState> &
  Readonly<{
    health?: SourceHealth | null
    waitingPages?: number // discovered, not read yet
    errorCounts?: readonly Readonly<{ code: string; words: string; times: number }>[]
    errorWords?: string | null // of the last failure
    watched?: WatchedSource | null
    indexed?: number // its searchable mentions
    staleRules?: readonly string[] // hosts whose rule matches its pages no more
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

/** How far an import has come; `part` of a workbook, 0 to 1. */
export type ImportJob = Readonly<{
  bytes: number
  total: number | null
  part: number | null
  accepted: number
  refused: number
  state: 'reading' | 'done' | 'failed'
}>

/** One column of a file under trial. */
export type TriedColumn = Readonly<{
  heading: string
  field: string | null
  caller: boolean // tells of a caller: never read
  samples: readonly Readonly<{ row: number; was: string; becomes: string }>[]
  faults: readonly Readonly<{ code: string; message: string; count: number; row: number }>[]
}>

/** What an import would do with a file's first hundred rows. */
export type TriedFile = Readonly<{
  mapping: ColumnMapping | null
  by: 'given' | 'saved' | 'guessed'
  columns: readonly TriedColumn[]
  rows: number
  accepted: number
  refused: readonly Readonly<{ row: number; code: string; message: string }>[]
  fits: readonly string[]
}>
