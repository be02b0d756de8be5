/**
 * Serves a folder of saved pages on a local port and crawls it with the real crawler into a throw-away data folder; prints what came in.
 *
 *   node test/bench/real-pages.ts FOLDER [--out predictions.jsonl]
 *
 * FOLDER holds truth.json (a list of { id, file }) and the named files, raw response bytes, gzipped or not. With --out, one
 * line per page for a scorer: { id, title, publishedAt, source, content }. No text is printed.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { openFetcher, startCrawler } from '@guanlan/crawler'
import { type Raw, type Source, source } from '@guanlan/domain'
import { openEmbedded } from '@guanlan/embedded'
import { openLog } from '@guanlan/runtime'

type SavedPage = Readonly<{ id: string; file: string }>

async function serve(pages: ReadonlyMap<string, Uint8Array>) {
  const server = createServer((request, response) => {
    const bytes = pages.get(request.url!)
    if (request.url === '/') {
      const links = [...pages.keys()].map(path => `<li><a href="${path}">${path}</a></li>`)
      response.setHeader('content-type', 'text/html').end(`<ul>${links.join('')}</ul>`)
    } else if (bytes === undefined) response.writeHead(404).end()
    else response.setHeader('content-type', 'text/html').end(bytes) // no charset: the bytes must tell
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function crawl(host: string, pages: number): Promise<{ raws: Raw[]; ms: number; lastError: string | null }> {
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-pages-'))
  const house = await openEmbedded(join(folder, 'data'))
  const fetcher = openFetcher({ contact: '', allowPrivate: [host], clock: house.clock })
  const from: Source = source({
    ...{
      id: 'saved-pages',
      name: '本地网页',
      channel: 'news',
      kind: 'list',
      url: `http://${host}/`,
      schedule: '0 0 * * *',
    },
    ...{
      mediaRank: 'none',
      region: null,
      linkPattern: '/page/',
      listSelector: null,
      backfillPages: 0,
      crawlDelayMs: 0,
      active: true,
    },
  })
  const fatal = (cause: Error) => {
    throw cause
  }
  const raws: Raw[] = []
  const config = { paceMs: 0, allowPrivate: [host], tickMs: null }
  const crawler = await startCrawler({
    ...house,
    fetcher,
    holder: 'bench',
    sources: () => [from],
    log: openLog('warn'),
    config,
    fatal,
  })
  const startedAt = performance.now()
  const { itemsTotal, lastError } = await crawler.crawl(from.id)
  const ms = performance.now() - startedAt
  await new Promise<void>(done => {
    void house.bus.consume(
      'raw',
      'bench',
      async batch => {
        raws.push(...batch.map(delivery => delivery.body as unknown as Raw))
        if (raws.length >= Math.min(itemsTotal, pages)) done()
        return []
      },
      { maxBatch: 1000, fatal },
    )
    if (itemsTotal === 0) done()
  })
  await crawler.stop()
  await fetcher.close()
  await house.close()
  await rm(folder, { recursive: true, force: true })
  return { raws, ms, lastError }
}

const [folder, flag, out] = process.argv.slice(2)
if (folder === undefined) {
  console.error('usage: node test/bench/real-pages.ts FOLDER [--out predictions.jsonl]')
  process.exit(2)
}
const saved = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as SavedPage[]
const ids = new Map<string, string>()
const pages = new Map<string, Uint8Array>()
for (const { id, file } of saved) {
  const path = `/page/${ids.size + 1}.html`
  const bytes = await readFile(join(folder, file))
  ids.set(path, id)
  pages.set(path, file.endsWith('.gz') ? gunzipSync(bytes) : bytes)
}
const { server, host } = await serve(pages)
const { raws, ms, lastError } = await crawl(host, pages.size)
server.closeAllConnections()
server.close()
const count = (has: (raw: Raw) => boolean) => raws.filter(has).length
console.log(
  `served ${pages.size} · raws ${raws.length} · last error ${lastError ?? 'none'} · ${(pages.size / (ms / 1000)).toFixed(1)} pages/s`,
)
console.log(
  `with title ${count(r => r.title !== '')} · text ${count(r => r.text !== '')} · time ${count(r => r.publishedAt !== null)} · outlet or author ${count(r => r.author !== null)}`,
)
if (flag === '--out' && out !== undefined) {
  const lines = raws.map(raw =>
    JSON.stringify({
      id: ids.get(new URL(raw.url!).pathname),
      title: raw.title,
      publishedAt: raw.publishedAt,
      source: raw.author,
      content: raw.text,
    }),
  )
  await writeFile(out, `${lines.join('\n')}\n`)
}
