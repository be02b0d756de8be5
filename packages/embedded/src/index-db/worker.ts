import { parentPort, workerData } from 'node:worker_threads'
import { type Crossing, sendable } from './crossing.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

/** What a thread is for, and on which file. */
export type Role = Readonly<{ role: 'writer' | 'reader'; path: string }>

type Methods<T> = { [K in keyof T]: T[K] extends (...args: infer A) => unknown ? { call: K; args: A } : never }[keyof T]

/** One call to a thread; `close` is the last. */
export type Call =
  | Methods<Pick<Writer, 'write' | 'scrub' | 'close'>>
  | Methods<Pick<Reader, 'getMany' | 'search' | 'count' | 'facets' | 'histogram'>>

/** The answer to call `n`; call 0 is the opening. */
export type Answer = Readonly<{ n: number } & ({ ok: true; value: unknown } | { ok: false; failure: Crossing })>

/** Answers calls in the order they came, one at a time: SQLite is synchronous, and so is this thread. */
function serve({ role, path }: Role): void {
  const port = parentPort!
  const answer = (n: number, run: () => unknown) => {
    try {
      port.postMessage({ n, ok: true, value: run() } satisfies Answer)
    } catch (error) {
      port.postMessage({ n, ok: false, failure: sendable(error) } satisfies Answer)
    }
  }
  answer(0, () => {
    const held: Writer | Reader = role === 'writer' ? new Writer(path) : new Reader(path)
    port.on('message', ({ n, call, args }: Call & { n: number }) => {
      answer(n, () => (held[call as keyof typeof held] as (...given: unknown[]) => unknown).apply(held, args))
      if (call === 'close') port.close()
    })
  })
}

serve(workerData as Role)
