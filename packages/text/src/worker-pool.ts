import { Worker } from 'node:worker_threads'
import { Rejected, Unavailable } from '@guanlan/domain'

/** What a worker says: ready once, then one answer per request. An error travels as plain values. */
export type WorkerWord<Answer> =
  | Readonly<{ kind: 'ready'; greeting: string }>
  | Readonly<{ kind: 'answer'; answer: Answer }>
  | Readonly<{ kind: 'failed'; name: string; code: string; detail: string }>

/** Threads that each answer one request at a time. */
export type WorkerPool<Request, Answer> = Readonly<{
  greeting: string // what the first worker said when it was ready
  ask: (request: Request) => Promise<Answer>
  retire: () => Promise<void> // takes no more, answers what it has, then ends; settles when the threads are gone
  close: () => Promise<void> // ends at once; what waits or is in hand rejects
}>

type Job<Request, Answer> = Readonly<{
  request: Request
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}>

type Slot = { worker: Promise<Worker> | null; busy: boolean }

/** Heaps of threads would otherwise grow as that of a whole process does, and stay so. What the segmenter holds is outside of them. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 }

type PoolOptions = Readonly<{ entry: URL; data: unknown; threads: number }>

function asError({ name, code, detail }: Readonly<{ name: string; code: string; detail: string }>): Error {
  if (name === 'Rejected') return new Rejected(code, { detail })
  if (name === 'Unavailable') return new Unavailable(code, { detail })
  return new Error(`a worker failed: ${detail}`)
}

/** The worker's next word; rejects when it dies before saying one. */
function nextWord<Answer>(worker: Worker): Promise<WorkerWord<Answer>> {
  return new Promise((resolve, reject) => {
    const done = () => {
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onExit)
    }
    const onMessage = (word: WorkerWord<Answer>) => {
      done()
      resolve(word)
    }
    const onError = (cause: unknown) => {
      done()
      reject(new Error('a worker crashed', { cause }))
    }
    const onExit = (code: number) => {
      done()
      reject(new Error(`a worker ended with ${code}`))
    }
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onExit)
  })
}

async function spawn({ entry, data }: PoolOptions): Promise<Readonly<{ worker: Worker; greeting: string }>> {
  const worker = new Worker(entry, { workerData: data, resourceLimits: LIMITS })
  const word = await nextWord<never>(worker)
  if (word.kind === 'ready') return { worker, greeting: word.greeting }
  await worker.terminate()
  throw word.kind === 'failed' ? asError(word) : new Error('a worker answered before it was ready')
}

/** A thread that cannot start again says nothing about the request: the caller waits, nothing is set aside. */
async function respawn(options: PoolOptions): Promise<Worker> {
  try {
    return (await spawn(options)).worker
  } catch (cause) {
    throw new Unavailable('text/worker-away', { cause, detail: 'a text worker does not start' })
  }
}

/**
 * Starts the threads and settles when all are ready; rejects with the error of the first that cannot start.
 * Requests wait for a free thread in the order they came. A thread that dies takes only the request in hand with it
 * (its promise rejects) and is started again for the next one.
 */
export async function startWorkers<Request, Answer>(options: PoolOptions): Promise<WorkerPool<Request, Answer>> {
  const first = await Promise.allSettled(Array.from({ length: options.threads }, () => spawn(options)))
  const started = first.flatMap(outcome => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const failure = first.find(outcome => outcome.status === 'rejected')
  if (failure !== undefined) {
    await Promise.all(started.map(({ worker }) => worker.terminate()))
    throw failure.reason
  }
  const slots: Slot[] = started.map(({ worker }) => ({ worker: Promise.resolve(worker), busy: false }))
  const waiting: Job<Request, Answer>[] = []
  let closed = false
  let retired: (() => void) | null = null

  const serve = async (slot: Slot, job: Job<Request, Answer>) => {
    try {
      slot.worker ??= respawn(options)
      const worker = await slot.worker
      const heard = nextWord<Answer>(worker)
      worker.postMessage(job.request)
      const word = await heard
      if (word.kind === 'answer') job.resolve(word.answer)
      else job.reject(word.kind === 'failed' ? asError(word) : new Error('a worker was ready twice'))
    } catch (error) {
      slot.worker = null
      job.reject(error)
    } finally {
      slot.busy = false
      pump()
      if (slots.every(({ busy }) => !busy)) retired?.()
    }
  }
  const pump = () => {
    for (const slot of slots) {
      if (slot.busy || waiting.length === 0 || closed) continue
      slot.busy = true
      void serve(slot, waiting.shift()!)
    }
  }
  const close = async () => {
    closed = true
    for (const job of waiting.splice(0)) job.reject(new Unavailable('text/analysers-closed'))
    await Promise.all(slots.map(async ({ worker }) => (await worker?.catch(() => null))?.terminate()))
  }
  return {
    greeting: started[0]?.greeting ?? '',
    ask: request =>
      new Promise((resolve, reject) => {
        if (closed || retired !== null) return reject(new Unavailable('text/analysers-closed'))
        waiting.push({ request, resolve, reject })
        pump()
      }),
    retire: async () => {
      await new Promise<void>(resolve => {
        retired = resolve
        if (slots.every(({ busy }) => !busy)) resolve()
      })
      await close()
    },
    close,
  }
}
