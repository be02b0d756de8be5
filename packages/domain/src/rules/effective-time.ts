import type { Mention } from '../mention.ts'
import type { EpochMs } from '../time.ts'

/**
 * When the mention counts as said: its published time where that is not doubted, else when we first read it; never later
 * than we read it. Back-filled history all arrives at once, so bursts and baselines count by this time; order stays with
 * `seenAt` and the arrival number (docs/decisions/0003-effective-time.md).
 */
export function effectiveAt(mention: Pick<Mention, 'publishedAt' | 'publishedDoubt' | 'seenAt'>): EpochMs {
  if (mention.publishedAt === null || mention.publishedDoubt !== 'none') return mention.seenAt
  return Math.min(mention.publishedAt, mention.seenAt)
}
