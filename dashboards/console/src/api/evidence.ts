import type { EpochMs, MoveView } from './record.ts'

/** One arrival of an original: where it was read, what the site answered. */
export type Receipt = Readonly<{
  url: string | null
  finalUrl: string | null
  status: number | null
  headers: Readonly<Record<string, string>>
  mediaType: string
  at: EpochMs
}>

/** One original as kept. */
export type EvidenceItem = Readonly<{
  hash: string
  note: Readonly<{ kind: 'masked' | 'unmasked'; bytes: number; mediaType: string; at: EpochMs }> | null
  receipts: readonly Receipt[]
}>

/** What was done with the originals of one mention. */
export type EvidenceRecord = Readonly<{
  reads: number
  expunged: Readonly<{ by: string; at: EpochMs; reason: string; hashes: readonly string[] }> | null
  forgotten: Readonly<{ at: EpochMs; goneBy: EpochMs; messages: number }> | null
}>

/** Everything known of a mention's originals but what they say. */
export type EvidenceView = Readonly<{
  items: readonly EvidenceItem[]
  record: EvidenceRecord | null
  moves: readonly MoveView[]
}>

/** An original as it was, nothing masked. */
export type Original = Readonly<{ hash: string; mediaType: string; at: EpochMs; whole: boolean; text: string }>
