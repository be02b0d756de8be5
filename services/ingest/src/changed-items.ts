import { createHash } from 'node:crypto'
import {
  type Analysed,
  Conflict,
  canonicalUrl,
  type EpochMs,
  type HotlineOrder,
  type Json,
  type Mention,
  machine,
  placeOf,
  type Raw,
  Rejected,
} from '@guanlan/domain'
import type { MentionIndex } from '@guanlan/ports'
import type { Records } from '@guanlan/runtime'

const place = ({ channel, externalId, url }: Raw) =>
  placeOf({ channel, externalId, url: url === null ? null : canonicalUrl(url) })
const idOf = (place: string) => createHash('sha256').update(place).digest('hex')

/** What became of a raw item that names its version, says it was deleted, or is a hotline order: the item to go on with, `stale`, or why it cannot be. */
export type Settled = Raw | 'stale' | Rejected

/**
 * Puts items that come with a version of their sender's, or as a deletion, against what is already searchable: an older version changes
 * nothing, a deletion without words takes those of the last version, with its evidence, and an order that the other line has told of is
 * completed from it. Within a batch the newest wins; across batches it knows what the index shows.
 */
export async function settleChanges(
  raws: readonly Raw[],
  index: Pick<MentionIndex, 'getMany'> | undefined,
): Promise<readonly Settled[]> {
  const asking = raws.filter(({ sourceVersion, withdrawn, order }) => {
    return sourceVersion !== undefined || withdrawn === true || order !== undefined
  })
  if (asking.length === 0) return raws
  const ids = [...new Set(asking.map(place).filter(found => found !== null))].map(idOf)
  const found = index === undefined ? [] : await index.getMany(ids)
  const known = new Map<string, Raw | Analysed>()
  for (const mention of found) if (mention !== null) known.set(mention.id, mention)
  return raws.map(raw => settle(raw, known))
}

function settle(raw: Raw, known: Map<string, Raw | Analysed>): Settled {
  const standing = place(raw)
  if (standing === null) return raw
  const id = idOf(standing)
  const before = known.get(id)
  if ((before?.sourceVersion ?? -1) > (raw.sourceVersion ?? Number.POSITIVE_INFINITY)) return 'stale'
  const wordless = raw.withdrawn === true && raw.text === ''
  if (wordless && before === undefined) return new Rejected('ingest/unknown-deletion', { detail: id.slice(0, 16) })
  const full = before === undefined ? raw : onBothLines(wordless ? withWordsOf(raw, before) : raw, before)
  known.set(id, full)
  return full
}

function withWordsOf(raw: Raw, before: Raw | Analysed): Raw {
  const { title, text, author, authorIsOrganisation, publishedAt, region, interactions, evidence, url } = before
  const said = { title, text, author, authorIsOrganisation, publishedAt, region, interactions, evidence, url }
  const { order, answer } = before
  const more = { ...(order === undefined ? {} : { order }), ...(answer === undefined ? {} : { answer }) }
  return { ...more, ...raw, ...said, evidence: raw.evidence ?? evidence }
}

/**
 * An order that 12328 and 12345 both tell of: what either says stands, the newer word where both speak; its words, numbers and source are
 * those of the 12328 line. Orders of one line follow one another as any item does.
 */
function onBothLines(raw: Raw, before: Raw | Analysed): Raw {
  const [now, then] = [raw.order, before.order]
  if (now === undefined || then === undefined || (now.otherNumber === null && then.otherNumber === null)) return raw
  const ours = now.line === '12328' ? raw : before
  const told = Object.fromEntries(Object.entries(now).filter(([, value]) => value !== null))
  const { line, number } = ours.order!
  const otherNumber = now.otherNumber ?? then.otherNumber
  const order = { ...then, ...told, line, number, otherNumber } as HotlineOrder
  const { sourceId, title, text, region, publishedAt } = ours
  return { ...raw, sourceId, title, text, region, publishedAt, order }
}

/** Records that senders took items down: one move an item, in the trail of its evidence, told once however often it is said. */
export async function recordWithdrawals(
  changes: readonly Readonly<{ mention: Mention; at: EpochMs }>[],
  records: Records | undefined,
): Promise<void> {
  if (records === undefined) return
  for (const { mention, at } of changes) {
    const { id, sourceId, evidence, contentVersion } = mention
    if (mention.withdrawn !== true) continue
    const of = { kind: 'evidence', id: evidence ?? id } as const
    const body: Record<string, Json> = { mentionId: id, sourceId, contentVersion }
    const move = { ...of, type: 'withdrawn', by: machine('ingest'), at, reason: null, body }
    await again(() => {
      const version = records.find('evidence', of.id)?.version ?? 0
      return records.commit({
        commitId: `withdrawn ${id} ${contentVersion}`,
        expect: [{ ...of, version }],
        moves: [move],
      })
    })
  }
}

/** Another writer may touch the record meanwhile; a few tries find it still. */
async function again(commit: () => Promise<unknown>, tries = 5): Promise<void> {
  try {
    await commit()
  } catch (error) {
    if (!(error instanceof Conflict) || tries <= 1) throw error
    await again(commit, tries - 1)
  }
}
