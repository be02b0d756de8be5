import { createHash } from 'node:crypto'
import {
  canonicalJson,
  canonicalUrl,
  type EpochMs,
  maskedItem,
  NO_PLATES,
  type OperatingPlates,
  type Raw,
  type Source,
} from '@guanlan/domain'
import { type Article, type Item, isOrganisationName, type PageExtras, pageIdentity } from '@guanlan/extract'

/** An item of a feed or post list as raw; `evidence` is the hash of the body it came in. */
export function rawOfItem(
  source: Source,
  item: Item,
  evidence: string,
  fetchedAt: EpochMs,
  plates: OperatingPlates = NO_PLATES,
): Raw {
  const author = item.author
  const raw: Raw = {
    ...base(source, fetchedAt, evidence),
    externalId: item.externalId,
    url: item.url,
    title: item.title,
    text: item.text,
    author,
    authorIsOrganisation: author !== null && isOrganisation(author, source),
    publishedAt: item.publishedAt,
    region: item.region ?? source.region,
    interactions: item.interactions,
    ...(item.repostsExternalId === undefined ? {} : { repostsExternalId: item.repostsExternalId }),
  }
  return maskedItem(raw, plates).item
}

/**
 * An article as raw, under the address it gives itself where that is believable, else the one it was found at; `evidence` has the
 * hash of each of its pages. The outlet is its author; its writers only where no outlet is named.
 */
export function rawOfArticle(
  source: Source,
  url: string,
  article: Article & Pick<PageExtras, 'attachments' | 'interactions'>,
  evidence: readonly string[],
  fetchedAt: EpochMs,
  plates: OperatingPlates = NO_PLATES,
): Raw {
  const author = publisherOf(article)
  const raw: Raw = {
    ...base(source, fetchedAt, evidence[0] ?? ''),
    externalId: null,
    url: pageIdentity(url, article.canonical) ?? url,
    title: article.title,
    text: article.text,
    author,
    authorIsOrganisation: author !== null && (author === article.outlet || isOrganisation(author, source)),
    publishedAt: article.publishedAt,
    region: source.region,
    interactions: article.interactions,
    ...(evidence.length > 1 ? { furtherEvidence: evidence.slice(1) } : {}),
    ...(article.attachments.length > 0 ? { attachments: article.attachments } : {}),
  }
  return maskedItem(raw, plates).item
}

/** Below this an outlet is only the name of the site that shows the article. */
const STATED = 0.8

/** The outlet that the article names, else its writers, else the site. */
function publisherOf({ outlet, authors, origins }: Article): string | null {
  if (outlet !== null && (origins.outlet?.sure ?? 0) >= STATED) return outlet
  return authors.length > 0 ? authors.join('、') : outlet
}

/** By its ending, or because the source itself goes by that name. */
function isOrganisation(author: string, source: Source): boolean {
  return isOrganisationName(author) || source.name.startsWith(author)
}

function base(source: Source, fetchedAt: EpochMs, evidence: string) {
  return { sourceId: source.id, channel: source.channel, mediaRank: source.mediaRank, fetchedAt, evidence }
}

/** Under which name the frontier remembers an item: its address, else the channel's id, else what it says. */
export function itemKey(raw: Raw): string {
  const url = raw.url === null ? null : canonicalUrl(raw.url)
  if (raw.externalId !== null) return `id:${raw.externalId}`
  return url ?? `text:${sha256(`${raw.title}\n${raw.text}`)}`
}

/**
 * Hash of what an item says, to tell "unchanged". Counts enter in steps of about 40 %: a post that gains one like is not news,
 * one that doubles is.
 */
export function itemHash(raw: Raw): string {
  const { reads, likes, comments, reposts } = raw.interactions
  const steps = [reads, likes, comments, reposts].map(count =>
    count === null ? null : Math.round(Math.log2(count + 1) * 2),
  )
  return sha256(canonicalJson([raw.title, raw.text, raw.author, raw.publishedAt, steps]))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
