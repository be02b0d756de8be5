import { type EpochMs, Rejected } from '@guanlan/domain'
import { decode } from './charset.ts'
import { cleanLine } from './clean.ts'
import { inflated } from './gzip-body.ts'
import { absoluteUrl } from './item.ts'
import type { PageElement } from './node-text.ts'
import { openXml } from './open-xml.ts'
import { parseTime } from './time.ts'
import { children, elementsNamed, localName, markup } from './xml-elements.ts'

/** One address of a sitemap; `changedAt` is its news publication date or lastmod, null when not stated. */
export type SitemapEntry = Readonly<{ url: string; changedAt: EpochMs | null }>

/** A sitemap's pages, or an index's further sitemaps, newest first where dates are stated. */
export type Sitemap = Readonly<{ pages: readonly SitemapEntry[]; sitemaps: readonly SitemapEntry[] }>

/** sitemaps.org allows 50,000 addresses; what comes after is not read. */
const MOST = 50_000
/** The protocol's own limit for an address. */
const LONGEST_URL = 2048
const ROOT = /<(?:[\w-]+:)?(?:urlset|sitemapindex)(?=[\s>/])/i
const NEWS_DATE = new Set(['publication_date'])
const ENTRIES = new Set(['url', 'sitemap'])

/**
 * Reads a sitemap, a sitemap index, or a plain list of addresses, gzipped or not, whatever prefix its names have. A broken or cut
 * one gives what it still holds; an address of another kind than http is passed over.
 * @throws {Rejected} 'extract/not-a-sitemap', 'extract/too-large', 'extract/bad-gzip'
 */
export function parseSitemap(
  bytes: Uint8Array,
  options: Readonly<{ contentType?: string | null; url?: string | null }> = {},
): Sitemap {
  const { text } = decode(inflated(bytes), options.contentType ?? null)
  const base = options.url ?? null
  const start = text.search(ROOT)
  const root = start < 0 ? null : openXml(text.slice(start))
  if (root === null) return { pages: entries(listed(text), base), sitemaps: [] }
  const rows = elementsNamed(root, ENTRIES, MOST)
  const named = (name: string) => rows.filter(row => localName(row) === name).map(rowOf)
  return { pages: entries(named('url'), base), sitemaps: entries(named('sitemap'), base) }
}

type Row = Readonly<{ address: string; changedAt: EpochMs | null }>

function rowOf(element: PageElement): Row {
  const location = children(element).find(e => localName(e) === 'loc') ?? null
  const news = elementsNamed(element, NEWS_DATE, 1)[0] ?? null
  const stated = [news, children(element).find(e => localName(e) === 'lastmod') ?? null]
  const times = stated.map(date => (date === null ? null : (parseTime(cleanLine(markup(date)))?.at ?? null)))
  return { address: cleanLine(markup(location)), changedAt: times.find(at => at !== null) ?? null }
}

/** The addresses of a plain list, one a line. @throws {Rejected} 'extract/not-a-sitemap' when most lines are none */
function listed(text: string): readonly Row[] {
  const lines = text.split(/[\r\n]+/, MOST).map(line => line.slice(0, LONGEST_URL).trim())
  const written = lines.filter(line => line !== '')
  const addresses = written.filter(line => /^https?:\/\/[^\s<>"]+$/i.test(line))
  if (addresses.length === 0 || addresses.length * 2 < written.length) throw new Rejected('extract/not-a-sitemap')
  return addresses.map(address => ({ address, changedAt: null }))
}

function entries(rows: readonly Row[], base: string | null): SitemapEntry[] {
  const found = new Map<string, SitemapEntry>()
  for (const { address, changedAt } of rows) {
    const url = absoluteUrl(address, base)
    if (url !== null && url.length <= LONGEST_URL && !found.has(url)) found.set(url, { url, changedAt })
  }
  return [...found.values()].sort((a, b) => (b.changedAt ?? 0) - (a.changedAt ?? 0))
}
