import { Worker } from 'node:worker_threads'
import { Unavailable } from '@guanlan/domain'
import { received } from './crossing.ts'
import type { Answer, Call, Role } from './worker.ts'

type Waiting = Readonly<{ resolve: (value: unknown) => void; reject: (error: Error) => void }>

/** Heaps of threads would otherwise grow as that of a whole process does, and stay so; a batch and a page are far smaller. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 1024 }

const indexWorker = (role: Role) =>
  new Worker(new URL('./worker.ts', import.meta.url), { workerData: role, resourceLimits: LIMITS })

/** One thread and the calls it still owes an answer. */
export class Thread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #n = 0
  /** False once the thread is gone; its owner starts another. */
  alive = true

  private constructor(worker: Worker) {
    this.#worker = worker
    this.#worker.on('message', (answer: Answer) => this.#settle(answer))
    this.#worker.on('error', error => this.#lose(error))
    this.#worker.on('exit', code => this.#lose(new Error(`thread ended with ${code}`)))
  }

  /**
   * Starts a thread and waits until it holds its file.
   * @throws {Rejected} 'index/newer-format' · {Unavailable} 'index/storage', 'index/thread-lost'
   */
  static async start(role: Role, make: (role: Role) => Worker = indexWorker): Promise<Thread> {
    const thread = new Thread(make(role))
    await new Promise((resolve, reject) => thread.#waiting.set(0, { resolve, reject })).catch(async error => {
      await thread.#worker.terminate()
      throw error
    })
    return thread
  }

  /** Calls waiting or running. */
  get load(): number {
    return this.#waiting.size
  }

  /** Sends one call. @throws {Unavailable} 'index/thread-lost' when the thread dies before it answers; and what the call throws */
  call(call: Call): Promise<unknown> {
    if (!this.alive) return Promise.reject(new Unavailable('index/thread-lost'))
    const n = ++this.#n
    return new Promise((resolve, reject) => {
      this.#worker.postMessage({ n, ...call }) // throws for what cannot be copied, and then nothing waits
      this.#waiting.set(n, { resolve, reject })
    })
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.n)
    this.#waiting.delete(answer.n)
    if (answer.ok) waiting?.resolve(answer.value)
    else waiting?.reject(received(answer.failure))
  }

  #lose(cause: Error): void {
    this.alive = false
    for (const { reject } of this.#waiting.values()) reject(new Unavailable('index/thread-lost', { cause }))
    this.#waiting.clear()
  }
}
