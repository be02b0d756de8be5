import { type ColumnMapping, guessField, headingRank, type ImportField } from '@guanlan/domain'

/** A pushed or imported row, keyed by whatever its sender calls its columns; or, once read by a mapping, by our fields. */
export type Row = Readonly<Record<string, unknown>>

/** Members of pushed objects that are taken as they are, beside the fields. */
const AS_THEY_ARE = new Set(['interactions', 'authorIsOrganisation', 'options'])

type Meaning = Readonly<{ field: ImportField; rank: number }>

/** What a heading means to us, remembered: the same few come a million times. */
const meanings = new Map<string, Meaning | null>()
const MOST_MEANINGS = 5000

function meaning(heading: string): Meaning | null {
  const known = meanings.get(heading)
  if (known !== undefined) return known
  const field = guessField(heading)
  const found = field === null ? null : { field, rank: headingRank(field, heading) }
  if (meanings.size >= MOST_MEANINGS) meanings.clear()
  meanings.set(heading, found)
  return found
}

const isBlank = (value: unknown) => value === null || value === undefined || value === ''

/**
 * The row by our fields: through the mapping where there is one, else by what its headings mean; of two that mean the same, the nearest
 * that holds something. What is not understood, and whatever tells of a caller, is left behind here.
 */
export function byFields(row: Row, mapping: ColumnMapping | null): Row {
  const fields: Record<string, unknown> = {}
  for (const name of AS_THEY_ARE) if (row[name] !== undefined) fields[name] = row[name]
  if (mapping !== null) {
    for (const [field, heading] of Object.entries(mapping.columns)) fields[field] = row[heading]
    return fields
  }
  const ranks: Partial<Record<ImportField, number>> = {}
  for (const [heading, value] of Object.entries(row)) {
    const found = isBlank(value) ? null : meaning(heading)
    if (found === null || found.rank >= (ranks[found.field] ?? Number.POSITIVE_INFINITY)) continue
    ranks[found.field] = found.rank
    fields[found.field] = value
  }
  return fields
}
