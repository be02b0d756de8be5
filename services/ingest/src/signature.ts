import { createHmac, timingSafeEqual } from 'node:crypto'
import { type EpochMs, Rejected } from '@guanlan/domain'

/** How far a signed time may be from ours, either way. */
export const REPLAY_WINDOW_MS = 5 * 60_000

/** What a signed push carries in its headers. */
export type Signed = Readonly<{ timestamp: string; signature: string }>

/** HMAC-SHA-256 of the timestamp, a dot and the body as sent, in lower-case hex. */
export function sign(secret: string, timestamp: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')
}

/**
 * Checks a signed push: the signature first, so that a stranger learns nothing of the clock. The timestamp is seconds since 1970.
 * @throws {Rejected} door/bad-signature, door/stale (outside five minutes of our clock: an old push sent again, or a wrong clock)
 */
export function checkSignature(secret: string, { timestamp, signature }: Signed, body: Uint8Array, now: EpochMs): void {
  const given = Buffer.from(signature.replace(/^sha256=/i, '').toLowerCase())
  const right = Buffer.from(sign(secret, timestamp, body))
  if (given.length !== right.length || !timingSafeEqual(given, right)) throw new Rejected('door/bad-signature')
  const at = /^\d{9,11}$/.test(timestamp) ? Number(timestamp) * 1000 : Number.NaN
  if (!(Math.abs(now - at) <= REPLAY_WINDOW_MS)) throw new Rejected('door/stale', { detail: timestamp.slice(0, 20) })
}

/**
 * Remembers what came within a window, so that the very same comes once: at most `most` of it, the oldest forgotten first. A process's
 * own memory; what slips through after a start meets the same ids and changes nothing.
 */
export function openMemory(windowMs: number, most = 100_000) {
  const seen = new Map<string, EpochMs>()
  return {
    has(key: string, now: EpochMs): boolean {
      const at = seen.get(key)
      return at !== undefined && now - at <= windowMs
    },
    add(key: string, now: EpochMs): void {
      for (const [old, at] of seen) {
        if (now - at <= windowMs && seen.size < most) break
        seen.delete(old)
      }
      seen.set(key, now)
    },
  }
}
