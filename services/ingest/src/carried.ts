import { type Mention, placeOf, type Raw } from '@guanlan/domain'
import type { Sha256 } from './normalise.ts'

type Carried = Pick<Mention, 'order' | 'answer' | 'repostOf' | 'sourceVersion' | 'withdrawn'>

/** What a raw item carries into its mention besides its words; a repost's edge becomes the id of the mention it repeats. */
export function carriedOf(raw: Raw, sha256: Sha256): Carried {
  const { order, answer, repostsExternalId, sourceVersion, withdrawn } = raw
  return {
    ...(order === undefined ? {} : { order }),
    ...(answer === undefined ? {} : { answer }),
    ...(repostsExternalId === undefined
      ? {}
      : { repostOf: sha256(placeOf({ channel: raw.channel, externalId: repostsExternalId, url: null })!) }),
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    ...(withdrawn === undefined ? {} : { withdrawn }),
  }
}

/**
 * What of it makes a new version of the item though its words are the same: an order that has moved on, an answer, a deletion. '' where
 * there is none of it, so that the hashes of everything else stay what they were.
 */
export function carriedWords({ order, answer, withdrawn }: Carried): string {
  if (order === undefined && answer === undefined && withdrawn === undefined) return ''
  return `\n${JSON.stringify([order ?? null, answer ?? null, withdrawn ?? false])}`
}
