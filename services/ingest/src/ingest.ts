import { createHash } from 'node:crypto'
import { errorCode, type Json, type Mention, type Raw, Rejected } from '@guanlan/domain'
import type { Bus, Delivery, Identity, Refusal, Subscription } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import { type Candidate, normalise } from './normalise.ts'

/** What the step from raw to mention needs. */
export type IngestDeps = Readonly<{ bus: Bus; identity: Identity; log: Log; fatal: (cause: Error) => void }>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Starts raw → mention: normalise, identify, pass on what is new or edited. A repeat with the same content ends here. */
export function startIngest({ bus, identity, log, fatal }: IngestDeps): Promise<Subscription> {
  return bus.consume('raw', 'ingest', batch => settle(batch, bus, identity, log), { maxBatch: 500, fatal })
}

type Read = Readonly<{ delivery: Delivery; candidate: Candidate; raw: Raw }>

async function settle(batch: readonly Delivery[], bus: Bus, identity: Identity, log: Log): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = []
  const read: Read[] = []
  for (const delivery of batch) {
    try {
      const raw = delivery.body as unknown as Raw
      read.push({ delivery, candidate: normalise(raw, sha256), raw })
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      refusals.push({ delivery, code: errorCode(error), detail: error.detail ?? '' })
    }
  }
  const identified = await identity.identify(
    read.map(({ delivery, candidate, raw }) => ({
      mentionId: candidate.id,
      contentHash: candidate.contentHash,
      seenAt: raw.fetchedAt,
      delivery: `${delivery.partition}:${delivery.offset}`,
    })),
  )
  const mentions = read.flatMap(({ candidate }, i): Mention[] => {
    const { outcome, contentVersion, seenAt } = identified[i]!
    return outcome === 'repeat' ? [] : [{ ...candidate, contentVersion, seenAt }]
  })
  if (mentions.length > 0) {
    await bus.append(
      'mentions',
      mentions.map(mention => ({ key: mention.id, body: mention as unknown as Json })),
    )
  }
  log.debug({ raws: batch.length, mentions: mentions.length, refused: refusals.length }, 'raws settled')
  return refusals
}
