import { type Mention, NO_INTERACTIONS } from '@guanlan/domain'

/** Noon of 24 November 2026 at +08:00. */
const SEEN_AT = Date.UTC(2026, 10, 24, 4)

/** A mention with these words, everything else plain. */
export function sample(text: string, title = ''): Mention {
  return {
    id: 'a'.repeat(64),
    contentVersion: 1,
    contentHash: 'b'.repeat(64),
    sourceId: 'source-1',
    channel: 'weibo',
    url: null,
    title,
    text,
    author: null,
    authorIsOrganisation: false,
    publishedAt: null,
    publishedDoubt: 'missing',
    seenAt: SEEN_AT,
    mediaRank: 'none',
    region: null,
    interactions: NO_INTERACTIONS,
    evidence: null,
  }
}
