import { canonicalJson, type EpochMs, type FrozenEvidence } from '@guanlan/domain'
import type { EventMemory } from './event-memory.ts'
import type { Hash } from './hashing.ts'

/** What a decision rests on, fixed now: the kept mentions with their exact matches, under the hash of their canonical JSON. */
export function frozenEvidence(memory: EventMemory, at: EpochMs, hash: Hash): FrozenEvidence {
  const mentions = [...memory.frozen]
  return { at, total: memory.mentions, mentions, hash: hash(canonicalJson(mentions)) }
}

/** Whether the evidence is still what was frozen. */
export function isIntact(evidence: FrozenEvidence, hash: Hash): boolean {
  return hash(canonicalJson(evidence.mentions)) === evidence.hash
}
