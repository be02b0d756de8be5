import { createHash } from 'node:crypto'
import {
  canonicalJson,
  canonicalUrl,
  type EpochMs,
  maskPersonal,
  NO_INTERACTIONS,
  type Raw,
  type Source,
} from '@guanlan/domain'
import { type Article, type Item, isOrganisationName } from '@guanlan/extract'

/** An item of a feed or post list as raw; `evidence` is the hash of the body it came in. */
export function rawOfItem(source: Source, item: Item, evidence: string, fetchedAt: EpochMs): Raw {
  const author = item.author
  return {
    ...base(source, fetchedAt, evidence),
    externalId: item.externalId,
    url: item.url,
    title: maskPersonal(item.title).text,
    text: maskPersonal(item.text).text,
    author: author === null ? null : maskPersonal(author).text,
    authorIsOrganisation: author !== null && isOrganisation(author, source),
    publishedAt: item.publishedAt,
    region: item.region ?? source.region,
    interactions: item.interactions,
  }
}

/** An article page as raw, under the address it was found at. The outlet is its author; a person only where no outlet is named. */
export function rawOfArticle(source: Source, url: string, article: Article, evidence: string, fetchedAt: EpochMs): Raw {
  const author = article.outlet ?? article.author
  return {
    ...base(source, fetchedAt, evidence),
    externalId: null,
    url,
    title: maskPersonal(article.title).text,
    text: maskPersonal(article.text).text,
    author: author === null ? null : maskPersonal(author).text,
    authorIsOrganisation: author !== null && (article.outlet !== null || isOrganisation(author, source)),
    publishedAt: article.publishedAt,
    region: source.region,
    interactions: NO_INTERACTIONS,
  }
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
