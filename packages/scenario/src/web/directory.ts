import { fullTime } from '@guanlan/domain'
import type { Item } from '../item.ts'
import { firstClause } from '../telling.ts'
import { type Answer, html, type Pages, plain } from './answer.ts'
import { escaped, isoTime, page } from './markup.ts'

const PAGE_SIZE = 30

/** robots.txt, the sitemap index with one sitemap a day, the archive with one list a day, and a page robots may not read. */
export const directory: Pages = ({ path, origin, shelf }) => {
  if (path === '/robots.txt') {
    return plain(
      'text/plain; charset=utf-8',
      `User-agent: *\nDisallow: /private/\nCrawl-delay: 0\nSitemap: ${origin}/sitemap.xml\n`,
      null,
    )
  }
  if (path === '/sitemap.xml') {
    const days = shelf.days().map(day => `<sitemap><loc>${origin}/sitemap-${day}.xml</loc></sitemap>`)
    return xml(
      `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${days.join('\n')}</sitemapindex>`,
      shelf.latestAt,
    )
  }
  const sitemapDay = /^\/sitemap-(\d{4}-\d{2}-\d{2})\.xml$/.exec(path)?.[1]
  if (sitemapDay !== undefined) {
    const items = shelf.ofDay(sitemapDay)
    const urls = items.map(
      item => `<url><loc>${origin}${item.path}</loc><lastmod>${isoTime(item.publishedAt)}</lastmod></url>`,
    )
    return xml(
      `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('\n')}</urlset>`,
      items.at(-1)?.publishedAt ?? null,
    )
  }
  if (path === '/archive/index.html') {
    const days = shelf.days().reverse()
    const links = days.map(day => `<li><a href="/archive/${day}.html">${day}</a></li>`)
    return html(page('往日目录', `<h1>往日目录</h1><ul class="days">${links.join('')}</ul>`), shelf.latestAt)
  }
  const archiveDay = /^\/archive\/(\d{4}-\d{2}-\d{2})\.html$/.exec(path)?.[1]
  if (archiveDay !== undefined) {
    const items = shelf.ofDay(archiveDay)
    return html(
      page(`${archiveDay} 目录`, `<h1>${archiveDay}</h1>${linkList(items)}`),
      items.at(-1)?.publishedAt ?? null,
    )
  }
  if (path.startsWith('/private/')) return html(page('内部页面', '<p>此处不供抓取。</p>'), null)
  return null
}

/** Titles with their times, as a list page shows them. */
export function linkList(items: readonly Item[]): string {
  const rows = items.map(item => {
    const title = item.title || firstClause(item.text)
    return `<li><a href="${item.path}" title="${escaped(title)}">${escaped(title)}</a><span class="date">${fullTime(item.publishedAt)}</span></li>`
  })
  return `<ul class="list">\n${rows.join('\n')}\n</ul>`
}

/** One page of a list with links to the pages around it; `null` past the end. `address` gives the path of a page. */
export function listPage(
  all: Readonly<{ count: number; newest: (pageNumber: number, size: number) => Item[] }>,
  pageNumber: number,
  address: (pageNumber: number) => string,
): string | null {
  const pages = Math.max(1, Math.ceil(all.count / PAGE_SIZE))
  if (!Number.isInteger(pageNumber) || pageNumber < 1 || pageNumber > pages) return null
  const before = pageNumber > 1 ? `<a class="prev" rel="prev" href="${address(pageNumber - 1)}">上一页</a>` : ''
  const after = pageNumber < pages ? `<a class="next" rel="next" href="${address(pageNumber + 1)}">下一页</a>` : ''
  return `${linkList(all.newest(pageNumber, PAGE_SIZE))}<div class="pages">${before} 第${pageNumber}页/共${pages}页 ${after}</div>`
}

function xml(body: string, modifiedAt: number | null): Answer {
  return plain('application/xml; charset=utf-8', `<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`, modifiedAt)
}
