import type { EntityKind } from './analysis.ts'
import { Rejected } from './error.ts'
import type { Fold, Move } from './ledger.ts'

/** Kinds of entity that a table of names can hold; the others are found by their shape. */
export const NAME_KINDS = ['place', 'road', 'line', 'station', 'organisation'] as const satisfies readonly EntityKind[]
export type NameKind = (typeof NAME_KINDS)[number]

/** One entry of the bureau's table of names. Aliases are told under the main name. */
export type NameEntry = Readonly<{
  id: string // stays when the name changes, so that what was linked to it stays linked
  kind: NameKind
  name: string
  aliases: readonly string[]
}>

/** The bureau's table of names. One record, id `bureau`. */
export type Names = Readonly<{ entries: readonly NameEntry[] }>

/** Most entries of one bureau's table. */
export const MOST_NAMES = 20_000
const MOST_ALIASES = 20
const LONGEST_NAME = 40

const fits = (name: string) => /^[^\p{C}\p{Z}](?:[^\p{C}]*[^\p{C}\p{Z}])$/u.test(name) && name.length <= LONGEST_NAME

/**
 * The entry if every name in it can be looked for: 2 to 40 characters, no control characters, no alias twice.
 * @throws {Rejected} names/bad-name, names/too-many-aliases
 */
export function checkedEntry({ id, kind, name, aliases }: NameEntry): NameEntry {
  const others = [...new Set(aliases)].filter(alias => alias !== name)
  const bad = [name, ...others].find(one => !fits(one))
  if (bad !== undefined) throw new Rejected('names/bad-name', { detail: bad.slice(0, LONGEST_NAME) })
  if (others.length > MOST_ALIASES) throw new Rejected('names/too-many-aliases', { detail: name })
  return { id, kind, name, aliases: others }
}

/** Moves: `changed` carries the entries put (new, or anew under their id) and the ids removed. */
export const foldNames: Fold<Names> = (state: Names | null, { type, body }: Move) => {
  if (type !== 'changed') return state
  const { put, removed } = body as unknown as Readonly<{ put: readonly NameEntry[]; removed: readonly string[] }>
  const entries = new Map((state?.entries ?? []).map(entry => [entry.id, entry]))
  for (const id of removed) entries.delete(id)
  for (const entry of put) entries.set(entry.id, entry)
  return { entries: [...entries.values()] }
}
