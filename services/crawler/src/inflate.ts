import { pipeline, Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { Rejected, Unavailable } from '@guanlan/domain'

/** More than one layer is a bomb's habit; two are met at careless proxies. */
const MOST_LAYERS = 2
/** Beyond the first megabyte nothing honest shrinks to a two-hundredth: text comes to about a tenth, a page of one letter to a thousandth. */
const MOST_RATIO = 200
const RATIO_FROM_BYTES = 1024 * 1024

/**
 * Reads a response body, inflated, up to `maxBytes` after inflation (and as many on the wire): what is beyond is never held. A body
 * that is a gzip file by itself, as sitemaps often are, is opened too, within the same bounds.
 * @param cut gives the first `maxBytes` of a longer body in place of refusing it
 * @throws {Rejected} 'fetch/too-large', 'fetch/bomb', 'fetch/bad-encoding' (unknown, too many layers, damaged)
 * @throws {Unavailable} 'fetch/cut-short' when the other side ended before the body was whole
 */
export async function readBody(
  body: Readable,
  contentEncoding: string,
  maxBytes: number,
  cut = false,
): Promise<Uint8Array> {
  body.on('error', () => {}) // an abandoned body reports its own end; who reads it sees that too
  const layers = contentEncoding
    .toLowerCase()
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '' && word !== 'identity')
  if (layers.length > MOST_LAYERS) throw refused(body, 'too many layers')
  const inflaters = layers.reverse().map(layer => inflater(layer))
  if (inflaters.includes(null)) throw refused(body, contentEncoding.slice(0, 40))
  let wire = 0
  body.on('data', chunk => {
    wire += chunk.length
    if (wire > maxBytes && !cut) body.destroy(tooLarge(maxBytes))
  })
  const bytes = await collect(body, inflaters as Inflater[], maxBytes, cut)
  const file = layers.length < MOST_LAYERS && bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8
  return file ? collect(Readable.from([bytes]), [createGunzip()], maxBytes, cut) : bytes
}

type Inflater = Transform & Readonly<{ bytesWritten: number }> // bytes of its input it has worked through

async function collect(
  body: Readable,
  inflaters: readonly Inflater[],
  maxBytes: number,
  cut: boolean,
): Promise<Buffer> {
  let stream: Readable = body
  for (const next of inflaters) stream = pipeline(stream, next, () => {}) // a failure also destroys `next`, which the loop below sees
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of stream) {
      length += chunk.length
      const read = inflaters[0]?.bytesWritten ?? length
      if (length > RATIO_FROM_BYTES && length > read * MOST_RATIO) {
        throw new Rejected('fetch/bomb', { detail: `${read} → ${length}` })
      }
      if (length > maxBytes && !cut) throw tooLarge(maxBytes)
      chunks.push(chunk)
      if (length > maxBytes) {
        body.destroy()
        break
      }
    }
  } catch (error) {
    body.destroy()
    throw named(error)
  }
  return Buffer.concat(chunks, Math.min(length, maxBytes))
}

function named(error: unknown): unknown {
  const code = String((error as { code?: unknown }).code)
  if (/^(?:Z_|ERR_BROTLI|ERR__ERROR|ZSTD)/.test(code)) return new Rejected('fetch/bad-encoding', { cause: error })
  const cut = /^(?:UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|ECONNRESET|ERR_STREAM_PREMATURE_CLOSE)$/.test(
    code,
  )
  return cut ? new Unavailable('fetch/cut-short', { cause: error as Error }) : error
}

function inflater(layer: string): Inflater | null {
  if (layer === 'gzip' || layer === 'x-gzip') return createGunzip()
  if (layer === 'deflate') return createInflate()
  if (layer === 'br') return createBrotliDecompress()
  return layer === 'zstd' ? createZstdDecompress() : null
}

function refused(body: Readable, detail: string): Rejected {
  body.destroy()
  return new Rejected('fetch/bad-encoding', { detail })
}

function tooLarge(maxBytes: number): Rejected {
  return new Rejected('fetch/too-large', { detail: `${maxBytes}` })
}
