import {
  canonicalUrl,
  DAY_MS,
  type EpochMs,
  type Mention,
  MINUTE_MS,
  maskedItem,
  NO_PLATES,
  type OperatingPlates,
  placeOf,
  type Raw,
  Rejected,
  type TimeDoubt,
} from '@guanlan/domain'
import { carriedOf, carriedWords } from './carried.ts'

/** SHA-256 of a text as lower-case hex; given by the service, because rules import nothing. */
export type Sha256 = (text: string) => string

/** A mention but for what only the identity port knows: its version and its first arrival. */
export type Candidate = Omit<Mention, 'contentVersion' | 'seenAt'>

const AHEAD_MS = 10 * MINUTE_MS // clocks of others run ahead a little
const OLDEST_MS = 3653 * DAY_MS

function doubt(publishedAt: EpochMs | null, fetchedAt: EpochMs): TimeDoubt {
  if (publishedAt === null) return 'missing'
  if (publishedAt > fetchedAt + AHEAD_MS) return 'future'
  return publishedAt < fetchedAt - OLDEST_MS ? 'ancient' : 'none'
}

/** Control characters but tab and newline, and lone surrogates, which no store keeps alike. */
function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g, '')
    .trim()
}

const folded = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '')

/** What makes a new version of words that were read before: who said them and when, as they are read now. */
function anew({ reread, author, publishedAt }: Raw): string {
  return reread === true ? `\n${author ?? ''}\n${publishedAt ?? ''}` : ''
}

/**
 * Makes a mention of a raw item. Its id comes from channel and external id, else from the canonical URL (house rule "Identity").
 * Wording is kept as published; only control characters go. Masking is repeated here, so that no way in can forget it; `plates` are those of operating vehicles.
 * @throws {Rejected} mention/empty, mention/no-identity
 */
export function normalise(given: Raw, sha256: Sha256, plates: OperatingPlates = NO_PLATES): Candidate {
  const raw = maskedItem(given, plates).item
  const title = clean(raw.title)
  const text = clean(raw.text) || title
  if (text === '') throw new Rejected('mention/empty', { detail: raw.sourceId })
  const url = raw.url === null ? null : canonicalUrl(raw.url)
  const place = placeOf({ ...raw, url })
  if (place === null) throw new Rejected('mention/no-identity', { detail: raw.sourceId })
  const carried = carriedOf(raw, sha256)
  return {
    id: sha256(place),
    contentHash: sha256(`${folded(title)}\n${folded(text)}${carriedWords(carried)}${anew(raw)}`),
    sourceId: raw.sourceId,
    channel: raw.channel,
    url,
    title,
    text,
    author: raw.author,
    authorIsOrganisation: raw.authorIsOrganisation,
    publishedAt: raw.publishedAt,
    publishedDoubt: doubt(raw.publishedAt, raw.fetchedAt),
    mediaRank: raw.mediaRank,
    region: raw.region,
    interactions: raw.interactions,
    evidence: raw.evidence,
    ...(raw.furtherEvidence === undefined ? {} : { furtherEvidence: raw.furtherEvidence }),
    ...(raw.attachments === undefined ? {} : { attachments: raw.attachments }),
    ...carried,
  }
}
