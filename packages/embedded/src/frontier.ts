import type { EpochMs } from '@guanlan/domain'
import type { Frontier, SourceHealth, Visit } from '@guanlan/ports'
import { openDatabase, transaction } from './database.ts'

/** `waiting` indexes only what was discovered and not fetched: the crawler's queue stays small however much it remembers. */
export const FRONTIER_MIGRATIONS = [
  `create table visit (
     source_id text not null, url text not null, first_seen_at integer not null, fetched_at integer, status integer,
     etag text, last_modified text, content_hash text, failures integer not null, next_at integer not null,
     primary key (source_id, url)) strict, without rowid;
   create index waiting on visit (source_id, next_at, first_seen_at) where fetched_at is null;
   create table note (
     host text not null, name text not null, value text not null, at integer not null,
     primary key (host, name)) strict, without rowid;
   create table health (source_id text primary key, body text not null) strict, without rowid;`,
] as const

type VisitRow = {
  source_id: string
  url: string
  first_seen_at: number
  fetched_at: number | null
  status: number | null
  etag: string | null
  last_modified: string | null
  content_hash: string | null
  failures: number
  next_at: number
}

/**
 * The crawler's memory on one file. Power loss may forget the newest visits: they are made again, and identity recognises the items.
 * Recording a visit again keeps its first `firstSeenAt`.
 */
export function openFrontier(path: string): Frontier {
  const db = openDatabase(path, FRONTIER_MIGRATIONS, 'checkpoint')
  const find = db.prepare('select * from visit where source_id = ? and url = ?')
  const known = db.prepare('select 1 from visit where source_id = ? and url = ?')
  const put = db.prepare(`insert into visit values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (source_id, url)
    do update set fetched_at = excluded.fetched_at, status = excluded.status, etag = excluded.etag,
      last_modified = excluded.last_modified, content_hash = excluded.content_hash, failures = excluded.failures,
      next_at = excluded.next_at`)
  const due = db.prepare(`select * from visit where source_id = ? and fetched_at is null and next_at <= ?
    order by next_at, first_seen_at, url limit ?`)
  const waiting = db.prepare(`select source_id, count(*) as pages from visit where fetched_at is null
    group by source_id`)
  const putNote = db.prepare(`insert into note values (?, ?, ?, ?) on conflict (host, name)
    do update set value = excluded.value, at = excluded.at`)
  const note = db.prepare('select value, at from note where host = ? and name = ?')
  const putHealth = db.prepare(`insert into health values (?, ?) on conflict (source_id)
    do update set body = excluded.body`)
  const allHealth = db.prepare('select body from health order by source_id')

  return {
    async visit(sourceId, url) {
      const row = find.get(sourceId, url) as VisitRow | undefined
      return row === undefined ? null : visit(row)
    },
    unseen: async (sourceId, urls) => urls.filter(url => known.get(sourceId, url) === undefined),
    record: async visits =>
      transaction(db, () => {
        for (const one of visits) put.run(...columns(one))
      }),
    due: async (sourceId, now, limit) => (due.all(sourceId, now, limit) as VisitRow[]).map(visit),
    async waiting() {
      const rows = waiting.all() as { source_id: string; pages: number }[]
      return new Map(rows.map(row => [row.source_id, row.pages]))
    },
    putNote: async (host, name, value, at) => void transaction(db, () => putNote.run(host, name, value, at)),
    async note(host, name) {
      const row = note.get(host, name) as { value: string; at: EpochMs } | undefined
      return row === undefined ? null : { value: row.value, at: row.at }
    },
    putHealth: async health => void transaction(db, () => putHealth.run(health.sourceId, JSON.stringify(health))),
    health: async () => (allHealth.all() as { body: string }[]).map(row => JSON.parse(row.body) as SourceHealth),
    close: async () => db.close(),
  }
}

function columns(v: Visit) {
  const seen = [v.sourceId, v.url, v.firstSeenAt, v.fetchedAt, v.status] as const
  return [...seen, v.etag, v.lastModified, v.contentHash, v.failures, v.nextAt] as const
}

function visit(row: VisitRow): Visit {
  return {
    sourceId: row.source_id,
    url: row.url,
    firstSeenAt: row.first_seen_at,
    fetchedAt: row.fetched_at,
    status: row.status,
    etag: row.etag,
    lastModified: row.last_modified,
    contentHash: row.content_hash,
    failures: row.failures,
    nextAt: row.next_at,
  }
}
