import type { Fold, Move } from './ledger.ts'
import type { EpochMs } from './time.ts'

/** What was destroyed: the originals by their hashes, and the hash of what the mention said, so that it can still be proven what it was. */
export type Expunged = Readonly<{
  by: string // real name
  at: EpochMs
  reason: string
  hashes: readonly string[]
  contentHash: string | null // null when no mention stood in the index any more
}>

/** When no copy is left, where a store cannot forget at once. */
export type Forgotten = Readonly<{ at: EpochMs; goneBy: EpochMs; messages: number }>

/**
 * What was done with originals: who read them unmasked, and that they were expunged 销毁. The id is that of a mention for all its originals,
 * or the hash of one that was read by itself.
 */
export type EvidenceRecord = Readonly<{ reads: number; expunged: Expunged | null; forgotten: Forgotten | null }>

const NOTHING: EvidenceRecord = { reads: 0, expunged: null, forgotten: null }

/**
 * Moves: `read` ({ hash }, reason) an unmasked original was shown to a person; `expunged` ({ hashes, contentHash }, reason) is the decision
 * and bars the mention for ever; `forgotten` ({ goneBy, messages }) by the machine once every store has done its part.
 */
export const foldEvidence: Fold<EvidenceRecord> = (state: EvidenceRecord | null, move: Move) => {
  const now = state ?? NOTHING
  switch (move.type) {
    case 'read':
      return { ...now, reads: now.reads + 1 }
    case 'expunged': {
      const { hashes, contentHash } = move.body as unknown as Pick<Expunged, 'hashes' | 'contentHash'>
      return {
        ...now,
        expunged: { by: move.by.name, at: move.at, reason: move.reason ?? '', hashes, contentHash },
        forgotten: null,
      }
    }
    case 'forgotten': {
      const { goneBy, messages } = move.body as unknown as Pick<Forgotten, 'goneBy' | 'messages'>
      return { ...now, forgotten: { at: move.at, goneBy, messages } }
    }
    default:
      return now
  }
}
