import { DatabaseSync } from 'node:sqlite'
import { Rejected } from '@guanlan/domain'
import { FORGETFUL } from '../database.ts'

/** What house rules ask of FTS5: our tokens come joined by spaces, and nothing but the space separates. */
const TOKENIZER = `tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co Cf'"`
const CONTENTLESS = `content='', contentless_delete=1`

/** Forward only: the n-th takes a file from version n to n + 1. One that was released is never changed. */
const MIGRATIONS = [
  `
  CREATE TABLE mention(
    row INTEGER PRIMARY KEY,   -- in order of first arrival, without gaps
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    rest TEXT NOT NULL,        -- the other fields as JSON
    fingerprint BLOB           -- 32-bit words, little endian; null when they stand in the JSON
  ) STRICT;
  CREATE TABLE facet(
    row INTEGER PRIMARY KEY,
    change INTEGER NOT NULL,   -- rises with every write, so a reader asks for what is new
    seenAt INTEGER NOT NULL,
    rank INTEGER NOT NULL,     -- order of ids, coarse: see rankOf
    channel INTEGER NOT NULL, sentiment INTEGER NOT NULL, topics INTEGER NOT NULL, -- numbers from name; topics a bit set
    source INTEGER NOT NULL, region INTEGER NOT NULL                               -- numbers from name; 0 is none
  ) STRICT;
  CREATE INDEX facet_change ON facet(change);
  CREATE TABLE name(
    kind TEXT NOT NULL, code INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY(kind, value)
  ) STRICT, WITHOUT ROWID;
  CREATE VIRTUAL TABLE words USING fts5(title, text, ${CONTENTLESS}, prefix='1', ${TOKENIZER});
  CREATE VIRTUAL TABLE names USING fts5(author, region, url, place, road, line, organisation, ${CONTENTLESS}, ${TOKENIZER});
  -- A batch is written out once, at its commit, and merged half as often: writing is a quarter faster for it.
  INSERT INTO words(words, rank) VALUES('hashsize', 16777216), ('automerge', 8);
  `,
  // What the machine says besides sentiment and topics becomes a filter too; mentions written before are read once for it.
  `
  ALTER TABLE facet ADD COLUMN government INTEGER NOT NULL DEFAULT 0; -- number from name; 0: the machine does not say
  ALTER TABLE facet ADD COLUMN unsure INTEGER NOT NULL DEFAULT 0;     -- number from name; 0: the machine is sure
  CREATE TEMP TABLE told AS SELECT row, rest ->> '$.analysis.government.topic' AS government, rest ->> '$.analysis.unsure' AS unsure FROM mention;
  INSERT INTO name(kind, code, value)
    SELECT 'government', row_number() OVER (ORDER BY government), government FROM (SELECT DISTINCT government FROM told WHERE government IS NOT NULL);
  INSERT INTO name(kind, code, value) VALUES('unsure', 1, 'unsure');
  UPDATE facet SET government = coalesce(name.code, 0), unsure = coalesce(told.unsure, 0)
    FROM told LEFT JOIN name ON name.kind = 'government' AND name.value = told.government WHERE told.row = facet.row;
  DROP TABLE told;
  `,
] as const

/**
 * Opens the index for its one writer, making or migrating the file.
 * @throws {Rejected} 'index/newer-format' when a newer release wrote it
 */
export function openForWriting(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 10_000 })
  // The bus forgets what the index has taken, so a commit here must survive power loss.
  db.exec(
    'PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -16384',
  )
  db.exec(FORGETFUL)
  const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version > MIGRATIONS.length) {
    db.close()
    throw new Rejected('index/newer-format', { detail: `version ${version}, known up to ${MIGRATIONS.length}` })
  }
  for (let from = version; from < MIGRATIONS.length; from++) {
    db.exec(`BEGIN IMMEDIATE; ${MIGRATIONS[from]}; PRAGMA user_version = ${from + 1}; COMMIT`)
  }
  return db
}

/** Opens an index that its writer has prepared; writing is refused. */
export function openForReading(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 10_000 })
  db.exec('PRAGMA query_only = 1; PRAGMA cache_size = -16384; PRAGMA mmap_size = 4294967296')
  return db
}
