import { type EpochMs, type Interactions, NO_INTERACTIONS } from '@guanlan/domain'

/** One item as a feed or list of posts gives it: plain text, nothing made up; null where it does not say. */
export type Item = Readonly<{
  externalId: string | null // guid, id or mid: the channel's own
  url: string | null // absolute where the feed's address is known
  title: string // one line, may be empty
  text: string // paragraphs, one a line, may be empty
  author: string | null
  publishedAt: EpochMs | null // as stated
  region: string | null // as stated by the channel
  interactions: Interactions
  repostsExternalId?: string // the channel's own id of the item this one repeats; absent: it is no repost, or the channel does not say
}>

/** An item of which nothing is known. */
export const NO_ITEM: Item = {
  externalId: null,
  url: null,
  title: '',
  text: '',
  author: null,
  publishedAt: null,
  region: null,
  interactions: NO_INTERACTIONS,
}

/** An absolute http(s) address, or null: other schemes and broken addresses are not followed. */
export function absoluteUrl(found: string | null | undefined, base: string | null): string | null {
  if (found === null || found === undefined || found.trim() === '') return null
  try {
    const url = base === null ? new URL(found.trim()) : new URL(found.trim(), base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}
