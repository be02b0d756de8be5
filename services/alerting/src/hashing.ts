import { createHash } from 'node:crypto'

/** SHA-256 of a text, 64 hex digits: the hash handed to everything here that computes an id. */
export type Hash = (text: string) => string

/** SHA-256 by node:crypto. */
export const sha256: Hash = text => createHash('sha256').update(text).digest('hex')

/** Id of an event: computed from its first mention, so the same arrivals give the same ids. */
export function eventIdOf(hash: Hash): (mentionId: string) => string {
  return mentionId => hash(`event\n${mentionId}`).slice(0, 32)
}
