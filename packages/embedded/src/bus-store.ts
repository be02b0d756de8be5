import type { DatabaseSync } from 'node:sqlite'
import { DAY_MS, type EpochMs, type Json } from '@guanlan/domain'
import { type DeadLetter, type Delivery, type Lag, type Refusal, STREAMS, type Stream } from '@guanlan/ports'
import { forgetting } from './bus-forget.ts'
import { FORGETFUL, openDatabase, transaction } from './database.ts'
import { diskFlush } from './disk-flush.ts'

const messageTable = (stream: Stream) => `message_${stream}`

/**
 * One table a stream, its rowid being the offset: an append goes to the end of one B-tree and a group reads straight on in it.
 */
export const BUS_MIGRATIONS = [
  `create table head (stream text primary key, position integer not null) strict, without rowid;
   create table progress (
     stream text not null, consumer text not null, position integer not null,
     primary key (stream, consumer)) strict, without rowid;
   create table dead (
     seq integer primary key autoincrement, stream text not null, consumer text not null,
     key text not null, body text not null, partition integer not null, position integer not null,
     code text not null, detail text not null, dead_at integer not null, replayed_at integer,
     unique (stream, consumer, position)) strict;
   ${STREAMS.map(
     stream => `create table ${messageTable(stream)} (
     position integer primary key, partition integer not null, key text not null, body text not null,
     appended_at integer not null) strict;
   insert into head values ('${stream}', 0);`,
   ).join('\n')}`,
] as const

/** How long a consumed message stays for replays (house rule): `fetches` go as soon as they are done. */
const KEEP_MS: Readonly<Record<Stream, number>> = {
  fetches: 0,
  raw: 7 * DAY_MS,
  mentions: 30 * DAY_MS,
  analysed: 30 * DAY_MS,
}

/** A batch holds at most this many UTF-16 units of bodies, whatever its count, so that memory stays bounded. */
const BATCH_UNITS = 16_000_000

/** Messages of some thousand bytes at the end of a table: a commit writes a quarter of the pages, and the main thread a tenth less. */
const PAGE_BYTES = 16_384

/** Rows dropped in one transaction, so that pruning never holds the main thread long. */
const PRUNE_ROWS = 2000

/** One message ready to be written: `text` is its body as JSON, `whole` when reading that gives the body again. */
export type Written = Readonly<{
  stream: Stream
  partition: number
  key: string
  text: string
  body: Json
  whole: boolean
}>

type MessageRow = { position: number; partition: number; key: string; body: string; appended_at: number }
type DeadRow = Omit<MessageRow, 'appended_at'> & {
  seq: number
  stream: Stream
  consumer: string
  code: string
  detail: string
  dead_at: number
  replayed_at: number | null
}

/** The rows of bus.db. Every method is one transaction or one read. */
export type BusStore = ReturnType<typeof openBusStore>

/**
 * What is appended is flushed to the disk before any group sees it, so that nothing is ever derived from a message that power loss
 * could take back. Offsets are not waited for: a lost offset only brings a batch again.
 */
export function openBusStore(path: string) {
  const db = openDatabase(path, BUS_MIGRATIONS, 'checkpoint', PAGE_BYTES)
  db.exec(FORGETFUL)
  const disk = diskFlush(path)
  const written = readHeads(db)
  const heads: Heads = new Map(written)
  return {
    ...appending(db, written),
    ...consuming(db, heads),
    ...deadLetters(db),
    forget: forgetting(db, messageTable),
    prune: (now: EpochMs) => prune(db, now),
    /** Settles when all that was appended is durable; from then on groups see it. @throws {Unavailable} data/away: it is seen later */
    async publish(): Promise<void> {
      const durable = new Map(written)
      await disk.flush()
      for (const [stream, position] of durable) heads.set(stream, Math.max(position, heads.get(stream)!))
    },
    close: async () => {
      await disk.close()
      db.close()
    },
  }
}

type Heads = Map<Stream, number>

function readHeads(db: DatabaseSync): Heads {
  const rows = db.prepare('select stream, position from head').all() as { stream: Stream; position: number }[]
  return new Map(rows.map(row => [row.stream, row.position]))
}

function appending(db: DatabaseSync, written: Heads) {
  const inserts = new Map(
    STREAMS.map(stream => [stream, db.prepare(`insert into ${messageTable(stream)} values (?, ?, ?, ?, ?)`)]),
  )
  const moveHead = db.prepare('update head set position = ? where stream = ?')
  const letter = db.prepare('select * from dead where seq = ?')
  const mark = db.prepare('update dead set replayed_at = ? where seq = ?')

  /** Heads in memory move only after the commit: a failed one leaves offsets without a gap. */
  const insert = (messages: readonly Pick<Written, 'stream' | 'partition' | 'key' | 'text'>[], at: EpochMs): Heads => {
    const next = new Map<Stream, number>()
    for (const { stream, partition, key, text } of messages) {
      const position = (next.get(stream) ?? written.get(stream)!) + 1
      inserts.get(stream)!.run(position, partition, key, text, at)
      next.set(stream, position)
    }
    for (const [stream, position] of next) moveHead.run(position, stream)
    return next
  }
  const settle = (next: Heads) => {
    for (const [stream, position] of next) written.set(stream, position)
  }

  return {
    /** The offsets each stream had before. */
    append(messages: readonly Written[], at: EpochMs): Heads {
      const before = new Map(written)
      settle(transaction(db, () => insert(messages, at)))
      return before
    },
    /** Appends a dead letter to its stream again and marks it; null: no such letter or replayed before. */
    replay(seq: number, partitionOf: (key: string) => number, at: EpochMs): 'unknown' | 'before' | Stream {
      let outcome: 'unknown' | 'before' | Stream = 'unknown'
      const next = transaction(db, () => {
        const row = letter.get(seq) as DeadRow | undefined
        if (row === undefined) return null
        outcome = row.replayed_at === null ? row.stream : 'before'
        if (row.replayed_at !== null) return null
        mark.run(at, seq)
        return insert([{ stream: row.stream, partition: partitionOf(row.key), key: row.key, text: row.body }], at)
      })
      if (next !== null) settle(next)
      return outcome
    },
  }
}

function consuming(db: DatabaseSync, heads: Heads) {
  const selects = new Map(
    STREAMS.map(stream => [
      stream,
      db.prepare(
        `select * from ${messageTable(stream)} where position > ? and position <= ? order by position limit ?`,
      ),
    ]),
  )
  const waits = new Map(
    STREAMS.map(stream => [stream, db.prepare(`select 1 from ${messageTable(stream)} where position > ? limit 1`)]),
  )
  const join = db.prepare('insert or ignore into progress values (?, ?, 0)')
  const reached = db.prepare('select position from progress where stream = ? and consumer = ?')
  const advance = db.prepare('update progress set position = ? where stream = ? and consumer = ?')
  const bury = db.prepare(`insert or ignore into dead
    (stream, consumer, key, body, partition, position, code, detail, dead_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`)

  return {
    /** The group's last offset; makes the group known the first time. */
    join(stream: Stream, group: string): number {
      transaction(db, () => join.run(stream, group))
      return (reached.get(stream, group) as { position: number }).position
    },
    read(stream: Stream, after: number, limit: number): readonly Delivery[] {
      const batch: Delivery[] = []
      const head = heads.get(stream)!
      if (after >= head) return batch
      let units = 0
      for (const row of selects.get(stream)!.iterate(after, head, limit) as Iterable<MessageRow>) {
        batch.push(delivery(stream, row))
        units += row.body.length
        if (units >= BATCH_UNITS) break
      }
      return batch
    },
    /** Moves the group to `position` and sets the refused aside, both or neither. */
    settle(stream: Stream, group: string, position: number, refusals: readonly Refusal[], at: EpochMs): void {
      transaction(db, () => {
        for (const { delivery: d, code, detail } of refusals) {
          bury.run(stream, group, d.key, JSON.stringify(d.body), d.partition, d.offset, code, detail, at)
        }
        advance.run(position, stream, group)
      })
    },
    lags(): readonly Lag[] {
      const rows = db.prepare('select * from progress order by stream, consumer').all() as {
        stream: Stream
        consumer: string
        position: number
      }[]
      return rows.map(({ stream, consumer, position }) => {
        const first = db.prepare(`select min(position) as first from ${messageTable(stream)}`).get() as {
          first: number | null
        }
        const head = heads.get(stream)!
        const dropped = (first.first ?? head + 1) - 1
        const isRead = waits.get(stream)!.get(position) === undefined // what was forgotten waits no more
        return { stream, group: consumer, waiting: isRead ? 0 : head - Math.max(position, dropped) }
      })
    },
  }
}

function deadLetters(db: DatabaseSync) {
  const newest = db.prepare('select * from dead where seq < ? order by seq desc limit ?')
  return {
    deadLetters: (before: number, limit: number): readonly DeadLetter[] =>
      (newest.all(before, limit) as DeadRow[]).map(deadLetter),
  }
}

function prune(db: DatabaseSync, now: EpochMs): number {
  let dropped = 0
  for (const stream of STREAMS) {
    const { consumed } = db.prepare('select min(position) as consumed from progress where stream = ?').get(stream) as {
      consumed: number | null
    }
    if (consumed === null) continue // nobody has joined yet: whoever comes first must find everything
    const table = messageTable(stream)
    const drop = db.prepare(`delete from ${table} where position in
      (select position from ${table} where position <= ? and appended_at <= ? order by position limit ${PRUNE_ROWS})`)
    let gone: number
    do {
      gone = transaction(db, () => Number(drop.run(consumed, now - KEEP_MS[stream]).changes))
      dropped += gone
    } while (gone === PRUNE_ROWS)
  }
  return dropped
}

function delivery(stream: Stream, row: MessageRow): Delivery {
  return {
    stream,
    key: row.key,
    body: JSON.parse(row.body) as Json,
    partition: row.partition,
    offset: row.position,
    appendedAt: row.appended_at,
  }
}

/** Ids are zero-padded so that they order as text too. */
const letterId = (seq: number) => String(seq).padStart(16, '0')

function deadLetter(row: DeadRow): DeadLetter {
  const { key, partition, stream, code, detail } = row
  const body = JSON.parse(row.body) as Json
  const [deadAt, replayedAt] = [row.dead_at, row.replayed_at]
  const name = { id: letterId(row.seq), stream, group: row.consumer, partition, offset: row.position }
  return { ...name, key, body, code, detail, deadAt, replayedAt }
}
