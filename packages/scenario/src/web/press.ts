import { fullTime } from '@guanlan/domain'
import { type Item, SITE_FACTS, type Site } from '../item.ts'
import { type Answer, firstOf, html, type Pages } from './answer.ts'
import { directory, listPage } from './directory.ts'
import { feedOf } from './feed.ts'
import { bodyOf, escaped, isoTime, page } from './markup.ts'

/** A news site: articles, lists, archive and a feed, RSS 2.0 at /rss.xml or Atom at /atom.xml. */
export function press(site: Site, feed: 'rss' | 'atom'): Pages {
  const name = SITE_FACTS[site].name
  return firstOf(directory, asked => {
    const { path, shelf } = asked
    if (path === `/${feed}.xml`) return feedOf(feed, name, asked)
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
