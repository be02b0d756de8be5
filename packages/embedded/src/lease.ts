import type { EpochMs } from '@guanlan/domain'
import type { Clock, Held, Lease } from '@guanlan/ports'
import { openDatabase, transaction } from './database.ts'

/** A released lease keeps its row: the fence must never fall back. */
export const LEASE_MIGRATIONS = [
  `create table lease (
     name text primary key, holder text, fence integer not null, until integer not null) strict, without rowid;`,
] as const

/** A lease that holds an open file. */
export type OpenLease = Lease & Readonly<{ close: () => void }>

type Row = { name: string; holder: string | null; fence: number; until: EpochMs }

/** Leases on one file; time is the clock's. A fence once given is durable and never given again. */
export function openLease(path: string, clock: Clock): OpenLease {
  const db = openDatabase(path, LEASE_MIGRATIONS, 'every-commit')
  const find = db.prepare('select * from lease where name = ?')
  const put = db.prepare(`insert into lease values (?, ?, ?, ?) on conflict (name)
    do update set holder = excluded.holder, fence = excluded.fence, until = excluded.until`)
  const give = db.prepare('update lease set holder = null where name = ? and holder = ?')

  const held = (name: string): Held | null => {
    const row = find.get(name) as Row | undefined
    if (row === undefined || row.holder === null || row.until <= clock.now()) return null
    return { name, holder: row.holder, fence: row.fence, until: row.until }
  }

  return {
    acquire: async (name, holder, ttlMs) =>
      transaction(db, () => {
        const current = held(name)
        if (current !== null && current.holder !== holder) return null
        const last = (find.get(name) as Row | undefined)?.fence ?? 0
        const fence = current === null ? last + 1 : current.fence
        const until = clock.now() + ttlMs
        put.run(name, holder, fence, until)
        return { name, holder, fence, until }
      }),
    async release(name, holder) {
      transaction(db, () => give.run(name, holder))
    },
    current: async name => held(name),
    close: () => db.close(),
  }
}
