/** The crawler's memory with a million known addresses: how soon it is back, what a look costs, how large it is. */
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFrontier } from '@guanlan/embedded'
import type { Visit } from '@guanlan/ports'

/** Times in ms, the file in bytes; `waiting` addresses were discovered and not fetched. */
export type FrontierFigures = Readonly<{
  known: number
  waiting: number
  recordPerS: number
  openMs: number
  dueMs: number // the first twenty of what waits
  unseenMs: number // which of fifty are new
  bytes: number
}>

const SOURCES = 50
const WAITING_EVERY = 20
const AT = Date.parse('2026-11-24T10:00:00+08:00')

function visitOf(n: number): Visit {
  const waits = n % WAITING_EVERY === 0
  return {
    sourceId: `source-${n % SOURCES}`,
    url: `http://www${n % SOURCES}.yunzhou.example/xwzx/2026/${n}/content_${n * 7919}.html`,
    firstSeenAt: AT + n,
    fetchedAt: waits ? null : AT + n + 5,
    status: waits ? null : 200,
    etag: waits ? null : `"${n.toString(36)}"`,
    lastModified: null,
    contentHash: waits ? null : n.toString(16).padStart(64, '0'),
    failures: 0,
    nextAt: AT + n,
  }
}

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [number, T]> {
  const began = performance.now()
  const value = await work()
  return [performance.now() - began, value]
}

/** Fills a frontier, closes it, and opens it as after a restart. */
export async function benchFrontier(known = 1_000_000): Promise<FrontierFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-frontier-'))
  const path = join(folder, 'crawl.db')
  try {
    const filling = openFrontier(path)
    const [fillMs] = await timed(async () => {
      for (let n = 0; n < known; n += 5000) {
        await filling.record(Array.from({ length: Math.min(5000, known - n) }, (_, at) => visitOf(n + at)))
      }
    })
    await filling.close()
    const [openMs, frontier] = await timed(() => openFrontier(path))
    const [dueMs, due] = await timed(() => frontier.due('source-0', AT + known, 20))
    const asked = Array.from({ length: 50 }, (_, n) => (n < 45 ? visitOf(n * SOURCES).url : `http://new.example/${n}`))
    const [unseenMs, unseen] = await timed(() => frontier.unseen('source-0', asked))
    if (due.length !== 20 || unseen.length !== 5) throw new Error('the frontier forgot something')
    await frontier.close()
    const { size: bytes } = await stat(path)
    return {
      known,
      waiting: known / WAITING_EVERY,
      recordPerS: known / (fillMs / 1000),
      openMs,
      dueMs,
      unseenMs,
      bytes,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(await benchFrontier(Number(process.argv[2] ?? 1_000_000)))
