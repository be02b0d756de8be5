import type { EpochMs } from '@guanlan/domain'

/** How an item is kept: `masked` as it is, `unmasked` encrypted with a key of its own. */
export type EvidenceKind = 'masked' | 'unmasked'

export type EvidenceNote = Readonly<{
  hash: string // SHA-256 hex of the original bytes
  kind: EvidenceKind
  bytes: number // of the original
  storedBytes: number
  mediaType: string
  at: EpochMs // first put
}>

/** Where bytes came from: what a fetch answered, or which door they were pushed through. */
export type Origin = Readonly<{
  sourceId: string
  readAs: 'entry' | 'article' | 'row' // a source's own address and its older pages · one item's page · one row of a door or file
  url: string | null // as asked; null for what was pushed or imported
  finalUrl: string | null // after redirects
  status: number | null
  headers: Readonly<Record<string, string>> // of the answer, names in lower case; never cookies
}>

/** One arrival of evidence: the same bytes fetched twice have two, their note tells of the first. */
export type Receipt = Origin & Readonly<{ hash: string; mediaType: string; at: EpochMs }>

/** Which receipts: of arrivals within [fromAt, toAt), of one source or of all. */
export type ReceiptSearch = Readonly<{ fromAt: EpochMs; toAt: EpochMs; sourceId?: string }>

/**
 * Originals by their SHA-256: compressed; `unmasked` ones encrypted (AES-256-GCM, one key per item wrapped by a key from a file).
 * Putting the same bytes twice keeps one.
 */
export interface Evidence {
  /** Durable when it settles; with an origin it leaves a receipt too. */
  put(bytes: Uint8Array, kind: EvidenceKind, mediaType: string, origin?: Origin): Promise<EvidenceNote>
  /** @throws {NotFound} evidence/none, evidence/expunged @throws {Unavailable} evidence/damaged when bytes no longer fit their hash */
  get(hash: string): Promise<Readonly<{ note: EvidenceNote; bytes: Uint8Array }>>
  note(hash: string): Promise<EvidenceNote | null>
  /** Every arrival of one item, oldest first; at most 1,000. */
  receipts(hash: string): Promise<readonly Receipt[]>
  /** A page of receipts, oldest first; `after` is the `next` of the page before. */
  received(
    search: ReceiptSearch,
    page: Readonly<{ limit: number; after?: string }>,
  ): Promise<Readonly<{ receipts: readonly Receipt[]; next: string | null }>>
  /** Destroys the key (unmasked) or the bytes (masked): it can never be read again. Its receipts lose address and headers. */
  expunge(hash: string): Promise<void>
  close(): Promise<void>
}
