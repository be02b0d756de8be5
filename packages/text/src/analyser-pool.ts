import { type Analysis, type Mention, Unavailable } from '@guanlan/domain'
import type { AnalyserOptions } from './analyse.ts'
import { startWorkers } from './worker-pool.ts'

/** Analyses mentions away from the main thread. */
export type Analysers = {
  readonly version: string // name and version of models, rules and dictionaries, as on every analysis from now on
  /**
   * One analysis per mention, in the order given. All or nothing: if one mention makes the analyser fail, or a thread dies,
   * the whole batch rejects with that bug, the thread is started again, and the caller tries one by one.
   * @throws {Unavailable} 'text/analysers-closed' after close
   */
  readonly analyseBatch: (mentions: readonly Mention[]) => Promise<readonly Analysis[]>
  /**
   * Goes over to other names, words or models while running: as many new threads load first (for that moment both sets are in
   * memory), then take every later batch; batches in hand end on the old ones, so none is lost or analysed half and half.
   * When it rejects, nothing has changed. Several reloads happen one after another.
   * @throws {Unavailable} 'text/dictionary-missing', 'text/model-missing', 'text/analysers-closed' after close
   * @throws {Rejected} 'text/dictionary-broken', 'text/model-damaged'
   */
  readonly reload: (options: AnalyserOptions) => Promise<void>
  readonly close: () => Promise<void> // ends the threads; batches in hand reject
}

/** Batches smaller than this stay on one thread: handing over costs more than it wins. */
const LEAST_SHARE = 32

/** `mentions` cut into at most `parts` runs of nearly equal length. */
function cut(mentions: readonly Mention[], parts: number): (readonly Mention[])[] {
  const size = Math.max(LEAST_SHARE, Math.ceil(mentions.length / parts))
  const runs: (readonly Mention[])[] = []
  for (let at = 0; at < mentions.length; at += size) runs.push(mentions.slice(at, at + size))
  return runs
}

/**
 * Starts `threads` text workers (1 unless given; each holds its own dictionaries, some 250 MB) and settles when all are loaded.
 * @throws {Unavailable} 'text/dictionary-missing', 'text/model-missing'
 * @throws {Rejected} 'text/dictionary-broken', 'text/model-damaged'
 */
export async function startAnalysers(options: AnalyserOptions & Readonly<{ threads?: number }>): Promise<Analysers> {
  const { threads = 1, ...first } = options
  const entry = new URL('./analyser-worker.ts', import.meta.url)
  const start = (data: AnalyserOptions) => startWorkers<readonly Mention[], string>({ entry, data, threads })
  let pool = await start(first)
  let leaving: typeof pool | null = null
  let closed = false
  let reloading: Promise<void> = Promise.resolve()
  const replace = async (data: AnalyserOptions) => {
    if (closed) throw new Unavailable('text/analysers-closed')
    const next = await start(data)
    if (closed) {
      await next.close()
      throw new Unavailable('text/analysers-closed')
    }
    leaving = pool
    pool = next
    await leaving.retire()
    leaving = null
  }
  return {
    get version() {
      return pool.greeting
    },
    analyseBatch: async mentions => {
      const answers = await Promise.all(cut(mentions, threads).map(pool.ask))
      return answers.flatMap(answer => JSON.parse(answer) as readonly Analysis[])
    },
    reload: data => {
      const done = reloading.then(() => replace(data))
      reloading = done.catch(() => {})
      return done
    },
    close: async () => {
      closed = true
      await Promise.all([pool.close(), leaving?.close()])
      await reloading
    },
  }
}
