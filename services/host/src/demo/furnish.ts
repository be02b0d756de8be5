import { type Json, type Move, machine, type Source } from '@guanlan/domain'
import { type City, citySources, type ServedCity } from '@guanlan/scenario'
import { addAccount, readablePassword } from '../accounts.ts'
import { cityNames } from './names.ts'
import { DEMO_PEOPLE } from './people.ts'
import type { Stage } from './stage.ts'
import { demoWatches } from './watches.ts'

/** What the demo needs to know of a furnished house. `password` opens every demo account. */
export type Furnished = Readonly<{
  password: string
  doorKeys: Readonly<Record<string, string>>
  sources: readonly Source[]
}>

const asJson = (value: unknown) => value as Json

/** Gives a fresh house its people, watches, sources, door keys and table of names: the same records people would make at the desk. */
export async function furnish(
  { ports, records }: Pick<Stage, 'ports' | 'records'>,
  city: City,
  served: ServedCity,
): Promise<Furnished> {
  const now = ports.clock.now()
  const password = readablePassword()
  for (const one of DEMO_PEOPLE) await addAccount({ accounts: ports.accounts, records, now }, one, password)
  const by = machine('demo')
  const sources = citySources(served.origins)
  const moves: Move[] = [
    ...demoWatches(now).map(watch => ({
      kind: 'watch' as const,
      id: watch.id,
      type: 'added',
      by,
      at: now,
      reason: null,
      body: { watch: asJson(watch) },
    })),
    ...sources.map(source => ({
      kind: 'source' as const,
      id: source.id,
      type: 'added',
      by,
      at: now,
      reason: null,
      body: { source: asJson(source) },
    })),
    {
      kind: 'names',
      id: 'bureau',
      type: 'changed',
      by,
      at: now,
      reason: null,
      body: { put: asJson(cityNames(city)), removed: [] },
    },
  ]
  const expect = moves.map(({ kind, id }) => ({ kind, id, version: 0 }))
  await records.commit({ commitId: `furnish ${city.seed}`, expect, moves })
  const doors = sources.filter(source => source.kind === 'door')
  const doorKeys = Object.fromEntries(
    await Promise.all(doors.map(async ({ id }) => [id, await ports.secrets.issueDoorKey(id)])),
  )
  return { password, doorKeys, sources }
}
