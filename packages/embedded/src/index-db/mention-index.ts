import { Unavailable } from '@guanlan/domain'
import type { Facet, FacetField, MentionIndex } from '@guanlan/ports'
import { Pool } from './pool.ts'
import { Thread } from './thread.ts'
import type { Call } from './worker.ts'

/** `readers` threads answer queries, 1 or more (default 2); writing has its own thread. */
export type IndexOptions = Readonly<{ readers?: number }>

/**
 * The mention index in one file, made or migrated when needed. Queries and writes run in threads of their own, so none
 * of them holds up the caller's. A thread that dies is replaced at the next call; the calls it held are `Unavailable`.
 * After `close`, which lets running calls finish, every call is `Unavailable` 'index/closed'.
 * @throws {Rejected} 'index/newer-format' · {Unavailable} 'index/storage'
 */
export async function openMentionIndex(path: string, { readers = 2 }: IndexOptions = {}): Promise<MentionIndex> {
  const writer = await Pool.open(1, () => Thread.start({ role: 'writer', path }))
  const reading = await Pool.open(readers, () => Thread.start({ role: 'reader', path })).catch(async error => {
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
    scrub: async () => {
      await ask(writer, { call: 'scrub', args: [] })
    },
    close: () => {
      closing ??= reading.close().then(() => writer.close())
      return closing
    },
  }
}
