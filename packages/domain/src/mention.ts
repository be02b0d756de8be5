import type { Channel } from './channel.ts'
import type { HotlineOrder } from './hotline-order.ts'
import type { EpochMs } from './time.ts'

/** The channel's own counts; null where it gives none, which is not zero. */
export type Interactions = Readonly<{
  reads: number | null
  likes: number | null
  comments: number | null
  reposts: number | null
}>

/** A file that an item offers 附件; the address is as found, nothing is fetched from it. */
export type Attachment = Readonly<{ url: string; title: string }>

/** What the office that was asked answered in public, on boards that show both. */
export type Answer = Readonly<{ text: string; at: EpochMs | null; by: string | null }>

/** A channel that gives no counts. */
export const NO_INTERACTIONS: Interactions = { reads: null, likes: null, comments: null, reposts: null }

/** How far a medium carries; `none` for everything that is not a news medium. */
export type MediaRank = 'none' | 'local' | 'provincial' | 'national'

/** What was fetched or pushed, before cleaning: extracted fields and the hash of the evidence, never page bytes. */
export type Raw = Readonly<{
  sourceId: string
  channel: Channel
  externalId: string | null // the channel's own id; null when it gives none
  url: string | null // as found, absolute; null for a hotline order or an app message
  title: string // may be empty
  text: string // plain text as extracted, not yet normalised; masked of phones and ID numbers
  author: string | null // name as shown; null for callers and where none is given
  authorIsOrganisation: boolean // only then may anything be counted or searched by author
  publishedAt: EpochMs | null // as the channel states it; may be wrong
  fetchedAt: EpochMs // when we read it or it was pushed to us
  mediaRank: MediaRank
  region: string | null // district as stated by the channel
  interactions: Interactions
  evidence: string | null // content hash in the evidence store; null when nothing was kept
  furtherEvidence?: readonly string[] // hashes of the following pages of a split article; absent: there were none
  attachments?: readonly Attachment[] // absent: none, or read by a release that did not look for any
  sequence?: number // arrival number within the source, for doors that promise one
  order?: HotlineOrder // hotline orders that say more than their text
  answer?: Answer // absent: none yet, or a channel without answers
  repostsExternalId?: string // the channel's own id of the post this one repeats, as the channel states it
  sourceVersion?: number // the sender's own count of edits; an older one never follows a newer
  withdrawn?: true // the sender says it was deleted; title and text may then be empty
  reread?: true // read anew from its original, with the same words but another time or author: a new version all the same
}>

/** A published time we keep as stated but do not believe: it never orders anything. */
export type TimeDoubt = 'none' | 'missing' | 'future' | 'ancient'

/** One item of public speech on one channel, normalised. One version of it; an edit makes a new version of the same id. */
export type Mention = Readonly<{
  id: string // SHA-256 hex of channel and external id, else of the canonical URL; never changes
  contentVersion: number // 1, 2, …: counts edits of the item
  contentHash: string // SHA-256 hex of folded title and text; equal for exact copies, never merges ids
  sourceId: string
  channel: Channel
  url: string | null // absolute, canonical
  title: string // plain text, may be empty
  text: string // plain text, not blank, phones and ID numbers masked
  author: string | null
  authorIsOrganisation: boolean
  publishedAt: EpochMs | null // as stated
  publishedDoubt: TimeDoubt
  seenAt: EpochMs // when its first arrival was read; fixed for ever, orders everything
  mediaRank: MediaRank
  region: string | null
  interactions: Interactions
  evidence: string | null
  furtherEvidence?: readonly string[] // hashes of the following pages of a split article; absent: there were none
  attachments?: readonly Attachment[] // absent: none, or read by a release that did not look for any
  order?: HotlineOrder
  answer?: Answer
  repostOf?: string // id of the mention this one repeats, as the channel itself states it: a true edge, never inferred
  sourceVersion?: number
  withdrawn?: true // its sender says it was deleted; what it said is kept as evidence
  expunged?: true // what it said was destroyed for good; ids, times and hashes stay
}>
