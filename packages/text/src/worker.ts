import { parentPort } from 'node:worker_threads'
import { errorCode } from '@guanlan/domain'
import type { WorkerWord } from './worker-pool.ts'

function told(error: unknown): WorkerWord<never> {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) }
  return { kind: 'failed', name, code: errorCode(error), detail: message }
}

/**
 * Runs a worker: `start` loads what it needs and gives a greeting and a handler, then requests are answered one by one.
 * An error of `start` or of the handler goes to the pool as a word; it does not end the thread.
 */
export function runWorker<Request, Answer>(
  start: () => Readonly<{ greeting: string; handle: (request: Request) => Answer }>,
): void {
  const port = parentPort
  if (port === null) throw new Error('this file runs in a worker thread')
  const say = (word: WorkerWord<Answer>) => port.postMessage(word)
  try {
    const { greeting, handle } = start()
    port.on('message', (request: Request) => {
      try {
        say({ kind: 'answer', answer: handle(request) })
      } catch (error) {
        say(told(error))
      }
    })
    say({ kind: 'ready', greeting })
  } catch (error) {
    say(told(error))
  }
}
