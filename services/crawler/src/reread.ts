import { createHash } from 'node:crypto'
import { type OperatingPlates, type Raw, Rejected, type SiteRule, type Source, type Versioned } from '@guanlan/domain'
import type { Evidence, Fetched, Receipt } from '@guanlan/ports'
import { rawOfArticle, rawOfItem } from './raw-item.ts'
import { readEntry } from './reading.ts'
import { wholeArticle } from './whole-article.ts'

/** What reading an original again stands on; rules of sites and operating vehicles as they are now. */
export type RereadDeps = Readonly<{
  evidence: Pick<Evidence, 'get'>
  rules: () => readonly Versioned<SiteRule>[]
  plates: () => OperatingPlates
}>

const FEEDS: ReadonlySet<Source['kind']> = new Set(['rss', 'atom', 'jsonfeed', 'weibo-json'])

/**
 * Reads an original again as a run of its source would read it today, its following pages out of the evidence too (`further` are their
 * receipts). Pages that only list others give nothing.
 * @throws {Rejected} @throws {NotFound} @throws {Unavailable} as reading and evidence do
 */
export async function rereadOriginal(
  deps: RereadDeps,
  source: Source,
  receipt: Receipt,
  further: readonly Receipt[],
): Promise<readonly Raw[]> {
  const { url, hash, at, readAs } = receipt
  if (url === null || readAs === 'row') return []
  if (readAs === 'entry') {
    if (!FEEDS.has(source.kind)) return []
    const fetched = await fetchedFrom(deps, receipt)
    return readEntry(source, fetched, at).items.map(item => rawOfItem(source, item, hash, at, deps.plates()))
  }
  const whole = await wholeArticle(articleDeps(deps, [receipt, ...further]), source, url, false)
  return whole === null ? [] : [rawOfArticle(source, url, whole.page, whole.evidence, at, deps.plates())]
}

/** The fetcher and the store of an ordinary reading, answering from the evidence: nothing is fetched and nothing put. */
function articleDeps(deps: RereadDeps, receipts: readonly Receipt[]) {
  return {
    rules: deps.rules,
    clock: { now: () => receipts[0]!.at },
    async fetch(_source: Source, { url }: Readonly<{ url: string }>): Promise<Fetched> {
      const kept = receipts.find(one => one.url === url || one.finalUrl === url)
      if (kept === undefined) throw new Rejected('crawl/not-kept', { detail: url.slice(0, 200) })
      return fetchedFrom(deps, kept)
    },
    evidence: {
      put: async (bytes: Uint8Array) => ({ hash: createHash('sha256').update(bytes).digest('hex') }),
    },
  }
}

async function fetchedFrom({ evidence }: RereadDeps, receipt: Receipt): Promise<Fetched> {
  const { url, finalUrl, status, headers, mediaType: contentType, hash } = receipt
  const { bytes } = await evidence.get(hash)
  const none = { notModified: false, etag: null, lastModified: null }
  return { ...none, url: url!, finalUrl: finalUrl ?? url!, status: status ?? 200, contentType, headers, bytes }
}
