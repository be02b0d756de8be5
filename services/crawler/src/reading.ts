import { type EpochMs, Rejected, type Source } from '@guanlan/domain'
import {
  bodyKind,
  decode,
  type Item,
  parseFeed,
  parseList,
  parseSitemap,
  parseWeibo,
  type SitemapEntry,
} from '@guanlan/extract'
import type { Fetched } from '@guanlan/ports'

/** What a source's own address gave: items, or links to articles, or further sitemaps, and the next older page. */
export type Reading = Readonly<{
  items: readonly Item[]
  links: readonly string[]
  sitemaps: readonly SitemapEntry[]
  next: string | null
}>

const NOTHING: Reading = { items: [], links: [], sitemaps: [], next: null }

/**
 * Reads the body by the source's kind, whatever its content type claims.
 * @throws {Rejected} crawl/not-text (an image, an archive …), crawl/empty-body, and what the readers of packages/extract throw
 */
export function readEntry(source: Source, fetched: Fetched, now: EpochMs): Reading {
  const kind = bodyKind(fetched.bytes)
  if (kind === 'binary') throw new Rejected('crawl/not-text', { detail: fetched.contentType.slice(0, 60) })
  if (kind === 'empty') throw new Rejected('crawl/empty-body')
  const about = { contentType: fetched.contentType, url: fetched.finalUrl }
  switch (source.kind) {
    case 'rss':
    case 'atom':
    case 'jsonfeed': {
      const { items, next } = parseFeed(fetched.bytes, about)
      return { ...NOTHING, items, next }
    }
    case 'weibo-json': {
      const { items, next } = parseWeibo(fetched.bytes, about)
      return { ...NOTHING, items, next: next ?? (items.length === 0 ? null : nextNumbered(fetched.finalUrl)) }
    }
    case 'sitemap': {
      const { pages, sitemaps } = parseSitemap(fetched.bytes, about)
      const pattern = source.linkPattern === null ? null : new RegExp(source.linkPattern)
      return {
        ...NOTHING,
        sitemaps,
        links: pages.map(page => page.url).filter(url => pattern === null || pattern.test(url)),
      }
    }
    case 'list': {
      const { text } = decode(fetched.bytes, fetched.contentType)
      const { articles, next } = parseList(text, {
        url: fetched.finalUrl,
        now,
        selector: source.listSelector,
        pattern: source.linkPattern,
      })
      return { ...NOTHING, links: articles.map(article => article.url), next }
    }
    default:
      return NOTHING // doors and files are not polled
  }
}

/** Post lists count their pages: `page=2` follows the first. */
function nextNumbered(url: string): string {
  const next = new URL(url)
  next.searchParams.set('page', String((Number(next.searchParams.get('page')) || 1) + 1))
  return next.href
}
