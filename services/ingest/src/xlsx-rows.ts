import { Rejected } from '@guanlan/domain'
import { GUESSED, type HeadingRule, MOST_ABOVE, namesOf } from './heading.ts'
import type { NumberedRow } from './rows.ts'
import { Spool } from './spool.ts'
import { readBook, type XlsxBook } from './xlsx-book.ts'
import { openXlsx, type XlsxParts } from './xlsx-parts.ts'
import { type Cell, type SheetRow, sheetRows } from './xlsx-sheet.ts'
import { type SharedStrings, spoolStrings } from './xlsx-strings.ts'

/** The first shown sheet of a workbook. */
export type XlsxTable = Readonly<{
  from1904: boolean
  bytes: number // of the sheet once inflated
  /** Rows below the heading, blank ones passed over but counted; `done` hears how many bytes of the sheet are read. */
  rows: (rule?: HeadingRule, done?: (bytes: number) => void) => AsyncGenerator<NumberedRow>
  close: () => Promise<void>
}>

/** Opens a workbook that stands in a spool; closing it leaves the spool open. @throws {Rejected} ingest/bad-xlsx, ingest/old-excel, ingest/xlsx-bomb */
export async function openTable(spool: Spool): Promise<XlsxTable> {
  const parts = await openXlsx(spool)
  const beside = await Spool.open()
  const close = async () => {
    parts.close()
    await beside.close()
  }
  try {
    const book = await readBook(parts)
    const strings = book.strings === null ? null : await spoolStrings(parts.read(book.strings), beside)
    return {
      from1904: book.from1904,
      bytes: parts.size(book.sheet),
      rows: (rule = GUESSED, done = () => {}) => dataRows(parts, book, strings, rule, done),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const shown = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '')

async function* dataRows(
  parts: XlsxParts,
  book: XlsxBook,
  strings: SharedStrings | null,
  rule: HeadingRule,
  done: (bytes: number) => void,
): AsyncGenerator<NumberedRow> {
  let heading: Readonly<{ names: readonly string[]; number: number }> | null = null
  const before: (readonly string[])[] = []
  for await (const row of sheetRows(parts.read(book.sheet), book, strings, done)) {
    if (heading !== null) {
      if (row.cells.some(cell => cell !== undefined && cell !== '')) yield below(heading, row)
      continue
    }
    const names = namesOf(Array.from(row.cells, shown))
    if (rule.fits(names)) heading = { names, number: row.number }
    else if (names.some(name => name !== '')) before.push(names)
    if (before.length >= MOST_ABOVE) throw rule.refusal(before)
  }
  if (heading === null) throw before.length > 0 ? rule.refusal(before) : new Rejected('ingest/bad-heading')
}

function below(
  heading: Readonly<{ names: readonly string[]; number: number }>,
  { number, cells }: SheetRow,
): NumberedRow {
  const value: Record<string, unknown> = {}
  for (const [at, name] of heading.names.entries()) if (name !== '') value[name] = cells[at] ?? ''
  return { row: number - heading.number, value }
}
