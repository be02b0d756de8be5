import type { Commit } from '@guanlan/domain'
import type { Elastic } from './elastic-client.ts'
import { reasonOf } from './elastic-failure.ts'
import { refresh, standing, WHOLE } from './elastic-read.ts'

/** One document of the chain as it lies there, believed by nobody until checked; `body` is the canonical JSON without the hash. */
export type Entry = Readonly<{ position: number; commitId: string; hash: string; body: string }>

/** The chain in Elasticsearch, by position. */
export type Entries = Readonly<{
  /** False when the position is taken. */
  create: (entry: Entry) => Promise<boolean>
  /** Consecutive entries after a position, at most `limit`; ends before the first that is missing. Real-time. */
  after: (position: number, limit: number) => Promise<readonly Entry[]>
  /** Those of some positions, in the order asked; null where there is none. Real-time. */
  at: (positions: readonly number[]) => Promise<readonly (Entry | null)[]>
  /** The highest position that can be found, whatever is missing below it. */
  last: () => Promise<number>
}>

/** Every process of the house looks several times a second and mostly finds nothing: then it has asked for one. */
const FIRST_LOOK = 1
const LARGEST_LOOK = 256

/** Positions as ids sort and read well: twelve digits hold a commit a second for 30,000 years. */
const idOf = (position: number) => String(position).padStart(12, '0')

/** The entries behind the alias of the ledger: one index with one primary shard, so that a position is taken once. */
export function ledgerEntries(elastic: Elastic): Entries {
  const index = `${elastic.prefix}-ledger`

  const at = async (positions: readonly number[]) => {
    const found: (Entry | null)[] = []
    for (let from = 0; from < positions.length; from += LARGEST_LOOK) {
      const ids = positions.slice(from, from + LARGEST_LOOK).map(idOf)
      const { docs } = await elastic.ask(client => client.mget<Entry>({ index, ids }))
      found.push(...docs.map(doc => standing(doc)?._source ?? null))
    }
    return found
  }

  return {
    at,
    async create(entry) {
      try {
        const id = idOf(entry.position)
        await elastic.ask(client => client.create({ index, id, document: entry, require_alias: true }))
        return true
      } catch (error) {
        if (reasonOf(error) === 'version_conflict_engine_exception') return false
        throw error
      }
    },
    async after(position, limit) {
      const found: Entry[] = []
      // Each look after the first is four times as long, so a reader from the beginning soon asks for many.
      for (let look = FIRST_LOOK; found.length < limit; look = Math.min(look * 4, LARGEST_LOOK)) {
        const size = Math.min(look, limit - found.length)
        const from = position + found.length
        const page = await at(Array.from({ length: size }, (_, n) => from + n + 1))
        const end = page.indexOf(null)
        found.push(...(end < 0 ? page : page.slice(0, end)).filter(entry => entry !== null))
        if (end >= 0) break
      }
      return found
    },
    async last() {
      await refresh(elastic, index)
      const sort = [{ position: 'desc' as const }]
      const { hits } = await elastic.ask(client => client.search<Entry>({ index, size: 1, sort, ...WHOLE }))
      return hits.hits[0]?._source?.position ?? 0
    },
  }
}

/** A commit as people and services see it. */
export function commitOf({ body, hash }: Entry): Commit {
  return { ...(JSON.parse(body) as Omit<Commit, 'hash'>), hash }
}
