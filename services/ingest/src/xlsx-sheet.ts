import { Rejected } from '@guanlan/domain'
import { excelDate } from './excel-time.ts'
import type { XlsxBook } from './xlsx-book.ts'
import { plainWords, type SharedStrings } from './xlsx-strings.ts'
import { hearXml } from './xlsx-xml.ts'

/** A cell as it is read: text, or why it cannot be. A formula is never reckoned: it is its last result, or nothing we can read. */
export type Cell = string | Rejected

/** One row of a sheet: its number there and its cells by place, gaps left undefined. */
export type SheetRow = Readonly<{ number: number; cells: readonly (Cell | undefined)[] }>

/** Columns beyond are not read. */
const MOST_COLUMNS = 512

type Open = { kind: string; style: number; formula: boolean; at: number; value: string; inline: string }
type Waiting = { number: number; cells: (Cell | { shared: number } | undefined)[] }

/** `C` of `C12` is 2; null for what is no reference. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  if (letters === undefined) return null
  return [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

/** Rows of a sheet in order, as they are inflated; `done` hears how many bytes of the sheet have been read. @throws as `hearXml` */
export async function* sheetRows(
  bytes: AsyncIterable<Uint8Array>,
  book: Pick<XlsxBook, 'from1904' | 'isDate'>,
  strings: SharedStrings | null,
  done: (bytes: number) => void = () => {},
): AsyncGenerator<SheetRow> {
  const rows: Waiting[] = []
  let number = 0
  let row: Waiting | null = null
  let cell: Open | null = null
  let within: 'v' | 'f' | 't' | null = null
  let aloud = 0
  const reading = hearXml(bytes, {
    open: (name, attributes) => {
      if (name === 'row') {
        number = Number(attributes.r ?? number + 1) || number + 1
        row = { number, cells: [] }
      } else if (name === 'c' && row !== null) {
        const at = columnOf(attributes.r) ?? row.cells.length
        cell = {
          kind: attributes.t ?? 'n',
          style: Number(attributes.s ?? -1),
          formula: false,
          at,
          value: '',
          inline: '',
        }
      } else if (cell !== null) {
        if (name === 'v' || name === 't') within = name
        else if (name === 'f') {
          cell.formula = true
          within = 'f'
        } else if (name === 'rPh') aloud++
      }
    },
    text: text => {
      if (cell === null) return
      if (within === 'v') cell.value += text
      else if (within === 't' && aloud === 0) cell.inline += text
    },
    close: name => {
      if (name === 'row' && row !== null) {
        rows.push(row)
        row = null
      } else if (name === 'c' && cell !== null && row !== null) {
        if (cell.at < MOST_COLUMNS) row.cells[cell.at] = readCell(cell, book)
        cell = null
      } else if (name === 'rPh') aloud--
      else if (name === 'v' || name === 't' || name === 'f') within = null
    },
  })
  for await (const read of reading) {
    for (const waiting of rows.splice(0)) yield await settled(waiting, strings)
    done(read)
  }
  for (const waiting of rows.splice(0)) yield await settled(waiting, strings)
}

function readCell(cell: Open, { from1904, isDate }: Pick<XlsxBook, 'from1904' | 'isDate'>): Waiting['cells'][number] {
  const { kind, value } = cell
  if (kind === 'e') return new Rejected('ingest/formula', { detail: value.slice(0, 20) }) // #REF!, #N/A …
  if (kind === 'inlineStr') return plainWords(cell.inline)
  if (value === '') return cell.formula ? new Rejected('ingest/formula', { detail: '没有结果' }) : undefined
  if (kind === 's') return { shared: Number(value) }
  if (kind === 'str' || kind === 'd') return kind === 'd' ? value.replace('T', ' ') : value
  if (kind === 'b') return value === '1' ? '是' : '否'
  return isDate[cell.style] === true ? excelDate(Number(value), from1904) : plainNumber(value)
}

/** Digits as the file has them: a whole number of up to fifteen digits in powers of ten is written out, nothing else is touched. */
function plainNumber(value: string): string {
  if (!/e/i.test(value)) return value
  const n = Number(value)
  return Number.isFinite(n) && Math.abs(n) < 1e15 ? String(Number(n.toPrecision(15))) : value
}

async function settled({ number, cells }: Waiting, strings: SharedStrings | null): Promise<SheetRow> {
  const read: (Cell | undefined)[] = []
  for (const [at, cell] of cells.entries()) {
    if (cell === undefined || typeof cell === 'string' || cell instanceof Rejected) read[at] = cell
    else read[at] = (await strings?.get(cell.shared)) ?? new Rejected('ingest/bad-cell')
  }
  return { number, cells: read }
}
