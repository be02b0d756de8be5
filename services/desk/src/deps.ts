import type {
  Account,
  Brief,
  CasePolicy,
  ColumnMapping,
  Composed,
  EpochMs,
  Reextraction,
  ReextractionProgress,
  Replay,
  ReplayProgress,
  RulePart,
  SiteSelectors,
  Source,
} from '@guanlan/domain'
import type {
  Accounts,
  Bus,
  Clock,
  EventStore,
  Evidence,
  Fetched,
  Fetcher,
  Frontier,
  Ledger,
  MentionIndex,
  Secrets,
} from '@guanlan/ports'
import type { Log, Records } from '@guanlan/runtime'

/** What a test fetch of a source found. */
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
  codes: Readonly<Record<string, number>>
  report: readonly Readonly<{ row: number; code: string; message: string }>[]
}>

export type FileFormat = 'csv' | 'ndjson' | 'xlsx'

/** How far an import has come; `part` of a workbook is 0 to 1, null for formats that are read as they come. */
export type ImportProgress = Readonly<{ bytes: number; accepted: number; refused: number; part: number | null }>

/** What an import would do, tried on a hundred rows: `columns` say what becomes of each. */
export type FileTrial = Readonly<{
  mapping: ColumnMapping | null
  by: 'given' | 'saved' | 'guessed'
  columns: readonly unknown[]
  rows: number
  accepted: number
  refused: readonly unknown[]
  fits: readonly string[]
}>

/** What a brief is composed of. */
export type ComposeRequest = Readonly<{
  kind: Brief['kind']
  period: Readonly<{ fromAt: EpochMs; toAt: EpochMs }>
  caseId: string | null
}>

/** Replays of a period under the present models, one at a time. */
export type Replays = Readonly<{
  /** Settles when it has begun. @throws {Conflict} reclassify/running */
  begin: (replay: Replay, by: Account) => Promise<ReplayProgress>
  progress: () => ReplayProgress
}>

/** Re-extractions of a period, one at a time. */
export type Reextractions = Readonly<{
  /** Settles when it has begun. @throws {Conflict} re-extract/running */
  begin: (asked: Reextraction, by: Account) => Promise<ReextractionProgress>
  progress: () => ReextractionProgress
}>

/** How pages are read by the rule of their site, or by their shape alone. */
export type SiteReading = Readonly<{
  /** @throws {Rejected} site-rule/bad-selector naming the selector that is no CSS, or of a kind we refuse */
  check: (selectors: SiteSelectors) => void
  /** Reads a page out of the evidence; times in figures, ms since 1970. @throws {Rejected} where the page has nothing to read */
  read: (
    page: Readonly<{ url: string; bytes: Uint8Array; contentType: string; readAt: EpochMs }>,
    selectors: SiteSelectors | null,
  ) => Promise<Readonly<{ parts: Readonly<Record<RulePart, string>>; byRule: readonly RulePart[] }>>
}>

/** How the desk is set up. */
export type DeskSettings = Readonly<{
  bureau: string
  demo: boolean // shown on the log-in page
  secureCookies: boolean
  consoleFolder: string | null // built console; null: the API alone
  sessionMs: number
  setupCode: string | null // one-time code for the first account, printed in the terminal; null: no set-up by web
  importMaxBytes: number
  rsshub: string // address of the bureau's own RSSHub instance, '' where there is none
  casePolicy: CasePolicy
}>

/** Everything the desk stands on: ports and functions, never another service. */
export type DeskDeps = Readonly<{
  ledger: Ledger
  records: Records
  index: MentionIndex
  events: EventStore
  bus: Bus
  accounts: Accounts
  evidence: Evidence
  secrets: Secrets
  frontier: Frontier
  clock: Clock
  fetcher: Fetcher
  log: Log
  /** Plain text of a fetched page, whatever its charset. */
  pageText: (page: Fetched) => string
  compose: (request: ComposeRequest) => Promise<Composed>
  /** The brief as a file; a brief that is not signed is watermarked 草稿. */
  render: (brief: Brief, format: 'html' | 'docx') => Promise<Uint8Array>
  /** Rows of a file into a source; good rows survive a power loss when it settles. */
  importFile: (
    source: Source,
    bytes: AsyncIterable<Uint8Array>,
    format: FileFormat,
    progress?: (done: ImportProgress) => void,
  ) => Promise<ImportOutcome>
  /** What an import would do with a file's first hundred rows; nothing is kept. */
  tryFile: (
    source: Source,
    bytes: AsyncIterable<Uint8Array>,
    trial: Readonly<{ format: FileFormat; mapping: ColumnMapping | null; others: readonly ColumnMapping[] }>,
  ) => Promise<FileTrial>
  preview: (source: Source) => Promise<SourcePreview>
  siteReading: SiteReading
  replays: Replays
  reextractions: Reextractions
  settings: DeskSettings
}>
