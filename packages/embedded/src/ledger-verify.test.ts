import { createHmac } from 'node:crypto'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Actor, canonicalJson, GENESIS, type Move } from '@guanlan/domain'
import type { Anchor, Ledger } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { manualClock } from './clock.ts'
import { dataFolder, makeFolders } from './data-folder.ts'
import { openLedger, sha256 } from './ledger.ts'
import { openLedgerReadOnly } from './open.ts'
import { type OpenSecrets, openSecrets } from './secrets.ts'

const by: Actor = { kind: 'person', id: 'lin', name: '林知远', post: '科长' }
const move = (id: string, n: number): Move => ({
  kind: 'case',
  id,
  type: 'noted',
  by,
  at: n,
  reason: '核实',
  body: { n },
})
const clock = manualClock(1_800_000_000_000)

/** Thirty commits on three records in turn, anchored at 10, 20 and 30. */
describe('verify', () => {
  let root: string
  let paths: ReturnType<typeof dataFolder>
  let secrets: OpenSecrets
  let ledger: Ledger

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'guanlan-'))
    paths = dataFolder(join(root, 'data'))
    makeFolders(paths)
    secrets = openSecrets(paths.secrets, paths.keyFolder, clock)
    ledger = openLedger(paths.ledger, { clock, secrets, anchorFile: paths.anchorFile })
    for (let n = 1; n <= 30; n++) {
      await ledger.append({ commitId: `c${n}`, expect: [], moves: [move(`r${n % 3}`, n)] })
      if (n % 10 === 0) await ledger.anchor()
    }
  })
  afterEach(async () => {
    await ledger.close()
    secrets.close()
    rmSync(root, { recursive: true })
  })

  /** What somebody with the file and a tool can do, the triggers being no obstacle. */
  const tamper = (change: (db: DatabaseSync) => void) => {
    const db = new DatabaseSync(paths.ledger)
    db.exec('drop trigger if exists entry_stays; drop trigger if exists entry_kept')
    change(db)
    db.close()
  }
  const verdict = () => ledger.verify()

  /** Hashes every commit again so that the chain is whole, after `edit` had its way with each. */
  const rewrite = (db: DatabaseSync, edit: (content: Record<string, unknown>) => void) => {
    let prevHash = GENESIS
    for (const row of db.prepare('select * from entry order by position').all()) {
      const content = JSON.parse(String(row.body)) as Record<string, unknown>
      edit(content)
      const body = canonicalJson({ ...content, prevHash })
      prevHash = sha256(body)
      db.prepare('update entry set body = ?, hash = ? where position = ?').run(body, prevHash, row.position!)
    }
  }

  test('passes what nobody touched, for the house and for a second process', async () => {
    const expected = { ok: true, head: await ledger.head(), anchors: 3 }
    expect(await verdict()).toEqual(expected)
    const reader = openLedgerReadOnly(paths.path)
    expect(await reader.verify()).toEqual(expected)
    expect((await reader.read(28, 9)).map(commit => commit.commitId)).toEqual(['c29', 'c30'])
    await reader.close()
  })

  test('names the commit in which one byte was changed, whichever it was', async () => {
    for (const position of [1, 15, 30]) {
      const db = new DatabaseSync(paths.ledger)
      db.exec('drop trigger if exists entry_stays')
      const { body } = db.prepare('select body from entry where position = ?').get(position) as { body: string }
      const put = db.prepare('update entry set body = ? where position = ?')
      for (let at = 0; at < body.length; at += 7) {
        const other = String.fromCharCode(body.charCodeAt(at) ^ 1)
        put.run(body.slice(0, at) + other + body.slice(at + 1), position)
        expect(await verdict()).toMatchObject({ ok: false, position, code: 'ledger/altered' })
      }
      put.run(body, position)
      db.close()
    }
    expect(await verdict()).toMatchObject({ ok: true })
  })

  test('names the commit whose hash, id or place in the record index was changed', async () => {
    tamper(db => db.exec(`update entry set commit_id = 'forged' where position = 4`))
    expect(await verdict()).toMatchObject({ ok: false, position: 4, code: 'ledger/altered' })
    tamper(db => db.exec(`update entry set commit_id = 'c4' where position = 4`))
    tamper(db => db.exec(`update touched set position = 5 where position = 8`))
    expect(await verdict()).toMatchObject({ ok: false, position: 8, code: 'ledger/misnumbered' })
    tamper(db => db.exec(`update touched set position = 8 where position = 5 and id = 'r2' and version = 3`))
    tamper(db => db.exec(`insert into touched values ('case', 'ghost', 1, 3)`))
    expect(await verdict()).toMatchObject({ ok: false, code: 'ledger/misnumbered' })
  })

  test('catches a chain rewritten consistently, by its anchors', async () => {
    tamper(db => rewrite(db, content => content.position === 12 && Object.assign(content, { at: 1 })))
    expect(await verdict()).toMatchObject({ ok: false, position: 20, code: 'ledger/rewritten' })
  })

  test('catches a rewritten chain whose anchors were rewritten too, by their MAC', async () => {
    tamper(db => rewrite(db, content => Object.assign(content, { at: 1 })))
    const rows = await ledger.read(0, 30)
    const anchors = readFileSync(paths.anchorFile, 'utf8')
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Anchor)
    const forged = anchors.map(({ position, at }) => {
      const noted = { position, hash: rows[position - 1]!.hash, at }
      const mac = createHmac('sha256', Buffer.alloc(32, 7)).update(canonicalJson(noted)).digest('hex')
      return JSON.stringify({ ...noted, mac })
    })
    writeFileSync(paths.anchorFile, `${forged.join('\n')}\n`)
    expect(await verdict()).toMatchObject({ ok: false, position: 10, code: 'ledger/anchor-forged' })
  })

  test('catches that the last ten commits were cut', async () => {
    tamper(db => db.exec('delete from touched where position > 20; delete from entry where position > 20'))
    expect(await verdict()).toMatchObject({ ok: false, position: 21, code: 'ledger/cut' })
  })

  test('catches that the whole ledger was emptied', async () => {
    tamper(db => db.exec('delete from touched; delete from entry'))
    expect(await verdict()).toMatchObject({ ok: false, position: 1, code: 'ledger/cut' })
  })

  test('catches that one record’s commits were removed', async () => {
    tamper(db => {
      db.exec(`delete from entry where position in (select position from touched where id = 'r2')`)
      db.exec(`delete from touched where id = 'r2'`)
    })
    expect(await verdict()).toMatchObject({ ok: false, position: 2, code: 'ledger/gap' })
  })

  test('catches a commit moved to another place', async () => {
    tamper(db =>
      db.exec(
        'update entry set position = -1 where position = 7; update entry set position = 7 where position = 8; update entry set position = 8 where position = -1',
      ),
    )
    expect(await verdict()).toMatchObject({ ok: false, position: 7, code: 'ledger/altered' })
  })

  test('catches an unlinked and a misnumbered commit even when its own hash fits', async () => {
    const refit = (position: number, change: Record<string, unknown>) =>
      tamper(db => {
        const { body } = db.prepare('select body from entry where position = ?').get(position) as { body: string }
        const next = canonicalJson({ ...(JSON.parse(body) as object), ...change })
        db.prepare('update entry set body = ?, hash = ? where position = ?').run(next, sha256(next), position)
      })
    const { versions, prevHash } = (await ledger.read(29, 1))[0]!
    refit(30, { versions: [{ kind: 'case', id: 'r0', version: 9 }] })
    expect(await verdict()).toMatchObject({ ok: false, position: 30, code: 'ledger/misnumbered' })
    refit(30, { versions: [...versions, { kind: 'case', id: 'ghost', version: 1 }] })
    expect(await verdict()).toMatchObject({ ok: false, position: 30, code: 'ledger/misnumbered' })
    tamper(db => {
      const { body } = db.prepare('select body from entry where position = 30').get() as { body: string }
      const spaced = `${body} `
      db.prepare('update entry set body = ?, hash = ? where position = 30').run(spaced, sha256(spaced))
    })
    expect(await verdict()).toMatchObject({ ok: false, position: 30, code: 'ledger/altered' })
    refit(30, { versions, prevHash: 'f'.repeat(64) })
    expect(await verdict()).toMatchObject({ ok: false, position: 30, code: 'ledger/unlinked' })
    refit(30, { prevHash })
    expect(await verdict()).toMatchObject({ ok: true })
  })

  test('catches an anchor file that was spoilt, but forgives a line torn by a power cut', async () => {
    appendFileSync(paths.anchorFile, '{"position":30,"ha')
    expect(await verdict()).toMatchObject({ ok: true, anchors: 3 })
    await ledger.anchor()
    expect(await verdict()).toMatchObject({ ok: true, anchors: 4 })
    appendFileSync(paths.anchorFile, 'x\n')
    expect(await verdict()).toMatchObject({ ok: false, code: 'ledger/anchor-unreadable' })
  })

  test('the ledger refuses to be changed by our own mistakes', () => {
    const db = new DatabaseSync(paths.ledger)
    expect(() => db.exec('delete from entry where position = 30')).toThrow('the ledger only grows')
    expect(() => db.exec('update entry set hash = 1 where position = 30')).toThrow('the ledger only grows')
    db.close()
  })

  test('checks while appends go on', async () => {
    const appends = Array.from({ length: 50 }, (_, n) =>
      ledger.append({ commitId: `later ${n}`, expect: [], moves: [move('r0', n)] }),
    )
    const [during] = await Promise.all([verdict(), ...appends, ledger.anchor()])
    expect(during).toMatchObject({ ok: true })
    expect(await verdict()).toMatchObject({ ok: true, head: { position: 80 }, anchors: 4 })
  })
})
