import { Readable } from 'node:stream'
import { Rejected } from '@guanlan/domain'
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import type { Spool } from './spool.ts'

/** The parts of a workbook: files of a ZIP archive, inflated as they are read. */
export type XlsxParts = Readonly<{
  has: (name: string) => boolean
  /** Bytes of a part once inflated, as the archive states it and as is held against it. */
  size: (name: string) => number
  /** @throws {Rejected} ingest/bad-xlsx, ingest/xlsx-bomb */
  read: (name: string) => AsyncGenerator<Uint8Array>
  close: () => void
}>

const MOST_PARTS = 10_000
/** Sheets of a hotline shrink to a tenth or a thirtieth; nothing honest of this size shrinks to less than a hundred-and-fiftieth. */
const MOST_RATIO = 150
const SMALL = 16 * 1024 * 1024
const MOST_INFLATED = 4 * 1024 ** 3 - 1

class SpoolReader extends RandomAccessReader {
  readonly #spool: Spool

  constructor(spool: Spool) {
    super()
    this.#spool = spool
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(blocks(this.#spool, start, end))
  }
}

async function* blocks(spool: Spool, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += 65_536) yield await spool.read(at, Math.min(65_536, end - at))
}

/**
 * Opens an XLSX file that stands in a spool. A bomb is known by what the archive says of itself before a byte of it is inflated, and no
 * part may give more than it said.
 * @throws {Rejected} ingest/bad-xlsx (no workbook), ingest/old-excel (.xls, or a password), ingest/xlsx-bomb
 */
export async function openXlsx(spool: Spool): Promise<XlsxParts> {
  const head = await spool.read(0, 8)
  if (head.toString('hex') === 'd0cf11e0a1b11ae1') throw new Rejected('ingest/old-excel')
  const zip = await damaged(() =>
    fromRandomAccessReaderPromise(new SpoolReader(spool), spool.size, { autoClose: false }),
  )
  const parts = await damaged(() => partsOf(zip))
  const find = (name: string): Entry => {
    const entry = parts.get(name)
    if (entry === undefined) throw new Rejected('ingest/bad-xlsx', { detail: name.slice(0, 80) })
    return entry
  }
  refuseBomb(parts, spool.size)
  return {
    has: name => parts.has(name),
    size: name => find(name).uncompressedSize,
    read: name => inflated(zip, find(name)),
    close: () => zip.close(),
  }
}

async function partsOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const parts = new Map<string, Entry>()
  if (zip.entryCount > MOST_PARTS) throw new Rejected('ingest/xlsx-bomb', { detail: `${zip.entryCount} 个部分` })
  for await (const entry of zip.eachEntry()) parts.set(entry.fileName, entry)
  return parts
}

function refuseBomb(parts: ReadonlyMap<string, Entry>, bytes: number): void {
  let stored = 0
  let whole = 0
  for (const { fileName, compressedSize, uncompressedSize } of parts.values()) {
    stored += compressedSize
    whole += uncompressedSize
    const bomb = uncompressedSize > SMALL && uncompressedSize > MOST_RATIO * Math.max(1, compressedSize)
    if (bomb)
      throw new Rejected('ingest/xlsx-bomb', {
        detail: `${fileName.slice(0, 60)}：${compressedSize} → ${uncompressedSize}`,
      })
  }
  // parts that lie over one another are stored once and inflated many times
  if (stored > bytes || whole > MOST_INFLATED) throw new Rejected('ingest/xlsx-bomb', { detail: `${bytes} → ${whole}` })
}

async function* inflated(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw new Rejected('ingest/old-excel')
  const stream = await damaged(() => zip.openReadStreamPromise(entry))
  try {
    for await (const chunk of stream) yield chunk as Uint8Array
  } catch (cause) {
    throw archiveFault(cause)
  } finally {
    stream.destroy()
  }
}

/** yauzl tells its findings by words alone. */
function archiveFault(cause: unknown): unknown {
  if (cause instanceof Rejected || !(cause instanceof Error) || cause.name === 'Unavailable') return cause
  if (/too many bytes/.test(cause.message)) return new Rejected('ingest/xlsx-bomb', { cause })
  return new Rejected('ingest/bad-xlsx', { cause })
}

async function damaged<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw archiveFault(cause)
  }
}
