import { type ColumnMapping, guessMapping, maskCaller, missingColumns, Rejected } from '@guanlan/domain'

/** Which row of a table is its heading, and what is said when none is. */
export type HeadingRule = Readonly<{
  fits: (names: readonly string[]) => boolean
  /** What to say of the rows that were looked at. */
  refusal: (rows: readonly (readonly string[])[]) => Rejected
}>

/** So many rows may stand above a heading or be it. */
export const MOST_ABOVE = 10

/** What stands there instead: a table without a heading shows its data, so it is masked like any. */
const told = (rows: readonly (readonly string[])[]): string => {
  const widest = [...rows].sort(
    (a, b) => b.filter(name => name !== '').length - a.filter(name => name !== '').length,
  )[0]
  const names = (widest ?? []).filter(name => name !== '').join('、')
  return maskCaller(names).text.slice(0, 200)
}

/** A heading is the first row that names something we can read. @throws nothing itself; its refusal is ingest/bad-heading */
export const GUESSED: HeadingRule = {
  fits: names => guessMapping(names) !== null,
  refusal: rows => new Rejected('ingest/bad-heading', { detail: told(rows) }),
}

/** A heading is the first row that has every column of a saved mapping; else the file is another vendor's, and its mapping is named. */
export function mappedHeading(mapping: ColumnMapping): HeadingRule {
  return {
    fits: names => missingColumns(mapping, names).length === 0,
    refusal: rows => {
      const nearest = rows.map(names => missingColumns(mapping, names)).sort((a, b) => a.length - b.length)[0] ?? []
      const missing = nearest.join('、').slice(0, 120)
      return new Rejected('ingest/wrong-mapping', {
        detail: `“${mapping.vendor}”的映射要的栏目缺：${missing}；表中是：${told(rows)}`,
      })
    },
  }
}

/** Names of columns as rows are keyed by: trimmed, one that comes twice counted, none longer than a hundred characters. */
export function namesOf(cells: readonly string[]): readonly string[] {
  const times = new Map<string, number>()
  return cells.map(cell => {
    const name = cell
      .replace(/^\ufeff/, '')
      .trim()
      .slice(0, 100)
    const before = times.get(name) ?? 0
    times.set(name, before + 1)
    return before === 0 || name === '' ? name : `${name}（${before + 1}）`
  })
}
