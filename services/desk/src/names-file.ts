import {
  checkedEntry,
  ENTITY_NAMES,
  errorCode,
  NAME_KINDS,
  type NameEntry,
  type NameKind,
  Rejected,
} from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import { sha256 } from './hash.ts'

/** A row of an imported table that was not taken. */
export type RefusedName = Readonly<{ row: number; code: string; message: string }>

/** The id of a new entry, computed from what it names, so that the same row twice is one entry. */
export function nameId(kind: NameKind, name: string): string {
  return sha256(`${kind} ${name}`).slice(0, 12)
}

const BETWEEN_ALIASES = /[;；、|/]/

/** Cells of one CSV line; a quoted cell may hold commas and doubled quotes. Null when a quote is left open. */
function cellsOf(line: string): readonly string[] | null {
  const cells: string[] = []
  let rest = line
  for (;;) {
    const cell = /^\s*"((?:[^"]|"")*)"\s*(?:,|$)|^([^",]*)(?:,|$)/.exec(rest)
    if (cell === null) return null
    cells.push((cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '').trim())
    if (!cell[0].endsWith(',')) return cells
    rest = rest.slice(cell[0].length)
  }
}

/** A kind by its Chinese name or its word. */
function kindOf(word: string): NameKind | null {
  return NAME_KINDS.find(kind => kind === word || ENTITY_NAMES[kind] === word) ?? null
}

function entryOf(line: string, columns: Columns): NameEntry {
  const cells = cellsOf(line)
  if (cells === null) throw new Rejected('names/bad-row')
  const kind = kindOf(cells[columns.kind] ?? '')
  if (kind === null) throw new Rejected('names/bad-kind', { detail: cells[columns.kind] ?? '' })
  const name = (cells[columns.name] ?? '').normalize('NFKC').trim()
  const aliases = (columns.aliases < 0 ? '' : (cells[columns.aliases] ?? ''))
    .normalize('NFKC')
    .split(BETWEEN_ALIASES)
    .map(alias => alias.trim())
    .filter(alias => alias !== '')
  return checkedEntry({ id: nameId(kind, name), kind, name, aliases })
}

type Columns = Readonly<{ name: number; kind: number; aliases: number }>

/** @throws {Rejected} names/bad-heading */
function columnsOf(heading: string): Columns {
  const names = cellsOf(heading) ?? []
  const columns = { name: names.indexOf('名称'), kind: names.indexOf('类别'), aliases: names.indexOf('别名') }
  if (columns.name < 0 || columns.kind < 0) throw new Rejected('names/bad-heading', { detail: heading.slice(0, 80) })
  return columns
}

/**
 * Entries of a CSV table with the heading 名称,类别,别名 (aliases between ； ; 、 | /). Row 1 is the first after the heading; a bad
 * row is reported and spoils no other.
 * @throws {Rejected} names/bad-heading
 */
export function readNames(csv: string): Readonly<{ entries: readonly NameEntry[]; report: readonly RefusedName[] }> {
  const [heading = '', ...lines] = csv.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const columns = columnsOf(heading)
  const entries = new Map<string, NameEntry>()
  const report: RefusedName[] = []
  lines.forEach((line, at) => {
    if (line.trim() === '') return
    try {
      const entry = entryOf(line, columns)
      const aliases = [...(entries.get(entry.id)?.aliases ?? []), ...entry.aliases]
      entries.set(entry.id, checkedEntry({ ...entry, aliases }))
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      const code = errorCode(error)
      report.push({ row: at + 1, code, message: errorTitle(code) })
    }
  })
  return { entries: [...entries.values()], report }
}
