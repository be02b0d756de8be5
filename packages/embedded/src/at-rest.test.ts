import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { manualClock } from './clock.ts'
import { type Embedded, openEmbedded } from './open.ts'

const clock = manualClock(Date.UTC(2026, 10, 24, 4))

describe('what lies in the data folder', () => {
  let root: string
  let house: Embedded
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'guanlan-'))
    house = await openEmbedded(join(root, 'data'), { clock })
  })
  afterEach(async () => {
    await house.close()
    rmSync(root, { recursive: true })
  })
  const everything = () => {
    const names = readdirSync(house.folder.path, { recursive: true, withFileTypes: true })
    return Buffer.concat(names.filter(one => one.isFile()).map(one => readFileSync(join(one.parentPath, one.name))))
  }

  test('no password, token, door key or key of ours', async () => {
    const password = '观澜-correct-horse'
    await house.accounts.create(
      { id: 'lin', name: '林知远', post: '科长', unit: '局', roles: ['officer'], demo: false },
      password,
    )
    const session = await house.accounts.signIn('lin', password, 1000)
    const door = await house.secrets.issueDoorKey('hotline')
    const master = await house.secrets.key('evidence-master')
    const bytes = everything()
    for (const secret of [password, session!.token, door]) expect(bytes.includes(secret)).toBe(false)
    expect(bytes.includes(Buffer.from(session!.token, 'base64url'))).toBe(false)
    expect(bytes.includes(Buffer.from(master))).toBe(false)
    expect(bytes.includes(Buffer.from(master).toString('hex'))).toBe(false)
  })

  test('no trace of expunged items’ keys, nor their files', async () => {
    const put = (n: number) => house.evidence.put(new TextEncoder().encode(`来电人 ${n}`), 'unmasked', 'text/plain')
    const notes = await Promise.all(Array.from({ length: 30 }, (_, n) => put(n)))
    const db = new DatabaseSync(house.folder.evidence, { readOnly: true })
    const wrapped = db
      .prepare('select wrapped from note')
      .all()
      .map(row => Buffer.from(row.wrapped as Uint8Array))
    db.close()
    const before = everything()
    expect(wrapped.filter(key => before.includes(key))).toHaveLength(30)
    for (const { hash } of notes.slice(3)) await house.evidence.expunge(hash)
    const after = everything()
    expect(wrapped.filter(key => after.includes(key))).toHaveLength(3)
    expect(
      readdirSync(house.folder.evidenceFolder, { recursive: true }).filter(name => `${name}`.endsWith('masked')),
    ).toHaveLength(3)
  })

  test('notices whole: a line torn by a power cut is cut off', async () => {
    const notice = { id: 'n1', title: '预警', body: '', level: null, link: '/desk', at: 1 }
    await house.receiver.deliver(notice)
    const { notices } = house.folder
    await house.close()
    appendFileSync(notices, '{"id":"n2","ti')
    house = await openEmbedded(join(root, 'data'), { clock })
    expect(house.receiver.notices()).toEqual([notice])
    await house.receiver.deliver({ ...notice, id: 'n3' })
    expect(
      readFileSync(notices, 'utf8')
        .trim()
        .split('\n')
        .map(line => (JSON.parse(line) as { id: string }).id),
    ).toEqual(['n1', 'n3'])
  })
})
