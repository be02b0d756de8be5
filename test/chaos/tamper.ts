/**
 * Shows what `guanlan verify` says of a data folder and of four forgeries of it. The folder itself is only read.
 *
 *   node test/chaos/tamper.ts DATA
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { canonicalJson, GENESIS } from '@guanlan/domain'

const MAIN = resolve(import.meta.dirname, '../../services/host/src/main.ts')

type Row = Readonly<{ position: number; body: string }>
type Forgery = Readonly<{ name: string; forge: (db: DatabaseSync) => void }>

const rows = (db: DatabaseSync) =>
  db.prepare('select position, body from entry order by position').all() as unknown as Row[]
const last = (db: DatabaseSync) => rows(db).length

/** Gives a changed history hashes that fit each other again, as someone would who knows how the chain is made. */
function rewrite(db: DatabaseSync, change: (commit: Record<string, unknown>) => void): void {
  const put = db.prepare('update entry set hash = ?, body = ? where position = ?')
  let prevHash = GENESIS
  for (const { position, body } of rows(db)) {
    const forged: Record<string, unknown> = { ...JSON.parse(body), prevHash }
    if (position === 2) change(forged)
    const text = canonicalJson(forged)
    prevHash = createHash('sha256').update(text).digest('hex')
    put.run(prevHash, text, position)
  }
}

/** The record whose commits stand in the middle of the chain, so that its removal leaves gaps. */
function removeOneRecord(db: DatabaseSync): void {
  const { kind, id } = db.prepare("select kind, id from touched where kind = 'account' limit 1").get() as {
    kind: string
    id: string
  }
  db.prepare('delete from entry where position in (select position from touched where kind = ? and id = ?)').run(
    kind,
    id,
  )
  db.prepare('delete from touched where kind = ? and id = ?').run(kind, id)
}

const FORGERIES: readonly Forgery[] = [
  {
    name: 'one byte changed',
    forge: db =>
      db.exec(`update entry set body = replace(body, '"at":1', '"at":2') where position = ${Math.ceil(last(db) / 2)}`),
  },
  {
    name: 'the whole chain rewritten consistently',
    forge: db => rewrite(db, commit => Object.assign(commit, { at: 0 })),
  },
  {
    name: 'the last ten commits cut',
    forge: db =>
      db.exec(
        `delete from entry where position > ${last(db) - 10}; delete from touched where position > ${last(db) - 10}`,
      ),
  },
  { name: "one record's commits removed", forge: removeOneRecord },
]

function verify(data: string): string {
  const run = spawnSync(process.execPath, [MAIN, 'verify', '--data', data], { encoding: 'utf8' })
  return `exit ${run.status}: ${(run.stdout + run.stderr).trim()}`
}

function forged(data: string, { forge }: Forgery): string {
  const folder = mkdtempSync(join(tmpdir(), 'guanlan-forged-'))
  try {
    cpSync(data, join(folder, 'data'), { recursive: true })
    cpSync(`${data}-keys`, join(folder, 'data-keys'), { recursive: true })
    const db = new DatabaseSync(join(folder, 'data/ledger.db'))
    db.exec('drop trigger if exists entry_stays; drop trigger if exists entry_kept')
    forge(db)
    db.close()
    return verify(join(folder, 'data'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [data] = process.argv.slice(2)
if (data === undefined) throw new Error('node test/chaos/tamper.ts DATA')
console.log(`as it stands — ${verify(resolve(data))}`)
for (const forgery of FORGERIES) console.log(`${forgery.name} — ${forged(resolve(data), forgery)}`)
