import type { DatabaseSync } from 'node:sqlite'
import { Conflict, type EventRecord, Rejected } from '@guanlan/domain'
import type { Assignment, EventStore } from '@guanlan/ports'
import { FORGETFUL, openDatabase, scrubFile, transaction } from './database.ts'
import { type DiskFlush, diskFlush } from './disk-flush.ts'

/**
 * `assignment.event_id` is what alerting decided, for ever; `current_id` follows people's merges and splits.
 * `mark` holds the two numbers that only rise: the newest fence seen and the last ledger position applied.
 */
export const EVENT_MIGRATIONS = [
  `create table event (id text primary key, last_seen_at integer not null, body text not null) strict;
   create index event_by_activity on event (last_seen_at desc, id);
   create table assignment (
     seq integer primary key, mention_id text not null unique, event_id text not null, current_id text not null,
     reason text not null, at integer not null) strict;
   create index assignment_by_event on assignment (current_id, seq);
   create table mark (name text primary key, value integer not null) strict, without rowid;
   insert into mark values ('fence', 0), ('position', 0);
   create table state (name text primary key, value text not null) strict, without rowid;`,
] as const

type AssignmentRow = {
  seq: number
  mention_id: string
  event_id: string
  current_id: string
  reason: string
  at: number
}
type BodyRow = { body: string }

/** Events and their members on one file; each method that writes is one transaction, durable when it settles. */
export function openEventStore(path: string): EventStore {
  const db = openDatabase(path, EVENT_MIGRATIONS, 'checkpoint')
  db.exec(FORGETFUL)
  const disk = diskFlush(path)
  const mark = marks(db)
  return {
    ...eventReads(db),
    ...membership(db),
    ...writes(db, mark, disk),
    appliedPosition: async () => mark.get('position'),
    async getState(name) {
      const row = db.prepare('select value from state where name = ?').get(name) as { value: string } | undefined
      return row?.value ?? null
    },
    scrub: async () => scrubFile(db),
    async close() {
      await disk.close()
      db.close()
    },
  }
}

type Marks = ReturnType<typeof marks>

function marks(db: DatabaseSync) {
  const get = db.prepare('select value from mark where name = ?')
  const set = db.prepare('update mark set value = ? where name = ?')
  return {
    get: (name: 'fence' | 'position') => (get.get(name) as { value: number }).value,
    set: (name: 'fence' | 'position', value: number) => void set.run(value, name),
  }
}

function writes(db: DatabaseSync, mark: Marks, disk: DiskFlush): Pick<EventStore, 'assign' | 'applyMove' | 'putState'> {
  const add = db.prepare(`insert into assignment (seq, mention_id, event_id, current_id, reason, at)
    values (?, ?, ?, ?, ?, ?)`)
  const stored = db.prepare('select * from assignment where mention_id = ?')
  const taken = db.prepare('select mention_id from assignment where seq = ?')
  const move = db.prepare('update assignment set current_id = ? where mention_id = ?')
  const put = db.prepare(`insert into event values (?, ?, ?)
    on conflict (id) do update set last_seen_at = excluded.last_seen_at, body = excluded.body`)
  const putState = db.prepare('insert into state values (?, ?) on conflict (name) do update set value = excluded.value')

  /** One transaction for the holder of the newest fence seen; settles when it is durable. */
  const fenced = async <T>(fence: number, work: () => T): Promise<T> => {
    const result = transaction(db, () => {
      const newest = mark.get('fence')
      if (fence < newest) throw new Conflict('event/fenced', { detail: `${fence} < ${newest}` })
      if (fence > newest) mark.set('fence', fence)
      return work()
    })
    await disk.flush()
    return result
  }
  const putEvents = (events: readonly EventRecord[]) => {
    for (const event of events) put.run(event.id, event.lastSeenAt, JSON.stringify(event))
  }
  const assignOne = (given: Assignment): Assignment => {
    const before = stored.get(given.mentionId) as AssignmentRow | undefined
    if (before !== undefined) return assignment(before)
    const { mentionId, eventId, arrivalSeq, reason, at } = given
    if (taken.get(arrivalSeq) !== undefined) throw new Conflict('event/sequence-taken', { detail: String(arrivalSeq) })
    add.run(arrivalSeq, mentionId, eventId, eventId, reason, at)
    return given
  }

  return {
    assign: async (fence, assignments, events) =>
      fenced(fence, () => {
        putEvents(events)
        return assignments.map(assignOne)
      }),
    applyMove: async (fence, position, moves, events) =>
      fenced(fence, () => {
        if (position <= mark.get('position')) return false
        for (const { mentionId, toEventId } of moves) move.run(toEventId, mentionId)
        putEvents(events)
        mark.set('position', position)
        return true
      }),
    putState: async (fence, name, value) => void (await fenced(fence, () => putState.run(name, value))),
  }
}

function eventReads(db: DatabaseSync): Pick<EventStore, 'get' | 'getMany' | 'list'> {
  const find = db.prepare('select body from event where id = ?')
  const page = db.prepare(`select body from event where last_seen_at >= ?
    and (last_seen_at < ? or (last_seen_at = ? and id > ?)) order by last_seen_at desc, id limit ?`)
  const event = (id: string): EventRecord | null => {
    const row = find.get(id) as BodyRow | undefined
    return row === undefined ? null : parse(row)
  }
  return {
    get: async id => event(id),
    getMany: async ids => ids.map(event),
    async list({ activeSince = Number.MIN_SAFE_INTEGER, limit, after }) {
      const [at, id] = after === undefined ? [Number.MAX_SAFE_INTEGER, ''] : decodeCursor(after)
      const events = (page.all(activeSince, at, at, id, limit) as BodyRow[]).map(parse)
      const last = events.at(-1)
      return { events, next: last === undefined || events.length < limit ? null : encodeCursor(last) }
    },
  }
}

function membership(db: DatabaseSync): Pick<EventStore, 'members' | 'eventsOf' | 'assignments' | 'lastArrivalSeq'> {
  const members = db.prepare('select * from assignment where current_id = ? order by seq')
  const eventOf = db.prepare('select current_id from assignment where mention_id = ?')
  const after = db.prepare('select * from assignment where seq > ? order by seq limit ?')
  const last = db.prepare('select max(seq) as seq from assignment')
  return {
    members: async eventId => (members.all(eventId) as AssignmentRow[]).map(row => ({ ...assignment(row), eventId })),
    eventsOf: async ids => ids.map(id => (eventOf.get(id) as { current_id: string } | undefined)?.current_id ?? null),
    assignments: async (afterSeq, limit) => (after.all(afterSeq, limit) as AssignmentRow[]).map(assignment),
    lastArrivalSeq: async () => (last.get() as { seq: number | null }).seq ?? 0,
  }
}

/** As alerting decided it, whatever people moved since: a replay must meet what happened live. */
function assignment(row: AssignmentRow): Assignment {
  return { mentionId: row.mention_id, eventId: row.event_id, arrivalSeq: row.seq, reason: row.reason, at: row.at }
}

const parse = (row: BodyRow) => JSON.parse(row.body) as EventRecord

const encodeCursor = (event: EventRecord) =>
  Buffer.from(JSON.stringify([event.lastSeenAt, event.id])).toString('base64url')

function decodeCursor(cursor: string): readonly [number, string] {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (Number.isSafeInteger(at) && typeof id === 'string') return [at as number, id]
  } catch {
    // falls through: not one of ours
  }
  throw new Rejected('event/bad-cursor', { detail: cursor.slice(0, 40) })
}
