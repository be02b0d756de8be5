import { createHash } from 'node:crypto'
import {
  errorCode,
  type Json,
  type Mention,
  maskedItem,
  type OperatingPlates,
  operatingPlates,
  type Raw,
  Rejected,
} from '@guanlan/domain'
import type { Bus, Delivery, Identity, MentionIndex, Refusal, Subscription } from '@guanlan/ports'
import type { Log, Records } from '@guanlan/runtime'
import { recordWithdrawals, settleChanges } from './changed-items.ts'
import { type Candidate, normalise } from './normalise.ts'

/** What the step from raw to mention needs. */
export type IngestDeps = Readonly<{
  bus: Bus
  identity: Identity
  log: Log
  fatal: (cause: Error) => void
  index?: Pick<MentionIndex, 'getMany'> // absent: senders' versions are not compared, deletions need their words
  records?: Records // absent: deletions are not recorded
}>

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Starts raw → mention: normalise, identify, pass on what is new or edited. A repeat with the same content ends here. */
export function startIngest(deps: IngestDeps): Promise<Subscription> {
  return deps.bus.consume('raw', 'ingest', batch => settle(batch, deps), { maxBatch: 500, fatal: deps.fatal })
}

/** A delivery as a dead letter may keep it: masked once more, whoever put it on the stream. */
function covered(delivery: Delivery, plates: OperatingPlates): Delivery {
  const raw = delivery.body as unknown as Raw
  return { ...delivery, body: maskedItem(raw, plates).item as unknown as Json }
}

type Read = Readonly<{ delivery: Delivery; candidate: Candidate; raw: Raw }>

async function settle(batch: readonly Delivery[], deps: IngestDeps): Promise<readonly Refusal[]> {
  const { bus, identity, log } = deps
  const plates = operatingPlates(deps.records?.find('vehicles', 'bureau')?.state ?? null)
  const refusals: Refusal[] = []
  const read: Read[] = []
  const raws = await settleChanges(
    batch.map(({ body }) => body as unknown as Raw),
    deps.index,
  )
  for (const [at, delivery] of batch.entries()) {
    try {
      const raw = raws[at]!
      if (raw === 'stale') continue
      if (raw instanceof Rejected) throw raw
      const candidate = normalise(raw, sha256, plates)
      // what was expunged never comes back, by whatever door
      const isBarred = (deps.records?.find('evidence', candidate.id)?.state.expunged ?? null) !== null
      if (!isBarred) read.push({ delivery, candidate, raw })
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      refusals.push({ delivery: covered(delivery, plates), code: errorCode(error), detail: error.detail ?? '' })
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
  const changes = read.flatMap(({ candidate, raw }, i) => {
    const { outcome, contentVersion, seenAt } = identified[i]!
    const mention: Mention = { ...candidate, contentVersion, seenAt }
    return outcome === 'repeat' ? [] : [{ mention, at: raw.fetchedAt }]
  })
  await recordWithdrawals(changes, deps.records)
  const mentions = changes.map(({ mention }) => mention)
  if (mentions.length > 0) {
    await bus.append(
      'mentions',
      mentions.map(mention => ({ key: mention.id, body: mention as unknown as Json })),
    )
  }
  log.debug({ raws: batch.length, mentions: mentions.length, refused: refusals.length }, 'raws settled')
  return refusals
}
