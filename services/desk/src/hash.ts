import { createHash } from 'node:crypto'

/** SHA-256 hex of UTF-8 text or bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
