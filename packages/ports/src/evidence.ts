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

/**
 * Originals by their SHA-256: compressed; `unmasked` ones encrypted (AES-256-GCM, one key per item wrapped by a key from a file).
 * Putting the same bytes twice keeps one.
 */
export interface Evidence {
  /** Durable when it settles. */
  put(bytes: Uint8Array, kind: EvidenceKind, mediaType: string): Promise<EvidenceNote>
  /** @throws {NotFound} evidence/none, evidence/expunged @throws {Unavailable} evidence/damaged when bytes no longer fit their hash */
  get(hash: string): Promise<Readonly<{ note: EvidenceNote; bytes: Uint8Array }>>
  note(hash: string): Promise<EvidenceNote | null>
  /** Destroys the key (unmasked) or the bytes (masked): it can never be read again. */
  expunge(hash: string): Promise<void>
  close(): Promise<void>
}
