import type { Analysis, Mention } from '@guanlan/domain'
import type { AnalyserOptions } from './analyse.ts'
import { startWorkers } from './worker-pool.ts'

/** Analyses mentions away from the main thread. */
export type Analysers = Readonly<{
  version: string // name and version of models, rules and dictionaries, as on every analysis
  /**
   * One analysis per mention, in the order given. All or nothing: if one mention makes the analyser fail, or a thread dies,
   * the whole batch rejects with that bug, the thread is started again, and the caller tries one by one.
   * @throws {Unavailable} 'text/analysers-closed' after close
   */
  analyseBatch: (mentions: readonly Mention[]) => Promise<readonly Analysis[]>
  close: () => Promise<void> // ends the threads; batches in hand reject
}>

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
  const { threads = 1, ...data } = options
  const pool = await startWorkers<readonly Mention[], string>({
    entry: new URL('./analyser-worker.ts', import.meta.url),
    data,
    threads,
  })
  return {
    version: pool.greeting,
    analyseBatch: async mentions => {
      const answers = await Promise.all(cut(mentions, threads).map(pool.ask))
      return answers.flatMap(answer => JSON.parse(answer) as readonly Analysis[])
    },
    close: pool.close,
  }
}
