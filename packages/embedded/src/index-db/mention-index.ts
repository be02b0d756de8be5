import { Unavailable } from '@guanlan/domain'
import type { Facet, FacetField, MentionIndex } from '@guanlan/ports'
import { Thread } from './thread.ts'
import type { Call, Role } from './worker.ts'

/** `readers` threads answer queries, 1 or more (default 2); writing has its own thread. */
export type IndexOptions = Readonly<{ readers?: number }>

/**
 * The mention index in one file, made or migrated when needed. Queries and writes run in threads of their own, so none
 * of them holds up the caller's. A thread that dies is replaced at the next call; the calls it held are `Unavailable`.
 * After `close`, which lets running calls finish, every call is `Unavailable` 'index/closed'.
 * @throws {Rejected} 'index/newer-format' · {Unavailable} 'index/storage'
 */
export async function openMentionIndex(path: string, { readers = 2 }: IndexOptions = {}): Promise<MentionIndex> {
  const writer = await Pool.open({ role: 'writer', path }, 1)
  const reading = await Pool.open({ role: 'reader', path }, readers).catch(async error => {
    await writer.close()
    throw error
  })
  let closing: Promise<void> | null = null
  const ask = async (pool: Pool, call: Call): Promise<unknown> => {
    if (closing) throw new Unavailable('index/closed')
    return pool.call(call)
  }
  const read = (call: Call) => ask(reading, call)
  return {
    write: async mentions =>
      (await ask(writer, { call: 'write', args: [mentions] })) as Awaited<ReturnType<MentionIndex['write']>>,
    getMany: async ids =>
      (await read({ call: 'getMany', args: [ids] })) as Awaited<ReturnType<MentionIndex['getMany']>>,
    search: async (search, page) =>
      (await read({ call: 'search', args: [search, page] })) as Awaited<ReturnType<MentionIndex['search']>>,
    count: async search => (await read({ call: 'count', args: [search] })) as number,
    facets: async (search, fields) =>
      (await read({ call: 'facets', args: [search, fields] })) as Readonly<Partial<Record<FacetField, Facet>>>,
    histogram: async (search, interval, fromAt, toAt) =>
      (await read({ call: 'histogram', args: [search, interval, fromAt, toAt] })) as Awaited<
        ReturnType<MentionIndex['histogram']>
      >,
    // A write is seen by every reading that begins after it; only those still under way are to be waited for.
    refresh: async () => {
      await ask(writer, { call: 'write', args: [[]] })
    },
    close: () => {
      closing ??= reading.close().then(() => writer.close())
      return closing
    },
  }
}

/** Threads of one role; a call goes to the one with least to do. */
class Pool {
  readonly #role: Role
  readonly #threads: Thread[]
  readonly #starting: (Promise<Thread> | null)[]

  private constructor(role: Role, threads: Thread[]) {
    this.#role = role
    this.#threads = threads
    this.#starting = threads.map(() => null)
  }

  static async open(role: Role, size: number): Promise<Pool> {
    return new Pool(role, await Promise.all(Array.from({ length: size }, () => Thread.start(role))))
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
    this.#starting[n] ??= Thread.start(this.#role)
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
