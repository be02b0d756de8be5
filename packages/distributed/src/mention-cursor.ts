import { type EpochMs, Rejected } from '@guanlan/domain'

/** The last mention of a page. */
export type Cursor = Readonly<{ seenAt: EpochMs; id: string }>

/** A cursor as callers pass it on. */
export function writeCursor({ seenAt, id }: Cursor): string {
  return Buffer.from(JSON.stringify([seenAt, id])).toString('base64url')
}

/** @throws {Rejected} index/bad-cursor for anything `writeCursor` did not write */
export function readCursor(text: string): Cursor {
  try {
    const [seenAt, id, ...more] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if (typeof seenAt === 'number' && typeof id === 'string' && more.length === 0) return { seenAt, id }
  } catch (cause) {
    throw new Rejected('index/bad-cursor', { cause })
  }
  throw new Rejected('index/bad-cursor')
}
