import { Rejected } from '@guanlan/domain'
import { asCount, asText, boundedJson, member } from './bounded-json.ts'
import { decode } from './charset.ts'
import { cleanLine } from './clean.ts'
import { absoluteUrl, type Item } from './item.ts'
import { plainText } from './plain-text.ts'
import { parseTime } from './time.ts'

/** Posts of one page, newest first as given, and the address of the older page when the answer names one. */
export type WeiboPage = Readonly<{ items: readonly Item[]; next: string | null }>

const MOST_ITEMS = 5000

/**
 * Posts of a Weibo-shaped statuses list (`statuses`, `data.list`, `data.cards[].mblog`, or a bare array). Ids are read as text, since
 * they exceed what a JavaScript number holds; a repost keeps the words it repeats, after its own, and the id of the post it repeats: the
 * first of its chain, as Weibo gives it.
 * @throws {Rejected} 'extract/not-a-post-list', 'extract/not-json', 'extract/too-large', 'extract/too-deep'
 */
export function parseWeibo(
  bytes: Uint8Array,
  options: Readonly<{ contentType?: string | null; url?: string | null }> = {},
): WeiboPage {
  const { text } = decode(bytes, options.contentType ?? null)
  const answer = boundedJson(text.replace(/^\ufeff/, ''))
  const statuses = statusesOf(answer)
  if (statuses === null) throw new Rejected('extract/not-a-post-list')
  const url = options.url ?? null
  const items = statuses.slice(0, MOST_ITEMS).map(status => post(status, url))
  const next = asText(member(answer, 'next_url')) ?? asText(member(answer, 'next'))
  return { items: items.filter(item => item.text !== ''), next: absoluteUrl(next, url) }
}

function statusesOf(answer: unknown): readonly unknown[] | null {
  const data = member(answer, 'data')
  for (const list of [answer, member(answer, 'statuses'), member(data, 'statuses'), member(data, 'list'), data]) {
    if (Array.isArray(list)) return list
  }
  const cards = member(data, 'cards') ?? member(answer, 'cards')
  return Array.isArray(cards) ? cards.map(card => member(card, 'mblog')).filter(post => post !== undefined) : null
}

const idOf = (status: unknown) =>
  asText(member(status, 'idstr')) ?? asText(member(status, 'mid')) ?? asText(member(status, 'id'))

function post(status: unknown, base: string | null): Item {
  const user = member(status, 'user')
  const id = idOf(status)
  const own = plainText(asText(member(status, 'text_raw')) ?? asText(member(status, 'text')) ?? '')
  const repeated = member(status, 'retweeted_status')
  const original =
    repeated === undefined
      ? ''
      : plainText(asText(member(repeated, 'text_raw')) ?? asText(member(repeated, 'text')) ?? '')
  const repeatedId = idOf(repeated)
  const created = asText(member(status, 'created_at'))
  const region = asText(member(status, 'region_name'))
  return {
    externalId: id,
    url: absoluteUrl(asText(member(status, 'url')) ?? asText(member(status, 'scheme')), base),
    title: '',
    text: original === '' ? own : `${own}\n//${original}`,
    author: cleanLine(asText(member(user, 'screen_name')) ?? asText(member(user, 'name')) ?? '') || null,
    publishedAt: created === null ? null : (parseTime(created)?.at ?? null),
    region: region === null ? null : cleanLine(region.replace(/^发布于\s*/, '')),
    interactions: {
      reads: asCount(member(status, 'reads_count')),
      likes: asCount(member(status, 'attitudes_count')),
      comments: asCount(member(status, 'comments_count')),
      reposts: asCount(member(status, 'reposts_count')),
    },
    ...(repeatedId === null || repeatedId === id ? {} : { repostsExternalId: repeatedId }),
  }
}
