import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { type FindPhrases, type FoundPhrase, Unavailable } from '@guanlan/domain'
import type { PhraseWork } from './phrase-worker.ts'

/** Finds key phrases away from the main thread; `close` ends what is in hand, which then rejects. */
export type PhraseFinder = Readonly<{ find: FindPhrases; close: () => Promise<void> }>

const MOST_FOUND = 24
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 }
const ENTRY = new URL('./phrase-worker.ts', import.meta.url)

/**
 * A finder whose thread lives for one call: it is asked every few minutes at most, and the dictionaries (a second, 250 MB) are not worth
 * keeping for that. Calls wait for one another. `words` are read at each call, so the bureau's newest are used.
 * `find` @throws {Unavailable} text/worker-away when the thread ends without an answer, text/analysers-closed after close
 */
export function openPhraseFinder(words: () => readonly string[]): PhraseFinder {
  const closed = new AbortController()
  let last: Promise<unknown> = Promise.resolve()
  const find: FindPhrases = sets => {
    const run = last.then(() => inThread({ words: words(), sets, most: MOST_FOUND }, closed.signal))
    last = run.catch(() => undefined)
    return run
  }
  return {
    find,
    close: async () => {
      closed.abort()
      await last
    },
  }
}

async function inThread(work: PhraseWork, closed: AbortSignal): Promise<readonly (readonly FoundPhrase[])[]> {
  if (closed.aborted) throw new Unavailable('text/analysers-closed')
  if (work.sets.every(texts => texts.length === 0)) return work.sets.map(() => [])
  const worker = new Worker(ENTRY, { workerData: work, resourceLimits: LIMITS })
  const end = () => void worker.terminate()
  closed.addEventListener('abort', end)
  try {
    const answered = once(worker, 'message')
    const ended = once(worker, 'exit').then(([code]) => {
      throw new Error(`the thread ended with ${code}`)
    })
    const [found] = (await Promise.race([answered, ended])) as [readonly (readonly FoundPhrase[])[]]
    return found
  } catch (cause) {
    throw new Unavailable(closed.aborted ? 'text/analysers-closed' : 'text/worker-away', { cause })
  } finally {
    closed.removeEventListener('abort', end)
    await worker.terminate()
  }
}
