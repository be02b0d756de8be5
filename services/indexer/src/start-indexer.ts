import type { Analysed } from '@guanlan/domain'
import type { Bus, Delivery, MentionIndex, Refusal, Subscription } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'

export type IndexerDeps = Readonly<{
  bus: Bus
  index: MentionIndex
  log: Log
  fatal: (cause: Error) => void // the group can consume no more: the process must end
  maxBatch?: number // default 1,000
}>

/**
 * Starts the indexer: `analysed`, group `indexer`, into the mention index, which nothing else writes. A batch is one write,
 * in order, and settles before the offset moves; versions make a second delivery change nothing.
 */
export function startIndexer({ bus, index, log, fatal, maxBatch = 1_000 }: IndexerDeps): Promise<Subscription> {
  const handle = async (batch: readonly Delivery[]): Promise<readonly Refusal[]> => {
    const refusals: Refusal[] = []
    const mentions = batch.flatMap(delivery => analysedIn(delivery, refusals))
    const outcomes = mentions.length === 0 ? [] : await index.write(mentions)
    const written = outcomes.filter(outcome => outcome === 'written').length
    log.debug({ written, stale: outcomes.length - written, refused: refusals.length }, 'batch indexed')
    return refusals
  }
  return bus.consume('analysed', 'indexer', handle, { maxBatch, fatal })
}

/** What is not an analysed mention can never be indexed. */
function analysedIn(delivery: Delivery, refusals: Refusal[]): readonly Analysed[] {
  const body = delivery.body as Partial<Analysed> | null
  const whole =
    typeof body?.id === 'string' &&
    typeof body.text === 'string' &&
    typeof body.seenAt === 'number' &&
    typeof body.analysis?.run === 'number'
  if (whole) return [body as Analysed]
  refusals.push({ delivery, code: 'indexer/not-analysed', detail: delivery.key })
  return []
}
