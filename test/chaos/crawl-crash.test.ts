import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MINUTE_MS, type Raw } from '@guanlan/domain'
import { openEmbedded, systemClock } from '@guanlan/embedded'
import type { Delivery } from '@guanlan/ports'
import { expect, test } from 'vitest'

const PAGES = 60
const KILLS = 7
const CLAIM_MS = 15 * MINUTE_MS
const SLOT_MS = 5 * MINUTE_MS

const article = (n: number) =>
  `<html><head><title>第${n}条交通消息的标题</title></head><body><h1>第${n}条交通消息的标题</h1><div>2026-11-24 08:14 来源：云州晚报</div><div class="content"><p>第${n}条交通消息，市交通运输局表示将尽快处理。</p><p>市民可以拨打12328反映情况。</p></div></body></html>`
const list = Array.from(
  { length: PAGES },
  (_, n) => `<li><a href="/n/2026${1000 + n}.html">第${n}条交通消息的标题</a></li>`,
)

type Asked = Readonly<{ path: string; at: number }>

/** A site that tells when it has been asked so often, and remembers when, by the clock of whoever runs now. */
async function openSite() {
  const asked: Asked[] = []
  let aheadMs = 0
  let wanted = Number.POSITIVE_INFINITY
  let reached = () => {}
  const server = createServer((request, response) => {
    asked.push({ path: request.url!, at: Date.now() + aheadMs })
    if (asked.length >= wanted) reached()
    const n = Number(/^\/n\/2026(\d+)\.html$/.exec(request.url!)?.[1] ?? Number.NaN) - 1000
    if (request.url === '/list') response.end(`<ul>${list.join('')}</ul>`)
    else if (Number.isNaN(n)) response.writeHead(404).end()
    else response.end(article(n))
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    asked,
    port: (server.address() as AddressInfo).port,
    moveOn: (ms: number) => {
      aheadMs = ms
    },
    more: (count: number) =>
      new Promise<void>(done => {
        wanted = asked.length + count
        reached = done
      }),
    close: () => {
      server.closeAllConnections()
      return new Promise(done => server.close(done))
    },
  }
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

test('killed again and again in the midst of its work, the crawler loses nothing and asks nothing twice within its interval', async () => {
  const site = await openSite()
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-crawl-crash-'))
  const data = join(folder, 'data')
  let aheadMs = 0
  const start = () => {
    site.moveOn(aheadMs)
    const entry = join(import.meta.dirname, 'crawl-child.ts')
    const words = ['--disable-warning=ExperimentalWarning', entry, data, String(site.port), String(aheadMs)]
    return spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] })
  }
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      // the first few die over robots.txt, the list and the first page; later ones over several pages in hand
      const some = site.more(kill < 3 ? 1 : 1 + kill)
      const child = start()
      await some
      await ended(child, 'SIGKILL')
      aheadMs += SLOT_MS + MINUTE_MS // leases are over, the list is due again, claims still stand
    }
    const pagesAsked = () => new Set(site.asked.map(({ path }) => path).filter(path => path.startsWith('/n/'))).size
    expect(pagesAsked()).toBeLessThan(PAGES)
    const house = await finish(
      site,
      start,
      () => {
        aheadMs += CLAIM_MS + MINUTE_MS
      },
      data,
    )
    expect(house.urls.size).toBe(PAGES)
    expect(repeatedTooSoon(site.asked)).toEqual([])
  } finally {
    await site.close()
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)

/** Lets crawlers run on, claims over, until every page has been handed on; what stands on the stream then. */
async function finish(
  site: Awaited<ReturnType<typeof openSite>>,
  start: () => ChildProcess,
  moveOn: () => void,
  data: string,
) {
  for (let turn = 0; ; turn++) {
    moveOn()
    const unread = PAGES - (await handedOn(data)).size
    if (unread === 0 || turn === 4) return { urls: await handedOn(data) }
    const rest = site.more(unread)
    const child = start()
    await rest
    await ended(child, 'SIGTERM')
  }
}

/** Which pages stand on the stream; a marker behind them tells when all have been seen. */
async function handedOn(data: string): Promise<ReadonlySet<string>> {
  const house = await openEmbedded(data, { clock: systemClock })
  const urls = new Set<string>()
  const marker = `marker ${Date.now()}`
  await house.bus.append('raw', [{ key: 'site', body: marker }])
  let over = () => {}
  const all = new Promise<void>(done => {
    over = done
  })
  const see = async (batch: readonly Delivery[]) => {
    for (const { body } of batch) {
      if (body === marker) over()
      else if (typeof body !== 'string') urls.add((body as unknown as Raw).url!)
    }
    return []
  }
  const subscription = await house.bus.consume('raw', `check ${marker}`, see, { maxBatch: 1000, fatal: () => {} })
  await all
  await subscription.stop()
  await house.close()
  return urls
}

/** Pages asked for again before their claim was over, and lists twice in one slot of their schedule. */
function repeatedTooSoon(asked: readonly Asked[]): readonly string[] {
  const last = new Map<string, number>()
  return asked.flatMap(({ path, at }) => {
    const before = last.get(path)
    last.set(path, at)
    if (before === undefined || path === '/robots.txt') return []
    const soon =
      path === '/list' ? Math.floor(at / SLOT_MS) === Math.floor(before / SLOT_MS) : at - before < CLAIM_MS - MINUTE_MS
    return soon ? [`${path} after ${at - before} ms`] : []
  })
}
