import { createHash } from 'node:crypto'
import type { Mention, Raw } from '@guanlan/domain'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The id that ingest gives an item a door was pushed. */
export const mentionId = (channel: string, externalId: string): string => sha256(`${channel}\n${externalId}`)

/** A raw item of the load as the mention it becomes, for benches of the later steps. */
export function mentionOf(raw: Raw): Mention {
  const { externalId, fetchedAt, sequence: _, ...said } = raw
  return {
    ...said,
    id: mentionId(raw.channel, externalId!),
    contentVersion: 1,
    contentHash: sha256(raw.text),
    publishedDoubt: 'none',
    seenAt: fetchedAt,
  }
}
