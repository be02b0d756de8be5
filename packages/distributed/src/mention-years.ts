import type { estypes } from '@elastic/elasticsearch'
import { type EpochMs, wallClock } from '@guanlan/domain'
import type { Elastic } from './elastic-client.ts'
import { failure, reasonOf } from './elastic-failure.ts'

/** Every mention, whatever its year. */
export const readAlias = (prefix: string): string => `${prefix}-mentions`

/**
 * The year whose index holds a mention first seen at `seenAt`, at +08:00. First sight never changes, so an id stands in one index
 * only; the stated time of publication may be corrected, or hostile.
 */
export const yearOf = (seenAt: EpochMs): number => wallClock(seenAt).year

/** Where the mentions of one year are written: an alias, so that an index can be rebuilt behind it. */
export const aliasOfYear = (prefix: string, year: number): string => `${readAlias(prefix)}-${year}`

/** Makes the index of a year with both its aliases, from the template; nothing changes when it stands. */
export async function makeYear(elastic: Elastic, year: number): Promise<void> {
  const alias = aliasOfYear(elastic.prefix, year)
  await makeIndex(elastic, `${alias}-1`, { [alias]: { is_write_index: true }, [readAlias(elastic.prefix)]: {} })
}

/** Makes an index with its aliases, which come with it or not at all; nothing changes when another process was faster. */
export async function makeIndex(
  elastic: Elastic,
  index: string,
  aliases: Readonly<Record<string, estypes.IndicesAlias>>,
): Promise<void> {
  await elastic.ask(async client => {
    try {
      await client.indices.create({ index, aliases })
    } catch (error) {
      if (reasonOf(error) !== 'resource_already_exists_exception') throw failure(error)
    }
  })
}

/** The indices behind the read alias, those of every year; one node's answer from its cluster state, quick. */
export async function yearIndices(elastic: Elastic): Promise<readonly string[]> {
  const name = readAlias(elastic.prefix)
  const found = await elastic.ask(client => client.indices.getAlias({ name }, { ignore: [404] }))
  return 'error' in found ? [] : Object.keys(found)
}
