import type { estypes } from '@elastic/elasticsearch'
import { Unavailable } from '@guanlan/domain'
import type { Elastic } from './elastic-client.ts'

/** Set on every search: without it, a shard that is away gives a shorter answer and no error. */
export const WHOLE = { allow_partial_search_results: false } as const

/** A document of an mget that stands; null where there is none. @throws {Unavailable} elastic/away when its shard could not tell */
export function standing<Source>(doc: estypes.MgetResponseItem<Source>): estypes.GetGetResult<Source> | null {
  if (!('found' in doc)) throw new Unavailable('elastic/away', { detail: doc.error.type })
  return doc.found && doc._source !== undefined ? doc : null
}

/** Makes everything written so far searchable. @throws {Unavailable} elastic/away when any shard did not */
export async function refresh(elastic: Elastic, index: string): Promise<void> {
  const { _shards: shards } = await elastic.ask(client => client.indices.refresh({ index, ignore_unavailable: true }))
  if (shards && shards.failed > 0)
    throw new Unavailable('elastic/away', { detail: `${shards.failed} shards not refreshed` })
}

/**
 * Writes the segments of these indices anew without documents that were replaced, however few, and their log to the disk. Copies of shards
 * may keep such documents for their recovery as long as a lease of theirs holds, 12 hours unless the cluster says otherwise.
 */
export async function scrubIndices(elastic: Elastic, index: string): Promise<void> {
  const settings = { 'index.merge.policy.expunge_deletes_allowed': 0 }
  await elastic.ask(client => client.indices.putSettings({ index, settings, ignore_unavailable: true }))
  await elastic.ask(client => client.indices.flush({ index, force: true, ignore_unavailable: true }))
  await elastic.ask(client =>
    client.indices.forcemerge({ index, only_expunge_deletes: true, ignore_unavailable: true }),
  )
  await elastic.ask(client => client.indices.flush({ index, force: true, ignore_unavailable: true }))
}
