import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { type Json, NO_PLATES, type OperatingPlates, Rejected, type Source } from '@guanlan/domain'
import type { Bus, Clock, Evidence } from '@guanlan/ports'
import type { DoorBook } from './door-book.ts'
import { fileRows } from './file-rows.ts'
import { readItem, type Way } from './item.ts'
import { type RefusedRow, refusedRow } from './refused-row.ts'
import type { FileFormat, NumberedRow } from './rows.ts'
import { gatherSurvey, MOST_SURVEY_ROWS, readsSurvey } from './survey-rows.ts'

/** What imports need. */
export type ImportDeps = Readonly<{
  bus: Bus
  evidence: Evidence
  clock: Clock
  plates?: () => OperatingPlates // of operating vehicles, as they stand now; absent: every plate is private
  book?: DoorBook // where what comes in and what is refused is counted; absent: nowhere
}>

/** What became of a file. `refused` counts all, `codes` by reason; `report` lists the first hundred thousand in order. */
export type ImportResult = Readonly<{
  id: string
  rows: number
  accepted: number
  refused: number
  codes: Readonly<Record<string, number>>
  report: readonly RefusedRow[]
}>

/** Called after each batch with what has been read so far; `part` of a workbook, null for formats that are read as they come. */
export type Progress = (
  done: Readonly<{ bytes: number; accepted: number; refused: number; part: number | null }>,
) => void

const BATCH = 500
const LONGEST_REPORT = 100_000

/** Bytes of a file on disk, gunzipped when its name ends in .gz; `read` hears how many bytes of the file itself have been read. */
export async function* fileBytes(path: string, read: (bytes: number) => void = () => {}): AsyncGenerator<Uint8Array> {
  const plain = createReadStream(path)
  const gunzip = path.endsWith('.gz') ? createGunzip() : null
  if (gunzip !== null) plain.on('error', error => gunzip.destroy(error))
  try {
    for await (const chunk of gunzip === null ? plain : plain.pipe(gunzip)) {
      read(plain.bytesRead)
      yield chunk as Uint8Array
    }
  } catch (cause) {
    if (gunzip === null || !(cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_')))
      throw cause
    throw new Rejected('ingest/bad-gzip', { cause })
  } finally {
    plain.destroy()
  }
}

async function* counted(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
  add: (n: number) => void,
): AsyncGenerator<Uint8Array> {
  let total = 0
  for await (const chunk of bytes) {
    total += chunk.length
    if (total > most) throw new Rejected('http/too-large', { detail: `${most}` })
    add(chunk.length)
    yield chunk
  }
}

/**
 * Imports a file into a source, row by row: a bad row is reported and loses nothing else. Rows already accepted stay accepted
 * when the file breaks off; importing the same file again adds nothing twice. Of a survey whose rows are options, each question is one
 * item, and is counted as one row.
 * @throws {Rejected} ingest/bad-gzip, http/too-large, survey/too-many, and as `fileRows`
 */
export async function importFile(
  deps: ImportDeps,
  source: Source,
  bytes: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportResult> {
  const { book } = deps
  try {
    const result = await read(deps, source, bytes, options)
    await book?.took(source, result.accepted)
    await book?.rows(source, result.codes)
    return result
  } catch (error) {
    if (error instanceof Rejected) await book?.refused(source, error, true)
    throw error
  }
}

type ImportOptions = Readonly<{ format: FileFormat; maxBytes: number; progress?: Progress }>

async function read(
  deps: ImportDeps,
  source: Source,
  bytes: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportResult> {
  const tally = openTally()
  const digest = createHash('sha256')
  let done = 0
  let batch: NumberedRow[] = []
  let survey: boolean | null = null
  const input = counted(bytes, options.maxBytes, n => {
    done += n
  })
  const { rows, columns, from1904, part } = fileRows(hashing(input, digest), options.format, source.mapping ?? null)
  const flush = async () => {
    const { headings, mapping } = columns()
    const given = mapping === null || headings.length === 0 ? {} : { mapping }
    const way: Way = { from1904: from1904(), ...(survey === true ? { ready: true } : given) }
    tally.add(batch.length, await take(deps, source, batch, way))
    batch = []
    const { accepted, refused } = tally.result()
    options.progress?.({ bytes: done, accepted, refused, part: part() })
  }
  for await (const numbered of rows) {
    batch.push(numbered)
    // options of one question may stand anywhere in the file
    survey ??= source.channel === 'survey' && readsSurvey(columns().mapping)
    if (batch.length > MOST_SURVEY_ROWS) throw new Rejected('survey/too-many', { detail: `${MOST_SURVEY_ROWS}` })
    if (batch.length >= BATCH && !survey) await flush()
  }
  if (survey === true) batch = [...gatherSurvey(batch, columns().mapping!)]
  await flush()
  return { id: digest.digest('hex').slice(0, 16), ...tally.result() }
}

function openTally() {
  const report: RefusedRow[] = []
  const codes: Record<string, number> = {}
  let rows = 0
  let refused = 0
  return {
    add(read: number, bad: readonly RefusedRow[]): void {
      rows += read
      refused += bad.length
      for (const { code } of bad) codes[code] = (codes[code] ?? 0) + 1
      report.push(...bad.slice(0, Math.max(0, LONGEST_REPORT - report.length)))
    },
    result: () => ({ rows, accepted: rows - refused, refused, codes, report }),
  }
}

async function* hashing(
  bytes: AsyncIterable<Uint8Array>,
  digest: { update(chunk: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    digest.update(chunk)
    yield chunk
  }
}

/** Appends the good rows of a batch, durable when it settles, and returns the bad ones. */
async function take(
  deps: ImportDeps,
  source: Source,
  batch: readonly NumberedRow[],
  way: Way,
): Promise<readonly RefusedRow[]> {
  const { raws, refused } = await readRows(deps, source, batch, way)
  if (raws.length > 0) {
    await deps.bus.append(
      'raw',
      raws.map(body => ({ key: source.id, body })),
    )
  }
  return refused
}

/** Where a row came from: a door or a file has no address. */
const pushed = ({ id: sourceId }: Source) => ({
  sourceId,
  readAs: 'row' as const,
  url: null,
  finalUrl: null,
  status: null,
  headers: {},
})

/** Reads rows as raw items; originals that held private numbers go to evidence, encrypted. Shared by the file and the HTTP door. */
export async function readRows(
  { evidence, clock, plates }: Pick<ImportDeps, 'evidence' | 'clock' | 'plates'>,
  source: Source,
  batch: readonly NumberedRow[],
  way: Way = {},
): Promise<Readonly<{ raws: readonly Json[]; refused: readonly RefusedRow[] }>> {
  const raws: Json[] = []
  const refused: RefusedRow[] = []
  const now = clock.now()
  for (const numbered of batch) {
    try {
      if ('error' in numbered) throw numbered.error
      const { raw, masked } = readItem(numbered.value, source, now, { plates: plates?.() ?? NO_PLATES, ...way })
      const note = masked
        ? await evidence.put(
            Buffer.from(JSON.stringify(numbered.value)),
            'unmasked',
            'application/json',
            pushed(source),
          )
        : null
      raws.push({ ...raw, evidence: note?.hash ?? null } as unknown as Json)
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      refused.push(refusedRow(numbered.row, error))
    }
  }
  return { raws, refused }
}
