import { Rejected } from '@guanlan/domain'
import { asText, boundedJson, member } from './bounded-json.ts'
import { cleanLine } from './clean.ts'
import type { Feed } from './feed.ts'
import { feedTime } from './feed-time.ts'
import { absoluteUrl, type Item, NO_ITEM } from './item.ts'
import { plainText } from './plain-text.ts'
import { wholeJson } from './whole-json.ts'

/**
 * A JSON Feed (1.0, 1.1). One that was cut short gives the items that came whole.
 * @throws {Rejected} 'extract/not-a-feed', 'extract/not-json', 'extract/too-deep', 'extract/too-large'
 */
export function jsonFeed(text: string, url: string | null, mostItems: number): Feed {
  const feed = boundedJson(wholeJson(text, 'items'))
  const items = member(feed, 'items')
  if (!Array.isArray(items)) throw new Rejected('extract/not-a-feed')
  const base = absoluteUrl(asText(member(feed, 'home_page_url')), url) ?? url
  return {
    format: 'jsonfeed',
    title: cleanLine(asText(member(feed, 'title')) ?? ''),
    items: items.slice(0, mostItems).map(item => jsonItem(item, base)),
    next: absoluteUrl(asText(member(feed, 'next_url')), url),
  }
}

function jsonItem(item: unknown, base: string | null): Item {
  const html = asText(member(item, 'content_html'))
  const authors = member(item, 'authors')
  const author = member(Array.isArray(authors) ? authors[0] : member(item, 'author'), 'name')
  const stated = [asText(member(item, 'date_published')), asText(member(item, 'date_modified'))]
  const times = stated.map(text => (text === null ? null : feedTime(text, true)))
  return {
    ...NO_ITEM,
    externalId: asText(member(item, 'id')),
    url: absoluteUrl(asText(member(item, 'url')) ?? asText(member(item, 'external_url')), base),
    title: cleanLine(plainText(asText(member(item, 'title')) ?? '')),
    text: plainText(html ?? asText(member(item, 'content_text')) ?? asText(member(item, 'summary')) ?? ''),
    author: cleanLine(asText(author) ?? '') || null,
    publishedAt: times.find(at => at !== null) ?? null,
  }
}
