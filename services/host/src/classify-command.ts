import { availableParallelism } from 'node:os'
import { type Analysis, errorCode, Rejected, Unavailable } from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import { type Analysers, startAnalysers } from '@guanlan/text'
import { bureauOptions } from './bureau-options.ts'
import { type ClassifyRow, classifiedRow, classifyRow, looseMention } from './classify-row.ts'
import { analysisLines } from './classify-words.ts'
import { type NdjsonOut, type NumberedObject, openNdjson, readNdjson, sizeOf } from './ndjson-file.ts'
import { endQuietly } from './quiet-end.ts'
import { commandConfig } from './settings.ts'
import { openTerminal } from './terminal.ts'

/** Options of `guanlan classify`. */
export type ClassifyOptions = Readonly<{
  in?: string
  out: string
  text?: string
  reasons: boolean
  data?: string
  threads?: number
}>

const BATCH = 512
const ONE_THREAD_BYTES = 2_000_000 // below this a second thread takes longer to load than it saves
const MOST_THREADS = 4
const SHOWN = 50

/** `guanlan classify`: labels of every row of a file in its order, or of one text with the words that carried them. */
export async function classifyCommand(options: ClassifyOptions): Promise<void> {
  const { text, data } = options
  process.stdout.on('error', endQuietly)
  const path = options.in ?? '-'
  const threads = text === undefined ? (options.threads ?? threadsFor(sizeOf(path))) : 1
  const made = data === undefined ? { gazetteer: [] } : await bureauOptions(commandConfig({ data }))
  const analysers = await startAnalysers({ ...made, threads })
  try {
    if (text === undefined) await classifyFile(path, options, analysers, threads)
    else await classifyText(text, analysers)
  } finally {
    await analysers.close()
  }
}

const threadsFor = (bytes: number) => (bytes > ONE_THREAD_BYTES ? Math.min(MOST_THREADS, availableParallelism()) : 1)

async function classifyText(text: string, analysers: Analysers): Promise<void> {
  const { say } = openTerminal()
  const [analysis] = await analysers.analyseBatch([looseMention('', '', text, '', Date.now())])
  for (const line of analysisLines(analysis!)) say(line)
}

/** While a batch is analysed the next is read and the one before is written, so memory holds three. */
async function classifyFile(
  path: string,
  options: ClassifyOptions,
  analysers: Analysers,
  threads: number,
): Promise<void> {
  const out = openNdjson(options.out)
  const refused = new Refused()
  let done = 0
  let writing: Promise<void> = Promise.resolve()
  for await (const batch of batches(readNdjson(path), BATCH * threads)) {
    const rows = readRows(batch, refused)
    const analyses = judge(rows, analysers, refused)
    analyses.catch(() => {}) // awaited by its own writing
    await writing
    writing = write(rows, analyses, out, options.reasons)
    writing.catch(() => {}) // awaited by the next turn or after the last
    done += rows.length
  }
  await writing
  await out.close()
  process.stderr.write(`已分析 ${done - refused.bugs} 行${refused.count === 0 ? '' : `，未收 ${refused.count} 行`}。\n`)
  if (refused.count > 0) process.exitCode = 1
}

async function* batches(rows: AsyncIterable<NumberedObject>, size: number): AsyncGenerator<readonly NumberedObject[]> {
  let batch: NumberedObject[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Rows that were not taken, told by number as they come; after some only counted. */
class Refused {
  count = 0
  bugs = 0

  add(row: number, error: unknown): void {
    this.count++
    if (errorCode(error) === 'bug') this.bugs++
    if (this.count > SHOWN) return
    const { detail } = error as { detail?: string | null }
    process.stderr.write(`第 ${row} 行：${errorTitle(errorCode(error))}${detail ? `（${detail}）` : ''}\n`)
  }
}

type Read = ClassifyRow & Readonly<{ row: number }>

function readRows(batch: readonly NumberedObject[], refused: Refused): readonly Read[] {
  const now = Date.now()
  return batch.flatMap(numbered => {
    try {
      if ('error' in numbered) throw numbered.error
      return [{ ...classifyRow(numbered.value, now), row: numbered.row }]
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      refused.add(numbered.row, error)
      return []
    }
  })
}

/** One analysis per row; null where one row alone makes the analyser fail. */
async function judge(
  rows: readonly Read[],
  analysers: Analysers,
  refused: Refused,
): Promise<readonly (Analysis | null)[]> {
  try {
    return await analysers.analyseBatch(rows.map(({ mention }) => mention))
  } catch (error) {
    if (error instanceof Unavailable) throw error
  }
  const analyses: (Analysis | null)[] = []
  for (const { mention, row } of rows) {
    try {
      analyses.push(...(await analysers.analyseBatch([mention])))
    } catch (error) {
      if (error instanceof Unavailable) throw error
      refused.add(row, error)
      analyses.push(null)
    }
  }
  return analyses
}

async function write(
  rows: readonly Read[],
  judged: Promise<readonly (Analysis | null)[]>,
  out: NdjsonOut,
  reasons: boolean,
): Promise<void> {
  const analyses = await judged
  await out.write(
    rows.flatMap(({ id }, at) => {
      const analysis = analyses[at]
      return analysis == null ? [] : [classifiedRow(id, analysis, reasons)]
    }),
  )
}
