import { createReadStream, createWriteStream, renameSync, statSync } from 'node:fs'
import { stdin, stdout } from 'node:process'
import { Transform, type Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { NotFound, Rejected } from '@guanlan/domain'

/** One line of a file with its number (the first is 1): an object, or why it is none. */
export type NumberedObject = Readonly<
  { row: number; value: Readonly<Record<string, unknown>> } | { row: number; error: Rejected }
>

const LONGEST_LINE = 16_000_000 // UTF-16 units: a text of a megabyte, escaped six to one, and more

/**
 * The objects of an NDJSON file in UTF-8, gunzipped when its name ends in .gz, or of standard input for `-`; blank lines are passed
 * over but counted. A line that is no object spoils itself alone.
 * @throws {NotFound} text/no-file @throws {Rejected} text/bad-gzip when the file is cut short or damaged
 */
export async function* readNdjson(path: string): AsyncGenerator<NumberedObject> {
  let row = 0
  for await (const line of linesOf(bytesOf(path))) {
    row++
    if (line.trim() === '') continue
    const value = objectIn(line)
    yield value === null ? { row, error: new Rejected('text/bad-row') } : { row, value }
  }
}

/** Bytes of a file, for how many threads are worth starting; 0 for standard input. @throws {NotFound} text/no-file */
export function sizeOf(path: string): number {
  if (path === '-') return 0
  const size = statSync(path, { throwIfNoEntry: false })
  if (!size?.isFile()) throw new NotFound('text/no-file', { detail: path })
  return size.size
}

async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  if (path === '-') {
    yield* stdin
    return
  }
  sizeOf(path)
  const plain = createReadStream(path)
  const gunzip = path.endsWith('.gz') ? createGunzip() : null
  if (gunzip !== null) plain.on('error', error => gunzip.destroy(error))
  try {
    for await (const chunk of gunzip === null ? plain : plain.pipe(gunzip)) yield chunk as Uint8Array
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    throw code.startsWith('Z_') ? new Rejected('text/bad-gzip', { cause, detail: path }) : cause
  } finally {
    plain.destroy()
  }
}

/** Lines without their ends. What lies beyond the longest line is dropped, so that its row is refused and not the memory spent. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let parts: string[] = []
  let held = 0
  const keep = (part: string) => {
    if (held <= LONGEST_LINE) parts.push(part)
    held += part.length
  }
  for await (const chunk of bytes) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n')
    keep(first)
    for (const part of others) {
      yield parts.join('')
      parts = []
      held = 0
      keep(part)
    }
  }
  keep(decoder.decode())
  if (held > 0) yield parts.join('')
}

function objectIn(line: string): Readonly<Record<string, unknown>> | null {
  if (line.length > LONGEST_LINE) return null
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** Where results go, one object a line. */
export type NdjsonOut = Readonly<{
  write: (values: readonly object[]) => Promise<void>
  /** Settles when all is on disk under its own name. */
  close: () => Promise<void>
}>

/** Opens a file for results (gzipped when its name ends in .gz), or standard output for `-`. A file has its name only when it is whole. */
export function openNdjson(path: string): NdjsonOut {
  if (path === '-') {
    return { write: values => put(stdout, values), close: async () => {} }
  }
  const part = `${path}.part`
  const file = createWriteStream(part)
  const out: Writable = path.endsWith('.gz')
    ? createGzip()
    : new Transform({ transform: (chunk, _encoding, done) => done(null, chunk) })
  out.pipe(file)
  const written = finished(file)
  written.catch(() => {}) // told by close
  return {
    write: values => put(out, values),
    close: async () => {
      out.end()
      await written
      renameSync(part, path)
    },
  }
}

async function put(out: Writable, values: readonly object[]): Promise<void> {
  const lines = values.map(value => `${JSON.stringify(value)}\n`).join('')
  if (lines === '' || out.write(lines)) return
  await new Promise<void>((resolve, reject) => {
    out.once('drain', resolve)
    out.once('error', reject)
  })
}
