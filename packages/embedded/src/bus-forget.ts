import type { DatabaseSync } from 'node:sqlite'
import type { Json } from '@guanlan/domain'
import { type IsOf, STREAMS, type Stream } from '@guanlan/ports'
import { breathe } from './bell.ts'
import { scrubFile, transaction } from './database.ts'

/** Rows looked at in one go, so that forgetting never holds the main thread long. */
const ROWS = 500

type Row = { position: number; key: string; body: string }

/**
 * Deletes messages and dead letters out of the middle of their tables; offsets stay where they are, a gap is read over. Nothing of them,
 * nor of what was pruned before, is left in the file. Returns how many went.
 */
export function forgetting(db: DatabaseSync, tableOf: (stream: Stream) => string) {
  const of = (stream: Stream, { key, body }: Row, isOf: IsOf) =>
    isOf({ stream, key, body: () => JSON.parse(body) as Json })
  const letters = db.prepare('select seq as position, stream, key, body from dead where seq > ? order by seq limit ?')
  const dropLetter = db.prepare('delete from dead where seq = ?')
  const tables = STREAMS.map(stream => ({
    read: db.prepare(`select position, key, body from ${tableOf(stream)} where position > ? order by position limit ?`),
    drop: db.prepare(`delete from ${tableOf(stream)} where position = ?`),
    streamOf: () => stream,
  }))
  const dead = { read: letters, drop: dropLetter, streamOf: (row: Row) => (row as Row & { stream: Stream }).stream }

  return async (isOf: IsOf): Promise<number> => {
    let gone = 0
    for (const { read, drop, streamOf } of [...tables, dead]) {
      for (let after = 0; ; ) {
        const rows = read.all(after, ROWS) as Row[]
        const found = rows.filter(row => of(streamOf(row), row, isOf))
        if (found.length > 0) transaction(db, () => found.forEach(({ position }) => void drop.run(position)))
        gone += found.length
        if (rows.length < ROWS) break
        after = rows.at(-1)!.position
        await breathe()
      }
    }
    scrubFile(db)
    return gone
  }
}
