import { type ColumnMapping, guessMapping, Rejected } from '@guanlan/domain'
import { GUESSED, type HeadingRule, mappedHeading } from './heading.ts'
import { csvRows, type FileFormat, type NumberedRow, ndjsonRows, textOf } from './rows.ts'
import { Spool } from './spool.ts'
import { openTable } from './xlsx-rows.ts'

/** Rows of a file as they are read, and how they are to be read. */
export type FileRows = Readonly<{
  rows: AsyncGenerator<NumberedRow>
  /** Once the first row is out: names of the columns, and the mapping that was saved or guessed; null for NDJSON without a saved one. */
  columns: () => Readonly<{ headings: readonly string[]; mapping: ColumnMapping | null }>
  from1904: () => boolean
  /** How much of a workbook's sheet has been read, 0 to 1; null for formats that are read as they come. */
  part: () => number | null
}>

const ZIP = [0x50, 0x4b, 0x03, 0x04]
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0]
const startsWith = (bytes: Uint8Array, mark: readonly number[]) => mark.every((byte, at) => bytes[at] === byte)

/**
 * Rows of CSV, NDJSON or XLSX bytes. What begins as a workbook is read as one, whatever it is called. A workbook is put aside first, for
 * its directory stands at its end.
 * @throws {Rejected} ingest/bad-heading, ingest/wrong-mapping, ingest/bad-xlsx, ingest/old-excel, ingest/xlsx-bomb @throws {Unavailable} ingest/no-space
 */
export function fileRows(bytes: AsyncIterable<Uint8Array>, format: FileFormat, saved: ColumnMapping | null): FileRows {
  const found: { headings: readonly string[]; from1904: boolean; part: number | null } = {
    ...{ headings: [], from1904: false, part: null },
  }
  const base = saved === null ? GUESSED : mappedHeading(saved)
  const rule: HeadingRule = {
    refusal: base.refusal,
    fits: names => {
      if (!base.fits(names)) return false
      found.headings = names
      return true
    },
  }
  async function* rows(): AsyncGenerator<NumberedRow> {
    const { head, whole } = await peeked(bytes)
    if (startsWith(head, OLD_EXCEL)) throw new Rejected('ingest/old-excel')
    if (format === 'xlsx' || startsWith(head, ZIP)) return yield* workbookRows(whole, rule, found)
    const text = textOf(whole)
    yield* format === 'csv' ? csvRows(text, rule) : ndjsonRows(text)
  }
  return {
    rows: rows(),
    columns: () => ({ headings: found.headings, mapping: saved ?? guessMapping(found.headings) }),
    from1904: () => found.from1904,
    part: () => found.part,
  }
}

async function* workbookRows(
  bytes: AsyncIterable<Uint8Array>,
  rule: HeadingRule,
  found: { from1904: boolean; part: number | null },
): AsyncGenerator<NumberedRow> {
  const spool = await Spool.open()
  try {
    for await (const chunk of bytes) await spool.append(chunk)
    const table = await openTable(spool)
    try {
      found.from1904 = table.from1904
      yield* table.rows(rule, read => {
        found.part = table.bytes === 0 ? 1 : read / table.bytes
      })
    } finally {
      await table.close()
    }
  } finally {
    await spool.close()
  }
}

/** The first bytes, and all of them again. */
async function peeked(bytes: AsyncIterable<Uint8Array>) {
  const reading = bytes[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let held = 0
  while (held < 4) {
    const { done, value } = await reading.next()
    if (done === true) break
    first.push(value)
    held += value.length
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    try {
      yield* first
      for (;;) {
        const { done, value } = await reading.next()
        if (done === true) return
        yield value
      }
    } finally {
      await reading.return?.()
    }
  }
  return { head: Buffer.concat(first), whole: whole() }
}
