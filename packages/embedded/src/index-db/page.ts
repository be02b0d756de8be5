import { type EpochMs, Rejected } from '@guanlan/domain'
import { rankOf } from './rank.ts'
import type { RowSet } from './row-set.ts'

/** The last mention of a page. */
export type Cursor = Readonly<{ seenAt: EpochMs; id: string }>

/** What the order is read from, without the file: see columns.ts and rank.ts. */
type Order = Readonly<{ seenAt: Float64Array; rank: Float64Array }>

export function writeCursor({ seenAt, id }: Cursor): string {
  return Buffer.from(JSON.stringify([seenAt, id])).toString('base64url')
}

/** @throws {Rejected} 'index/bad-cursor' for anything `writeCursor` did not write */
export function readCursor(text: string): Cursor {
  try {
    const [seenAt, id, ...more] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[]
    if (typeof seenAt === 'number' && typeof id === 'string' && more.length === 0) return { seenAt, id }
  } catch (cause) {
    throw new Rejected('index/bad-cursor', { cause })
  }
  throw new Rejected('index/bad-cursor')
}

/**
 * The first `limit` rows after the cursor: seenAt descending, id ascending. Time and rank decide nearly always; only
 * where both are equal are ids read from the file.
 */
export function first(
  rows: RowSet,
  { seenAt, rank }: Order,
  idOf: (row: number) => string,
  limit: number,
  cursor: Cursor | null,
): Readonly<{ found: number[]; more: boolean }> {
  const coarse = (a: number, b: number) => seenAt[b]! - seenAt[a]! || rank[a]! - rank[b]!
  const exact = (a: number, b: number) => {
    const decided = coarse(a, b)
    if (decided !== 0) return decided
    return idOf(a) < idOf(b) ? -1 : 1
  }
  const cursorRank = cursor === null ? 0 : rankOf(cursor.id)
  const isAfter = (row: number) => {
    if (cursor === null || seenAt[row]! < cursor.seenAt) return true
    if (seenAt[row]! > cursor.seenAt) return false
    return rank[row] === cursorRank ? idOf(row) > cursor.id : rank[row]! > cursorRank
  }
  const best: number[] = []
  const wanted = limit + 1
  for (const row of rows.rows()) {
    const worst = best[wanted - 1]
    if (worst !== undefined && coarse(row, worst) > 0) continue
    if (!isAfter(row)) continue
    let low = 0
    let high = best.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (exact(best[middle]!, row) < 0) low = middle + 1
      else high = middle
    }
    best.splice(low, 0, row)
    if (best.length > wanted) best.pop()
  }
  return { found: best.slice(0, limit), more: best.length > limit }
}
