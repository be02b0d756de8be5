import { Rejected } from '@guanlan/domain'
import { boundedJson, decode } from '@guanlan/extract'
import { parse } from 'csv-parse/sync'
import { GUESSED, type HeadingRule, MOST_ABOVE, namesOf } from './heading.ts'
import type { Row } from './row.ts'

/** A row with its number in the file (first row of data is 1), or why it could not be read. */
export type NumberedRow = Readonly<{ row: number; value: Row } | { row: number; error: Rejected }>

export type FileFormat = 'csv' | 'ndjson' | 'xlsx'

const LONGEST_LINE = 1_000_000
/** The charset of what comes in is judged on so many of its first bytes. */
export const SNIFFED_BYTES = 65_536

/** Text of a byte stream; the charset is judged on its first 64 KiB (spreadsheets here still save GBK). */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let head: Uint8Array[] = []
  let held = 0
  let decoder: InstanceType<typeof TextDecoder> | null = null
  for await (const chunk of bytes) {
    if (decoder !== null) {
      yield decoder.decode(chunk, { stream: true })
      continue
    }
    head.push(chunk)
    held += chunk.length
    if (held < SNIFFED_BYTES) continue
    decoder = new TextDecoder(decode(Buffer.concat(head).subarray(0, SNIFFED_BYTES)).charset)
    yield decoder.decode(Buffer.concat(head), { stream: true })
    head = []
  }
  if (decoder === null) {
    const all = Buffer.concat(head)
    yield decode(all).text
  } else yield decoder.decode()
}

/** Lines without their ends; a line over a million characters is cut off there and given as it is. */
async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of text) {
    rest += chunk
    const lines = rest.split(/\r?\n/)
    rest = lines.pop()!
    yield* lines
    if (rest.length > LONGEST_LINE) rest = rest.slice(0, LONGEST_LINE + 1)
  }
  if (rest !== '') yield rest
}

/** NDJSON: one object a line; blank lines are passed over but counted. */
export async function* ndjsonRows(text: AsyncIterable<string>): AsyncGenerator<NumberedRow> {
  let row = 0
  for await (const line of linesOf(text)) {
    row++
    if (line.trim() === '') continue
    if (line.length > LONGEST_LINE) {
      yield { row, error: new Rejected('ingest/too-long', { detail: `${line.length}` }) }
      continue
    }
    try {
      yield { row, value: boundedJson(line) as Row }
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      yield { row, error }
    }
  }
}

/**
 * CSV with a heading row. A record that cannot be read spoils itself alone: a quote left open is given up after 200 lines, or when
 * what it swallowed does not fit the heading; then its own line is refused and every line after it is read by itself.
 */
export async function* csvRows(text: AsyncIterable<string>, rule: HeadingRule = GUESSED): AsyncGenerator<NumberedRow> {
  let heading: readonly string[] | null = null
  const before: (readonly string[])[] = [] // lines above the heading: what the table is called, when it was made
  let open: string[] = []
  let row = 0
  const settle = (lines: readonly string[], names: readonly string[]): NumberedRow[] => {
    const cells = cellsOf(lines.join('\n'))
    if (!(cells instanceof Rejected) && cells.length === names.length) {
      return [{ row: ++row, value: Object.fromEntries(names.map((name, i) => [name, cells[i]!])) }]
    }
    const [first, ...others] = lines
    const fault = lines.length > 1 ? new Rejected('ingest/bad-quotes') : faultOf(cells, names)
    return [{ row: ++row, error: fault }, ...(first === undefined ? [] : others.flatMap(line => settle([line], names)))]
  }
  for await (const line of linesOf(text)) {
    if (open.length === 0 && line.trim() === '') continue
    open.push(line)
    if (quotesOpen(open) && open.length < LONGEST_CELL_LINES) continue
    if (heading === null) heading = headingOf(open, before, rule)
    else yield* settle(open, heading)
    open = []
  }
  if (open.length > 0) {
    if (heading === null) heading = headingOf(open, before, rule)
    else yield* settle(open, heading)
  }
  if (heading === null && before.length > 0) throw rule.refusal(before)
}

const LONGEST_CELL_LINES = 200

function faultOf(cells: readonly string[] | Rejected, names: readonly string[]): Rejected {
  return cells instanceof Rejected
    ? cells
    : new Rejected('ingest/bad-columns', { detail: `${cells.length}/${names.length}` })
}

/** @throws {Rejected} ingest/bad-heading, ingest/wrong-mapping */
function headingOf(
  lines: readonly string[],
  before: (readonly string[])[],
  rule: HeadingRule,
): readonly string[] | null {
  const cells = cellsOf(lines.join('\n'))
  if (cells instanceof Rejected) throw new Rejected('ingest/bad-heading', { cause: cells })
  const names = namesOf(cells)
  if (rule.fits(names)) return names
  before.push(names)
  if (before.length >= MOST_ABOVE) throw rule.refusal(before)
  return null
}

function quotesOpen(lines: readonly string[]): boolean {
  let quotes = 0
  for (const line of lines) for (let i = line.indexOf('"'); i >= 0; i = line.indexOf('"', i + 1)) quotes++
  return quotes % 2 === 1
}

function cellsOf(record: string): readonly string[] | Rejected {
  try {
    const records = parse(record, { relax_column_count: true }) as string[][]
    return records[0] ?? []
  } catch (cause) {
    return new Rejected('ingest/bad-quotes', { cause })
  }
}
