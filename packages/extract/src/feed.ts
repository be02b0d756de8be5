import { Rejected } from '@guanlan/domain'
import { decode } from './charset.ts'
import { jsonFeed } from './feed-json.ts'
import { xmlFeed } from './feed-xml.ts'
import { inflated } from './gzip-body.ts'
import type { Item } from './item.ts'

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'jsonfeed'

/** What a feed holds, in its own order. `next` is the older page it names (RFC 5005, JSON Feed next_url), else null. */
export type Feed = Readonly<{ format: FeedFormat; title: string; items: readonly Item[]; next: string | null }>

const MOST_ITEMS = 5000

/**
 * The items of an RSS 0.9x/1.0/2.0, Atom or JSON Feed. Broken or cut feeds give what they still hold; no entity beyond the five of
 * XML and those of HTML is ever expanded, so entity bombs and external entities are inert. A page in a feed's place is a fault.
 * @param options.url the feed's own address, against which relative links are resolved
 * @throws {Rejected} 'extract/not-a-feed' (a page, an empty document), 'extract/too-large', 'extract/too-deep', 'extract/not-json', 'extract/bad-gzip'
 */
export function parseFeed(
  bytes: Uint8Array,
  options: Readonly<{ contentType?: string | null; url?: string | null }> = {},
): Feed {
  const { text } = decode(inflated(bytes), options.contentType ?? null)
  const url = options.url ?? null
  const feed = /^[\s\ufeff\0]{0,1000}\{/.test(text) ? jsonFeed(text, url, MOST_ITEMS) : xmlFeed(text, url, MOST_ITEMS)
  if (feed === null) throw new Rejected('extract/not-a-feed')
  return feed
}
