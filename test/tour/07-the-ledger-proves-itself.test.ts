/**
 * Chapter 7. The ledger proves itself.
 *
 * Every decision of people and machine is a move in one append-only sequence, the ledger 台账. A commit carries the hash of the
 * one before it, so that nothing in the middle can change unnoticed. And its head is noted outside the data folder, with a code
 * that only the key's holder can make, so that the whole cannot be rewritten or cut short unnoticed either.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { GENESIS, type Move, machine } from '@guanlan/domain'
import { type Embedded, manualClock, openEmbedded, openLedgerReadOnly } from '@guanlan/embedded'
import { Records } from '@guanlan/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../contract/place.ts'
import { doorOf } from '../flow/sources.ts'
import { fatal, TEN } from './sample.ts'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let ports: Embedded
let data: string

beforeAll(async () => {
  folder = await temporaryFolder()
  data = join(folder.path, 'data')
  ports = await openEmbedded(data, { clock: manualClock(TEN) })
})
afterAll(() => folder.remove())

const move = (type: string, body: Move['body'] = {}): Move => {
  return { kind: 'source', id: 'partner', type, by: machine('tour'), at: TEN, reason: null, body }
}
const append = (commitId: string, version: number, ...moves: readonly Move[]) =>
  ports.ledger.append({ commitId, expect: [{ kind: 'source', id: 'partner', version }], moves })

test('a commit takes the next position and carries the hash of the one before', async () => {
  const first = await append('one', 0, move('added', { source: doorOf('partner', 'app') }))
  const second = await append('two', 1, move('paused'))
  expect(first).toMatchObject({ position: 1, prevHash: GENESIS })
  expect(second).toMatchObject({ position: 2, prevHash: first.hash })
})

test('it names the versions it was decided on: who decides on an old one is told so, and nothing is written', async () => {
  await expect(append('late', 1, move('resumed'))).rejects.toMatchObject({ code: 'ledger/stale' })
  expect((await ports.ledger.head()).position).toBe(2)
})

test('the same commit twice is one: an answer lost on the way may simply be asked for again', async () => {
  const again = await append('two', 1, move('paused'))
  expect(again.position).toBe(2)
  expect((await ports.ledger.head()).position).toBe(2)
})

test('records are folds of it, and can be thrown away and made again', async () => {
  const states = []
  for (let i = 0; i < 2; i++) {
    const records = await Records.open(ports.ledger, fatal)
    states.push(records.get('source', 'partner'))
    await records.close()
  }
  expect(states[0]).toMatchObject({ version: 2, position: 2, state: { active: false } })
  expect(states[1]).toEqual(states[0])
})

test('anchors note the head outside; verify walks every hash, link, version and anchor', async () => {
  await ports.ledger.anchor()
  await append('three', 2, move('resumed'))
  await ports.ledger.anchor()
  expect(await ports.ledger.verify()).toEqual({ ok: true, head: await ports.ledger.head(), anchors: 2 })
})

/** What someone with the file in their hands could do. */
const tamper = (sql: string) => {
  const db = new DatabaseSync(ports.folder.ledger)
  db.exec('drop trigger if exists entry_stays; drop trigger if exists entry_kept')
  db.exec(sql)
  db.close()
}
/** Verifies as the command line does, beside whatever runs. */
async function verified() {
  const ledger = openLedgerReadOnly(data)
  const verdict = await ledger.verify()
  await ledger.close()
  return verdict
}

test('a word changed in the middle is found, and where', async () => {
  await ports.close()
  tamper(`update entry set body = replace(body, '"paused"', '"resumed"') where position = 2`)
  expect(await verified()).toMatchObject({ ok: false, position: 2, code: 'ledger/altered' })
  tamper(`update entry set body = replace(body, '"resumed"', '"paused"') where position = 2`)
  expect(await verified()).toMatchObject({ ok: true })
})

test('an end cut off leaves a chain that fits; the anchors know better', async () => {
  tamper('delete from entry where position = 3; delete from touched where position = 3')
  expect(await verified()).toMatchObject({ ok: false, position: 3, code: 'ledger/cut' })
})
