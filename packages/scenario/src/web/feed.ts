import type { Item } from '../item.ts'
import { type Answer, type Asked, pageOf, plain } from './answer.ts'
import { bodyOf, escaped, isoTime, rssTime } from './markup.ts'

const FEED_SIZE = 60

/** One page of the feed of a site, newest first, RSS 2.0 or Atom; `?page=2` and on are older pages (RFC 5005). */
export function feedOf(kind: 'rss' | 'atom', name: string, { path, query, origin, shelf }: Asked): Answer {
  const pageNumber = pageOf(query)
  const next = shelf.count > pageNumber * FEED_SIZE ? `${origin}${path}?page=${pageNumber + 1}` : null
  const said = { name, origin, items: shelf.newest(pageNumber, FEED_SIZE), latestAt: shelf.latestAt, next }
  return kind === 'rss' ? rss(said) : atom(said)
}

type Said = Readonly<{
  name: string
  origin: string
  items: readonly Item[]
  latestAt: number | null
  next: string | null
}>

function rss({ name, origin, items, latestAt, next }: Said): Answer {
  const entries = items.map(
    item => `<item><title>${escaped(item.title)}</title><link>${origin}${item.path}</link><guid isPermaLink="true">${origin}${item.path}</guid>
<pubDate>${rssTime(item.publishedAt)}</pubDate><dc:creator>${escaped(item.author ?? name)}</dc:creator>
<description><![CDATA[${cdata(summary(item))}]]></description><content:encoded><![CDATA[${cdata(bodyOf(item))}]]></content:encoded></item>`,
  )
  return plain(
    'application/rss+xml; charset=utf-8',
    `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
<title>${name}</title><link>${origin}/</link><description>${name}最新报道</description><language>zh-cn</language>${next === null ? '' : `<atom:link rel="next" href="${next}"/>`}
${entries.join('\n')}
</channel></rss>
`,
    latestAt,
  )
}

function atom({ name, origin, items, latestAt, next }: Said): Answer {
  const entries = items.map(
    item => `<entry><title>${escaped(item.title)}</title><id>${origin}${item.path}</id><link rel="alternate" href="${origin}${item.path}"/>
<published>${isoTime(item.publishedAt)}</published><updated>${isoTime(item.publishedAt)}</updated><author><name>${escaped(item.author ?? name)}</name></author>
<content type="html">${escaped(bodyOf(item))}</content></entry>`,
  )
  return plain(
    'application/atom+xml; charset=utf-8',
    `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>${name}</title><id>${origin}/</id><link rel="self" href="${origin}/atom.xml"/>${next === null ? '' : `<link rel="next" href="${next}"/>`}<updated>${isoTime(latestAt ?? 0)}</updated>
${entries.join('\n')}
</feed>
`,
    latestAt,
  )
}

const summary = (item: Item) => escaped(item.text.replaceAll('\n', '').slice(0, 90))

/** A CDATA section cannot hold its own end. */
const cdata = (text: string) => text.replaceAll(']]>', ']]]]><![CDATA[>')
