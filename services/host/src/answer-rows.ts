import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { errorCode, NotFound, Rejected } from '@guanlan/domain'
import { LONGEST_BYTES } from '@guanlan/extract'
import { errorTitle } from '@guanlan/runtime'
import { type NumberedObject, openNdjson, readNdjson } from './ndjson-file.ts'
import { endQuietly } from './quiet-end.ts'

/** A row of strangers: its fields are checked where they are read. */
export type Row = Readonly<Record<string, unknown>>

/** Options of every command that answers a file of rows, row by row. */
export type AnswerOptions = Readonly<{ in: string; out: string }>

const inflate = promisify(gunzip)

/**
 * Answers every row of a file in its order, one line each; a row without an id is named by its number. A row that cannot be
 * answered gives `{id, error, message}` and spoils nothing else; the command then ends with exit code 1.
 * @throws what reading `options.in` or writing `options.out` throws
 */
export async function answerRows(
  options: AnswerOptions,
  answer: (row: Row) => object | Promise<object>,
): Promise<void> {
  process.stdout.on('error', endQuietly)
  const out = openNdjson(options.out)
  let done = 0
  let refused = 0
  for await (const numbered of readNdjson(options.in)) {
    const line = await answered(numbered, answer)
    if ('error' in line) refused++
    else done++
    await out.write([line])
  }
  await out.close()
  process.stderr.write(`已处理 ${done} 行${refused === 0 ? '' : `，另有 ${refused} 行未能处理，原因见各行`}。\n`)
  if (refused > 0) process.exitCode = 1
}

async function answered(numbered: NumberedObject, answer: (row: Row) => object | Promise<object>): Promise<object> {
  const { row } = numbered
  if ('error' in numbered) return { id: row, ...refusal(numbered.error) }
  const { id = row } = numbered.value
  try {
    if (typeof id !== 'string' && typeof id !== 'number') throw new Rejected('text/bad-row', { detail: 'id' })
    return { id, ...(await answer(numbered.value)) }
  } catch (error) {
    return { id: typeof id === 'string' || typeof id === 'number' ? id : row, ...refusal(error) }
  }
}

/** Code and Chinese sentence of a failure, with what it names. */
export function refusal(error: unknown): Readonly<{ error: string; message: string }> {
  const code = errorCode(error)
  const detail = error instanceof Error && 'detail' in error ? error.detail : null
  const cause = code === 'bug' && error instanceof Error ? error.message : null
  const about = typeof detail === 'string' ? detail : cause
  return { error: code, message: `${errorTitle(code)}${about === null ? '' : `（${about}）`}` }
}

/** A text field that may be missing or null. @throws {Rejected} text/bad-row naming the field */
export function optionalText(row: Row, field: string): string | null {
  const value = row[field] ?? null
  if (value !== null && typeof value !== 'string') throw new Rejected('text/bad-row', { detail: field })
  return value
}

/**
 * Bytes of the file that `row.file` names, relative to the working folder; gunzipped when its name ends in .gz.
 * @throws {NotFound} text/no-file @throws {Rejected} text/bad-row, text/bad-gzip, extract/too-large
 */
export async function bytesOfRow(row: Row): Promise<Uint8Array> {
  const path = optionalText(row, 'file')
  if (path === null || path === '') throw new Rejected('text/bad-row', { detail: 'file' })
  const bytes = await readFile(path).catch(cause => {
    throw new NotFound('text/no-file', { cause, detail: path })
  })
  if (!path.endsWith('.gz')) return bytes
  try {
    return await inflate(bytes, { maxOutputLength: LONGEST_BYTES })
  } catch (cause) {
    const large = cause instanceof RangeError
    if (large) throw new Rejected('extract/too-large', { cause, detail: path })
    throw new Rejected('text/bad-gzip', { cause, detail: path })
  }
}
