import { type EpochMs, Rejected } from '@guanlan/domain'
import { load } from 'cheerio/slim'
import { decode } from './charset.ts'
import { cleanLine } from './clean.ts'
import { absoluteUrl } from './item.ts'
import { parseTime } from './time.ts'

/** One address of a sitemap; `changedAt` is its lastmod or news publication date, null when not stated. */
export type SitemapEntry = Readonly<{ url: string; changedAt: EpochMs | null }>

/** A sitemap's pages, or an index's further sitemaps, newest first where dates are stated. */
export type Sitemap = Readonly<{ pages: readonly SitemapEntry[]; sitemaps: readonly SitemapEntry[] }>

/** sitemaps.org allows 50,000 addresses; what comes after is not read. */
const MOST = 50_000

/**
 * Reads a sitemap, a sitemap index, or a plain list of addresses.
 * @throws {Rejected} 'extract/not-a-sitemap', 'extract/too-large'
 */
export function parseSitemap(
  bytes: Uint8Array,
  options: Readonly<{ contentType?: string | null; url?: string | null }> = {},
): Sitemap {
  const { text } = decode(bytes, options.contentType ?? null)
  const base = options.url ?? null
  if (/^\s*https?:\/\/\S+\s*(?:$|\n)/.test(text)) {
    const lines = text.split(/\s+/).slice(0, MOST)
    return {
      pages: entries(
        lines.map(line => [line, ''] as const),
        base,
      ),
      sitemaps: [],
    }
  }
  const $ = load(text.slice(Math.max(0, text.indexOf('<'))), { xml: { xmlMode: true, decodeEntities: true } })
  if ($('urlset, sitemapindex').length === 0) throw new Rejected('extract/not-a-sitemap')
  const read = (selector: string) =>
    $(selector)
      .slice(0, MOST)
      .get()
      .map(element => {
        const changed = $(element).children('lastmod').text() || $(element).find('news\\:publication_date').text()
        return [cleanLine($(element).children('loc').text()), cleanLine(changed)] as const
      })
  return { pages: entries(read('urlset > url'), base), sitemaps: entries(read('sitemapindex > sitemap'), base) }
}

function entries(rows: readonly (readonly [string, string])[], base: string | null): SitemapEntry[] {
  const found: SitemapEntry[] = []
  for (const [location, changed] of rows) {
    const url = absoluteUrl(location, base)
    if (url !== null) found.push({ url, changedAt: parseTime(changed)?.at ?? null })
  }
  return found.sort((a, b) => (b.changedAt ?? 0) - (a.changedAt ?? 0))
}
