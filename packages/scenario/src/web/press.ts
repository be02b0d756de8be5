import { fullTime } from '@guanlan/domain'
import { type Item, SITE_FACTS, type Site } from '../item.ts'
import { type Answer, firstOf, html, type Pages, pageOf, plain } from './answer.ts'
import { directory, listPage } from './directory.ts'
import { bodyOf, escaped, isoTime, page, rssTime } from './markup.ts'

const FEED_SIZE = 60

/** A news site: articles, lists, archive and a feed, RSS 2.0 at /rss.xml or Atom at /atom.xml. */
export function press(site: Site, feed: 'rss' | 'atom'): Pages {
  const name = SITE_FACTS[site].name
  return firstOf(directory, ({ path, query, origin, shelf }) => {
    if (path === `/${feed}.xml`) {
      const pageNumber = pageOf(query)
      const next = shelf.count > pageNumber * FEED_SIZE ? `${origin}/${feed}.xml?page=${pageNumber + 1}` : null
      const said = { name, origin, items: shelf.newest(pageNumber, FEED_SIZE), latestAt: shelf.latestAt, next }
      return feed === 'rss' ? rss(said) : atom(said)
    }
    const pageNumber =
      path === '/' ? '1' : (/^\/list(?:_(\d+))?\.html$/.exec(path)?.[1] ?? (path === '/list.html' ? '1' : undefined))
    if (pageNumber !== undefined) {
      const list = listPage(shelf, Number(pageNumber), n => (n === 1 ? '/list.html' : `/list_${n}.html`))
      return list === null ? null : html(page(name, `<h1>${name}</h1>${list}${foot(name)}`), shelf.latestAt)
    }
    const item = shelf.at(path)
    return item === null ? null : article(item, name, shelf.newest(1, 6))
  })
}

/** Ends of news pages carry other headlines: noise an extractor must leave out. */
function article(item: Item, name: string, others: readonly Item[]): Answer {
  const head = `<meta property="og:title" content="${escaped(item.title)}"><meta property="article:published_time" content="${isoTime(item.publishedAt)}">`
  const hot = others
    .filter(other => other !== item)
    .map(other => `<li><a href="${other.path}">${escaped(other.title)}</a></li>`)
  const body = `<div class="top"><a href="/">${name}</a> &gt; 正文</div>
<article><h1>${escaped(item.title)}</h1><p class="meta"><time datetime="${isoTime(item.publishedAt)}">${fullTime(item.publishedAt)}</time> 来源：${escaped(item.author ?? name)}</p>
<div class="article-body">${bodyOf(item)}</div></article>
<aside class="hot"><h3>热门阅读</h3><ul>${hot.join('')}</ul></aside>${foot(name)}`
  return html(page(`${item.title} - ${name}`, body, 'utf-8', head), item.publishedAt)
}

const foot = (name: string) =>
  `<footer>${name} 版权所有（虚构示例）　<a href="/archive/index.html">往日目录</a></footer>`

/** One page of a feed; `next` is the older page (RFC 5005). */
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
