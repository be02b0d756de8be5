import type { DatabaseSync } from 'node:sqlite'
import type { Receipt } from '@guanlan/ports'

/** One row an arrival; `url`, `final_url` and `headers` are emptied when the item is expunged. */
export const RECEIPT_TABLE = `create table receipt (
     seq integer primary key autoincrement, hash text not null, source_id text not null, url text, final_url text,
     status integer, headers text not null, media_type text not null, at integer not null) strict;
   create index receipt_by_hash on receipt (hash);
   create index receipt_by_time on receipt (at, seq);
   create index receipt_by_source on receipt (source_id, at, seq);`

/** What an arrival was read as; added later, all before it were pages of items or rows. */
export const RECEIPT_READ_AS = `alter table receipt add column read_as text not null default 'article'`

const MOST_OF_ONE = 1000

type Row = {
  seq: number
  hash: string
  source_id: string
  url: string | null
  final_url: string | null
  status: number | null
  headers: string
  media_type: string
  at: number
  read_as: Receipt['readAs']
}

/** The receipts of an evidence database. `forget` empties those of one item within the caller's transaction. */
export function receiptRows(db: DatabaseSync) {
  const add = db.prepare('insert into receipt values (null, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const ofHash = db.prepare('select * from receipt where hash = ? order by seq limit ?')
  const ofAll = db.prepare(`select * from receipt where at < ? and (at > ? or (at = ? and seq > ?)) and at >= ?
    order by at, seq limit ?`)
  const ofSource = db.prepare(`select * from receipt where source_id = ? and at < ? and (at > ? or (at = ? and seq > ?))
    and at >= ? order by at, seq limit ?`)
  const forget = db.prepare(`update receipt set url = null, final_url = null, headers = '{}' where hash = ?`)
  return {
    add: ({ hash, sourceId, readAs, url, finalUrl, status, headers, mediaType, at }: Receipt) =>
      void add.run(hash, sourceId, url, finalUrl, status, JSON.stringify(headers), mediaType, at, readAs),
    of: (hash: string): readonly Receipt[] => (ofHash.all(hash, MOST_OF_ONE) as Row[]).map(receipt),
    forget: (hash: string) => void forget.run(hash),
    /** In order of arrival, behind the row that `after` names. */
    page(fromAt: number, toAt: number, sourceId: string | undefined, limit: number, after: string | undefined) {
      const [at = fromAt - 1, seq = 0] = (after?.split(':') ?? []).map(Number)
      const place = [toAt, at, at, seq, fromAt, limit] as const
      const rows = (sourceId === undefined ? ofAll.all(...place) : ofSource.all(sourceId, ...place)) as Row[]
      const last = rows.at(-1)
      const next = last === undefined || rows.length < limit ? null : `${last.at}:${last.seq}`
      return { receipts: rows.map(receipt), next }
    },
  }
}

function receipt(row: Row): Receipt {
  const {
    hash,
    source_id: sourceId,
    read_as: readAs,
    url,
    final_url: finalUrl,
    status,
    media_type: mediaType,
    at,
  } = row
  const headers = JSON.parse(row.headers) as Record<string, string>
  return { hash, sourceId, readAs, url, finalUrl, status, headers, mediaType, at }
}
