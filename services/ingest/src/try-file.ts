import {
  type ColumnMapping,
  type EpochMs,
  guessField,
  type ImportField,
  isCallerColumn,
  missingColumns,
  Rejected,
  type Source,
} from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import { becomes, shownCell } from './column-reading.ts'
import { fileRows } from './file-rows.ts'
import { readItem, type Way } from './item.ts'
import { type RefusedRow, refusedRow } from './refused-row.ts'
import type { Row } from './row.ts'
import type { FileFormat, NumberedRow } from './rows.ts'
import { gatherSurvey, readsSurvey } from './survey-rows.ts'

/** One column of a file under trial: what it would become, what it holds, and what is wrong with it. */
export type TriedColumn = Readonly<{
  heading: string
  field: ImportField | null // null: it is not read
  caller: boolean // it tells of a caller and is never read
  samples: readonly Readonly<{ row: number; was: string; becomes: string }>[] // masked
  faults: readonly Readonly<{ code: string; message: string; count: number; row: number }>[] // row: the first
}>

/** What an import would do, tried on the first hundred rows; nothing of it is kept. */
export type TriedFile = Readonly<{
  mapping: ColumnMapping | null // the one it was read by; null where every object names its members itself
  by: 'given' | 'saved' | 'guessed'
  columns: readonly TriedColumn[]
  rows: number
  accepted: number
  refused: readonly RefusedRow[]
  fits: readonly string[] // names of mappings saved elsewhere that this file has every column of
}>

const ROWS = 100
const SAMPLES = 3

/** How a file is tried: by a mapping a person is still working on, and beside those other sources have saved. */
export type Trial = Readonly<{
  format: FileFormat
  mapping: ColumnMapping | null
  others: readonly ColumnMapping[]
  now: EpochMs
}>

/**
 * Reads the first hundred rows as an import would and says of each column what becomes of it. A mapping whose columns the file lacks is
 * refused by its name, with the names of saved mappings that do fit.
 * @throws {Rejected} as `fileRows`
 */
export async function tryFile(source: Source, bytes: AsyncIterable<Uint8Array>, trial: Trial): Promise<TriedFile> {
  const wanted = trial.mapping ?? source.mapping ?? null
  const by = trial.mapping !== null ? 'given' : wanted !== null ? 'saved' : 'guessed'
  const { rows, columns, from1904 } = fileRows(bytes, trial.format, wanted)
  const read: NumberedRow[] = []
  for await (const row of rows) {
    read.push(row)
    if (read.length >= ROWS) break
  }
  const { headings, mapping } = columns()
  const names = headings.length > 0 ? headings : membersOf(read)
  const way: Way = { from1904: from1904(), ...(mapping === null || headings.length === 0 ? {} : { mapping }) }
  const looked = { ...source, ...(wanted === null ? {} : { mapping: wanted }) }
  const survey = source.channel === 'survey' && readsSurvey(mapping)
  const items = survey ? gatherSurvey(read, mapping!) : read
  const refused = refusals(items, looked, trial.now, survey ? { ...way, ready: true } : way)
  return {
    mapping,
    by,
    columns: names.filter(name => name !== '').map(name => columnOf(name, read, looked, trial.now, way)),
    rows: items.length,
    accepted: items.length - refused.length,
    refused,
    fits: trial.others.filter(other => missingColumns(other, names).length === 0).map(({ vendor }) => vendor),
  }
}

function membersOf(rows: readonly NumberedRow[]): readonly string[] {
  const names = new Set<string>()
  for (const row of rows) {
    if (!('value' in row) || typeof row.value !== 'object' || row.value === null) continue
    for (const name of Object.keys(row.value)) if (names.size < 200) names.add(name)
  }
  return [...names]
}

function refusals(rows: readonly NumberedRow[], source: Source, now: EpochMs, way: Way): readonly RefusedRow[] {
  return rows.flatMap((numbered): RefusedRow[] => {
    try {
      if ('error' in numbered) throw numbered.error
      readItem(numbered.value, source, now, way)
      return []
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      return [refusedRow(numbered.row, error)]
    }
  })
}

function fieldOf(heading: string, mapping: ColumnMapping | null): ImportField | null {
  if (mapping === null) return guessField(heading)
  const found = Object.entries(mapping.columns).find(([, name]) => name === heading)
  return (found?.[0] as ImportField | undefined) ?? null
}

function columnOf(heading: string, rows: readonly NumberedRow[], source: Source, now: EpochMs, way: Way): TriedColumn {
  const field = fieldOf(heading, way.mapping ?? source.mapping ?? null)
  const caller = isCallerColumn(heading)
  const samples: { row: number; was: string; becomes: string }[] = []
  const faults = new Map<string, { code: string; message: string; count: number; row: number }>()
  const around = { now, from1904: way.from1904 ?? false }
  for (const numbered of rows) {
    if (!('value' in numbered)) continue
    const { row } = numbered
    const value = (numbered.value as Row | null)?.[heading]
    let result = ''
    try {
      if (field !== null) result = becomes(value, field, source, around)
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      const known = faults.get(error.code)
      if (known === undefined)
        faults.set(error.code, { code: error.code, message: errorTitle(error.code), count: 1, row })
      else known.count++
    }
    const was = caller ? '（来电人信息，不收）' : shownCell(value)
    if (samples.length < SAMPLES && was !== '') samples.push({ row, was, becomes: result })
  }
  return { heading, field, caller: caller && field === null, samples, faults: [...faults.values()] }
}
