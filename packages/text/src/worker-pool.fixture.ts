import { workerData } from 'node:worker_threads'
import { Rejected, Unavailable } from '@guanlan/domain'
import { runWorker } from './worker.ts'

/** A worker that says back what it hears, and dies, fails or hangs when told to. */
runWorker<string, string>(() => {
  if (workerData === 'broken') throw new Rejected('text/model-damaged')
  return {
    greeting: String(workerData),
    handle: word => {
      if (word === 'die') process.exit(7)
      if (word === 'bug') throw new TypeError('told to fail')
      if (word === 'away') throw new Unavailable('bus/away')
      while (word === 'slow') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
      return word
    },
  }
})
