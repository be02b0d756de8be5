import { type Analysed, type Json, type Mention, wallClock } from '@guanlan/domain'
import type { Bus, Delivery, Refusal, Subscription } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import type { Analysers } from '@guanlan/text'

/** What the step from mention to analysed needs. `batch` is the most mentions analysed in one go, 512 unless given. */
export type ClassifierDeps = Readonly<{
  bus: Bus
  analysers: Pick<Analysers, 'analyseBatch'>
  log: Log
  fatal: (cause: Error) => void
  batch?: number
}>

const BATCH = 512
const LATEST_YEAR = 9999

/** Whether a body has what an analysis reads; everything else of a mention only passes through. */
function isMention(body: unknown): body is Mention {
  if (typeof body !== 'object' || body === null) return false
  const { id, title, text, seenAt } = body as Record<string, unknown>
  if (typeof id !== 'string' || typeof title !== 'string' || typeof text !== 'string') return false
  return typeof seenAt === 'number' && wallClock(seenAt).year <= LATEST_YEAR
}

/**
 * Starts mention → analysed, at least once and in order within a mention: the analyses of a batch are on the stream before
 * the offset moves, so a crash between the two analyses again and appends the same once more.
 * What is no mention goes to the dead letters as 'classifier/not-a-mention'. A mention that makes the analyser fail is a bug:
 * the bus tries the batch one by one and sets that one aside. No thread to analyse with is Unavailable: everything waits.
 */
export function startClassifier({ bus, analysers, log, fatal, batch = BATCH }: ClassifierDeps): Promise<Subscription> {
  const handle = async (deliveries: readonly Delivery[]): Promise<readonly Refusal[]> => {
    const refusals: Refusal[] = []
    const mentions: Mention[] = []
    for (const delivery of deliveries) {
      const body: unknown = delivery.body
      if (isMention(body)) mentions.push(body)
      else refusals.push({ delivery, code: 'classifier/not-a-mention', detail: 'no id, title, text or time seen' })
    }
    if (mentions.length > 0) {
      const analyses = await analysers.analyseBatch(mentions)
      await bus.append(
        'analysed',
        mentions.map((mention, at) => {
          const analysed: Analysed = { ...mention, analysis: analyses[at]! }
          return { key: mention.id, body: analysed as unknown as Json }
        }),
      )
    }
    log.debug({ mentions: mentions.length, refused: refusals.length }, 'mentions analysed')
    return refusals
  }
  return bus.consume('mentions', 'classifier', handle, { maxBatch: batch, fatal })
}
