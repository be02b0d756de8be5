import { constants, gunzipSync } from 'node:zlib'
import { Rejected } from '@guanlan/domain'
import { LONGEST_BYTES } from './charset.ts'

/**
 * Bytes as they are, or what a gzip file holds: sitemaps and stored pages come so. One that was cut gives what it still holds.
 * @throws {Rejected} 'extract/bad-gzip' (damaged), 'extract/too-large' above LONGEST_BYTES
 */
export function inflated(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: LONGEST_BYTES, finishFlush: constants.Z_SYNC_FLUSH })
  } catch (cause) {
    if (cause instanceof RangeError) throw new Rejected('extract/too-large', { cause, detail: `${LONGEST_BYTES}` })
    throw new Rejected('extract/bad-gzip', { cause })
  }
}
