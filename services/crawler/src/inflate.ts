import { pipeline, type Readable, type Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import { Rejected } from '@guanlan/domain'

/** More than one layer is a bomb's habit; two are met at careless proxies. */
const MOST_LAYERS = 2

/**
 * Reads a response body, inflated, up to `maxBytes` after inflation (and as many on the wire): what is beyond is never held.
 * @throws {Rejected} 'fetch/too-large', 'fetch/bad-encoding' (unknown, too many layers, damaged)
 */
export async function readBody(body: Readable, contentEncoding: string, maxBytes: number): Promise<Uint8Array> {
  body.on('error', () => {}) // an abandoned body reports its own end; who reads it sees that too
  const layers = contentEncoding
    .toLowerCase()
    .split(',')
    .map(word => word.trim())
    .filter(word => word !== '' && word !== 'identity')
  if (layers.length > MOST_LAYERS) throw refused(body, 'too many layers')
  const inflaters = layers.reverse().map(layer => inflater(layer))
  if (inflaters.includes(null)) throw refused(body, contentEncoding.slice(0, 40))
  let stream: Readable = body
  for (const next of inflaters) stream = pipeline(stream, next!, () => {}) // a failure also destroys `next`, which the loop below sees
  const chunks: Uint8Array[] = []
  let length = 0
  let wire = 0
  body.on('data', chunk => {
    wire += chunk.length
    if (wire > maxBytes) stream.destroy(tooLarge(maxBytes))
  })
  try {
    for await (const chunk of stream) {
      length += chunk.length
      if (length > maxBytes) throw tooLarge(maxBytes)
      chunks.push(chunk)
    }
  } catch (error) {
    body.destroy()
    throw /^(?:Z_|ERR_BROTLI|ERR__ERROR|ZSTD)/.test(String((error as { code?: unknown }).code))
      ? new Rejected('fetch/bad-encoding', { cause: error })
      : error
  }
  return Buffer.concat(chunks, length)
}

function inflater(layer: string): Transform | null {
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
