import type { Thread } from './thread.ts'
import type { Call } from './worker.ts'

/** Threads of one role; a call goes to the one with least to do, and a dead one is replaced first. */
export class Pool {
  readonly #start: () => Promise<Thread>
  readonly #threads: Thread[]
  readonly #starting: (Promise<Thread> | null)[]

  private constructor(start: () => Promise<Thread>, threads: Thread[]) {
    this.#start = start
    this.#threads = threads
    this.#starting = threads.map(() => null)
  }

  /** Starts `size` threads, or none when one of them cannot start. */
  static async open(size: number, start: () => Promise<Thread>): Promise<Pool> {
    const started = await Promise.allSettled(Array.from({ length: size }, start))
    const threads = started.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
    const failed = started.find(one => one.status === 'rejected')
    if (!failed) return new Pool(start, threads)
    await new Pool(start, threads).close()
    throw failed.reason
  }

  async call(call: Call): Promise<unknown> {
    const least = this.#threads.reduce((best, thread, n) => (thread.load < this.#threads[best]!.load ? n : best), 0)
    const thread = this.#threads[least]!
    return (thread.alive ? thread : await this.#replace(least)).call(call)
  }

  async close(): Promise<void> {
    const alive = this.#threads.filter(thread => thread.alive)
    await Promise.all(alive.map(thread => thread.call({ call: 'close', args: [] })))
  }

  #replace(n: number): Promise<Thread> {
    this.#starting[n] ??= this.#start()
      .then(thread => {
        this.#threads[n] = thread
        return thread
      })
      .finally(() => {
        this.#starting[n] = null
      })
    return this.#starting[n]
  }
}
