import { type Json, Rejected } from '@guanlan/domain'

/** What one message may cost every reader; topics must let a little more through (kafka-topics.ts). */
export const LONGEST_BODY_BYTES = 4 * 1024 * 1024
const DEEPEST_BODY = 64

/** How much of an unreadable message its dead letter still shows, in UTF-16 units. */
const LONGEST_EXCERPT = 1000

/**
 * A body as the UTF-8 JSON that goes over the wire.
 * @throws {Rejected} bus/too-large over 4 MiB or nested deeper than 64
 */
export function encodeBody(body: Json): Buffer {
  if (deeperThan(body, DEEPEST_BODY)) throw new Rejected('bus/too-large', { detail: `nested over ${DEEPEST_BODY}` })
  const bytes = Buffer.from(JSON.stringify(body))
  if (bytes.length > LONGEST_BODY_BYTES) throw new Rejected('bus/too-large', { detail: `${bytes.length} bytes` })
  return bytes
}

/** What stands in a message, or why it cannot be read; then `body` is an excerpt of it for people. */
export type ReadBody = Readonly<{ body: Json; fault: null | Readonly<{ code: string; detail: string }> }>

/** Reads a message. A topic is open to other programs, so anything may stand in it; it never throws. */
export function decodeBody(value: Buffer | null): ReadBody {
  if (value === null) return { body: null, fault: { code: 'bus/not-json', detail: 'no value' } }
  if (value.length > LONGEST_BODY_BYTES) {
    return { body: excerpt(value), fault: { code: 'bus/too-large', detail: `${value.length} bytes` } }
  }
  try {
    const body = JSON.parse(value.toString()) as Json
    if (!deeperThan(body, DEEPEST_BODY)) return { body, fault: null }
  } catch {
    return { body: excerpt(value), fault: { code: 'bus/not-json', detail: `${value.length} bytes` } }
  }
  return { body: excerpt(value), fault: { code: 'bus/too-large', detail: `nested over ${DEEPEST_BODY}` } }
}

function excerpt(value: Buffer): string {
  return value
    .subarray(0, 4 * LONGEST_EXCERPT)
    .toString()
    .slice(0, LONGEST_EXCERPT)
}

function deeperThan(value: Json, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false
  if (levels === 0) return true
  for (const member of Object.values(value)) if (deeperThan(member, levels - 1)) return true
  return false
}
