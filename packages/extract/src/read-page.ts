import { Worker } from 'node:worker_threads'
import { Rejected } from '@guanlan/domain'
import { decode } from './charset.ts'
import { heaviness } from './heavy-page.ts'
import { type Page, type PageOptions, parsePage } from './page.ts'

/** A page as it was fetched; `contentType` is the HTTP header, or null. */
export type PageBytes = Readonly<{ bytes: Uint8Array; contentType: string | null }>

/** What a page's thread is given, and what it says. */
export type PageWork = Readonly<{ source: string | PageBytes; options: PageOptions }>
export type PageWord = Readonly<{ page: Page } | { code: string; detail: string | null } | { bug: unknown }>

/** A page that is not read by then is given up, so that its end is told within 2 s: the start of a thread is included. */
const DEADLINE_MS = 1_800
/** Bytes above this are not even decoded on the calling thread. */
const MOST_BYTES = 1_000_000
const ENTRY = new URL('./page-worker.ts', import.meta.url)
const LIMITS = { maxOldGenerationSizeMb: 512 }

/**
 * Reads a page within a deadline. An ordinary page is read on the calling thread; one that may take long is read on a thread of its own,
 * which is ended when the time is up, so that nothing a page holds stops everything else.
 * @param deadlineMs how long a heavy page may take, the start of its thread included
 * @throws {Rejected} 'extract/too-large' (more than 20 million units, or more memory than a page is worth), 'extract/timeout'
 */
export async function readPage(
  source: string | PageBytes,
  options: PageOptions = {},
  deadlineMs: number = DEADLINE_MS,
): Promise<Page> {
  const startedAt = performance.now()
  const left = () => Math.max(0, deadlineMs - (performance.now() - startedAt))
  if (typeof source !== 'string' && source.bytes.length > MOST_BYTES) return onThread({ source, options }, left)
  const html = typeof source === 'string' ? source : decode(source.bytes, source.contentType).text
  return heaviness(html) === null ? parsePage(html, options) : onThread({ source: html, options }, left)
}

async function onThread(work: PageWork, left: () => number): Promise<Page> {
  const worker = new Worker(ENTRY, { workerData: work, resourceLimits: LIMITS })
  const word = await firstWord(worker, left())
  // whoever asked is answered at the deadline; a thread caught while it starts may take longer to be gone
  const gone = worker.terminate()
  if (word === null) {
    worker.unref()
    throw new Rejected('extract/timeout')
  }
  await gone
  if ('page' in word) return word.page
  if ('code' in word) throw new Rejected(word.code, word.detail === null ? {} : { detail: word.detail })
  throw word.bug
}

/** What the thread says; null when it said nothing by the deadline. */
async function firstWord(worker: Worker, deadlineMs: number): Promise<PageWord | null> {
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<PageWord | null>((resolve, reject) => {
      timer = setTimeout(() => resolve(null), deadlineMs)
      worker.once('message', resolve)
      worker.once('error', (error: Error & { code?: string }) =>
        reject(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new Rejected('extract/too-large', { cause: error, detail: 'memory' })
            : error,
        ),
      )
      worker.once('exit', () => resolve(null))
    })
  } finally {
    clearTimeout(timer)
  }
}
