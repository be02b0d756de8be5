import { canonicalUrl, errorCode } from '@guanlan/domain'
import { feedTime } from '../src/feed-time.ts'
import * as extract from '../src/index.ts'
import type { FuzzCase } from './fuzz-cases.ts'

const URL_OF_PAGE = 'https://news.a.example/n/7.html'
const NOW = Date.parse('2026-11-24T00:14:09Z')
const options = ({ contentType }: FuzzCase) => ({ contentType, url: URL_OF_PAGE })
const texts = new WeakMap<FuzzCase, string>()
function textOf(one: FuzzCase): string {
  const text = texts.get(one) ?? extract.decode(one.bytes, one.contentType).text
  texts.set(one, text)
  return text
}
const lineOf = (one: FuzzCase) => textOf(one).slice(0, 2000)

/** Something that a parser gave and must never give. */
class Broken extends Error {}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Broken(what)
}

const isInstant = (at: number | null) => at === null || Number.isFinite(at)
const isAddress = (url: string | null) => url === null || /^https?:\/\//.test(url)
const isInert = (text: string) => !/[\u0000-\u0008\u200b\u202e\ud800-\udfff]/u.test(text) && text.isWellFormed()

function checkItems(items: readonly extract.Item[]): void {
  for (const { url, title, text, author, publishedAt } of items) {
    must(isInstant(publishedAt), 'time')
    must(isAddress(url), 'address')
    must(isInert(title + text + (author ?? '')), 'text')
  }
}

/** Every parser by name. Each gives something sound or throws; what it may throw is judged by who calls. */
export const TARGETS: Readonly<Record<string, (one: FuzzCase) => void | Promise<void>>> = {
  decode: ({ bytes, contentType }) => {
    const { text, charset } = extract.decode(bytes, contentType)
    must(text.length <= bytes.length * 2 + 2 && charset !== '', 'text')
  },
  bodyKind: ({ bytes }) => must(extract.bodyKind(bytes).length > 0, 'kind'),
  readPage: async one => {
    const page = await extract.readPage(one, { url: URL_OF_PAGE, now: NOW })
    must(isInstant(page.publishedAt), 'time')
    must(isInert(page.title + page.text + page.authors.join('')), 'text')
    must(
      page.posts.every(post => isInstant(post.publishedAt) && isInert(post.text)),
      'posts',
    )
    must(isAddress(extract.pageIdentity(URL_OF_PAGE, page.canonical)), 'address')
  },
  parseList: one => {
    const { articles, next } = extract.parseList(textOf(one), { url: URL_OF_PAGE, now: NOW })
    must(isAddress(next), 'next')
    for (const { url, title, statedAt } of articles)
      must(isAddress(url) && isInert(title) && isInstant(statedAt), 'link')
  },
  parseFeed: one => {
    const { items, next, title } = extract.parseFeed(one.bytes, options(one))
    checkItems(items)
    must(isAddress(next) && isInert(title), 'feed')
  },
  parseWeibo: one => {
    const { items, next } = extract.parseWeibo(one.bytes, options(one))
    checkItems(items)
    must(isAddress(next), 'next')
  },
  parseSitemap: one => {
    const { pages, sitemaps } = extract.parseSitemap(one.bytes, options(one))
    for (const { url, changedAt } of [...pages, ...sitemaps]) must(isAddress(url) && isInstant(changedAt), 'entry')
  },
  parseRobots: one => {
    const text = textOf(one)
    for (const agent of ['GuanlanBot', text.slice(0, 50)]) {
      const { allows, crawlDelayMs, requestRate } = extract.parseRobots(text, agent)
      must(typeof allows(URL_OF_PAGE) === 'boolean' && allows('/robots.txt'), 'allows')
      must(typeof allows(text.slice(-300)) === 'boolean', 'allows')
      must(isInstant(crawlDelayMs) && (requestRate === null || requestRate.requests > 0), 'pace')
    }
  },
  times: one => {
    const line = lineOf(one)
    must(isInstant(extract.parseTime(line, NOW)?.at ?? null), 'page time')
    must(isInstant(feedTime(line, line.length % 2 === 0)), 'feed time')
  },
  addresses: one => {
    const line = lineOf(one)
    const canonical = canonicalUrl(line, URL_OF_PAGE)
    must(isAddress(canonical), 'address')
    must(canonical === null || canonicalUrl(canonical) === canonical, 'fixed point')
    must(isAddress(extract.pageIdentity(URL_OF_PAGE, line)), 'identity')
  },
  plainText: one => must(isInert(extract.plainText(textOf(one))), 'text'),
  json: one => void extract.boundedJson(textOf(one)),
}

/** A parser that crashed, gave something unsound, or took too long. */
export type Find = Readonly<{ target: string; seed: number; what: string; ms: number }>

const DEADLINE_MS = 2_500

/** Puts one case before every parser; a refusal by name is a good answer. */
export async function tryAll(seed: number, one: FuzzCase, names = Object.keys(TARGETS)): Promise<readonly Find[]> {
  const finds: Find[] = []
  for (const target of names) {
    const begun = performance.now()
    let what: string | null = null
    try {
      await TARGETS[target]!(one)
    } catch (error) {
      if (errorCode(error) === 'bug') what = error instanceof Error ? (error.stack ?? error.message) : String(error)
    }
    const ms = performance.now() - begun
    if (what === null && ms > DEADLINE_MS) what = 'too slow'
    if (what !== null) finds.push({ target, seed, what, ms: Math.round(ms) })
  }
  return finds
}
