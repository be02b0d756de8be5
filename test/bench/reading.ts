/**
 * Reads corpora with known truth and counts what comes out right; predictions for the corpora's own scorers go to --out.
 *
 *   node test/bench/reading.ts DATA [--out FOLDER]
 *
 * DATA may hold charset/cases.json, robots/cases.json, feeds/truth.json and extract/<corpus>/truth.json with the files they name;
 * what is absent is said and passed over. With --out: FOLDER/feeds.jsonl and FOLDER/extract.jsonl, one line per feed and page.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { errorCode } from '@guanlan/domain'
import { decode, parseFeed, parsePage, parseRobots } from '@guanlan/extract'

type CharsetCase = Readonly<{
  id: string
  file: string
  contentType: string | null
  mustContain: string[]
  mustNotContain: string[]
}>
type RobotsCase = Readonly<{
  id: string
  robots?: string
  robotsBase64?: string
  agent: string | null
  url: string
  allow?: boolean
  crawlDelay?: number | null
  requestRate?: [number, number] | null
  sitemaps?: string[]
}>
type FeedCase = Readonly<{ id: string; file: string; contentType: string | null }>
type PageCase = Readonly<{ id: string; file: string; url: string | null; bytesCharset: string }>

const read = <Row>(path: string): Row => JSON.parse(readFileSync(path, 'utf8')) as Row

function charset(folder: string): string {
  const bare = (text: string) => text.replace(/\s+/g, '')
  const cases = read<CharsetCase[]>(join(folder, 'cases.json'))
  const right = cases.filter(({ file, contentType, mustContain, mustNotContain }) => {
    const text = bare(decode(readFileSync(join(folder, file)), contentType).text)
    return (
      mustContain.every(part => text.includes(bare(part))) && !mustNotContain.some(part => text.includes(bare(part)))
    )
  })
  return `${right.length} of ${cases.length}`
}

function robots(folder: string): string {
  const { cases } = read<{ cases: RobotsCase[] }>(join(folder, 'cases.json'))
  const right = cases.filter(one => {
    const rules = parseRobots(one.robots ?? decode(Buffer.from(one.robotsBase64 ?? '', 'base64')).text, one.agent ?? '')
    if (one.allow !== undefined) return rules.allows(one.url) === one.allow
    if (one.crawlDelay !== undefined)
      return (rules.crawlDelayMs === null ? null : rules.crawlDelayMs / 1000) === one.crawlDelay
    if (one.sitemaps !== undefined) return JSON.stringify(rules.sitemaps) === JSON.stringify(one.sitemaps)
    const rate = rules.requestRate === null ? null : [rules.requestRate.requests, rules.requestRate.perMs / 1000]
    return JSON.stringify(rate) === JSON.stringify(one.requestRate)
  })
  return `${right.length} of ${cases.length}`
}

function feeds(folder: string): string[] {
  return read<FeedCase[]>(join(folder, 'truth.json')).map(({ id, file, contentType }) => {
    const startedAt = performance.now()
    try {
      const { items } = parseFeed(readFileSync(join(folder, file)), { contentType })
      const entries = items.map(item => ({
        title: item.title,
        date: item.publishedAt,
        link: item.url,
        guid: item.externalId,
      }))
      return JSON.stringify({ id, ok: true, entries, ms: performance.now() - startedAt })
    } catch (error) {
      return JSON.stringify({ id, ok: false, entries: [], error: errorCode(error), ms: performance.now() - startedAt })
    }
  })
}

/** In the wall clock of the page's reader: +08:00, a day where only the day is stated. */
function shown(at: number | null, precision: string | null): string | null {
  if (at === null) return null
  const text = new Date(at + 8 * 3_600_000).toISOString().replace('T', ' ')
  return text.slice(0, precision === 'day' ? 10 : 19)
}

function pages(folder: string): string[] {
  return read<PageCase[]>(join(folder, 'truth.json')).map(({ id, file, url, bytesCharset }) => {
    const html = new TextDecoder(/^gb/i.test(bytesCharset) ? 'gb18030' : bytesCharset).decode(
      gunzipSync(readFileSync(join(folder, file))),
    )
    const startedAt = performance.now()
    const { title, text, authors, outlet, publishedAt, publishedPrecision } = parsePage(html, { url })
    const ms = performance.now() - startedAt
    return JSON.stringify({
      id,
      title,
      publishedAt: shown(publishedAt, publishedPrecision),
      author: authors,
      source: outlet,
      content: text,
      ms,
    })
  })
}

const [data, flag, out] = process.argv.slice(2)
if (data === undefined) {
  console.error('usage: node test/bench/reading.ts DATA [--out FOLDER]')
  process.exit(2)
}
const keep = (name: string, lines: readonly string[]) => {
  if (flag === '--out' && out !== undefined) writeFileSync(join(out, name), `${lines.join('\n')}\n`)
}
const measure = (name: string, file: string, work: (folder: string) => string) => {
  const folder = join(data, name)
  console.log(`${name}: ${existsSync(join(folder, file)) ? work(folder) : 'absent, passed over'}`)
}
measure('charset', 'cases.json', charset)
measure('robots', 'cases.json', robots)
measure('feeds', 'truth.json', folder => {
  const lines = feeds(folder)
  keep('feeds.jsonl', lines)
  return `${lines.length} read`
})
measure('extract', '.', folder => {
  const corpora = readdirSync(folder).filter(name => existsSync(join(folder, name, 'truth.json')))
  const lines = corpora.flatMap(name => pages(join(folder, name)))
  keep('extract.jsonl', lines)
  return `${lines.length} pages read`
})
