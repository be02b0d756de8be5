import { type Analysed, effectiveAt } from '@guanlan/domain'
import type { Assignment, Delivery, Refusal } from '@guanlan/ports'
import type { Entry } from './books.ts'

/**
 * The mentions of a batch in the order they are placed. Back-filled pages list the newest first; within a batch what was
 * said first is placed first, and events grow as they did. What is no analysed mention is refused.
 */
export function arriving(batch: readonly Delivery[], refusals: Refusal[]): readonly Analysed[] {
  const mentions = batch.flatMap(delivery => {
    // a replay under a newer model changes labels in the index; what was placed stays placed and nothing is alerted anew
    if (isAnalysed(delivery.body))
      return delivery.body.analysis.run > 1 && delivery.body.expunged !== true ? [] : [delivery.body]
    refusals.push({ delivery, code: 'alerting/not-analysed', detail: delivery.key })
    return []
  })
  return mentions.sort((a, b) => effectiveAt(a) - effectiveAt(b))
}

function isAnalysed(body: unknown): body is Analysed {
  if (typeof body !== 'object' || body === null) return false
  const { id, title, text, seenAt, analysis } = body as Record<string, unknown>
  if (typeof id !== 'string' || typeof title !== 'string' || typeof text !== 'string') return false
  if (typeof seenAt !== 'number' || typeof analysis !== 'object' || analysis === null) return false
  const { cues, words, entities, fingerprint, topics } = analysis as Record<string, unknown>
  return [cues, words, entities, fingerprint, topics].every(Array.isArray)
}

/** The assignment of a placed mention, with what was compared as its reason. */
export function assignmentOf({ seq, mark, placement }: Extract<Entry, { kind: 'placed' }>): Assignment {
  const { eventId, rule, copyOf, score, shared } = placement
  const reason = JSON.stringify({ rule, score: Math.round(score * 1000) / 1000, copyOf, shared })
  return { mentionId: mark.id, eventId, arrivalSeq: seq, reason, at: mark.seenAt }
}
