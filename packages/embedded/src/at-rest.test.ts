import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DAY_MS, EXPUNGED_TEXT, expungedMention } from '@guanlan/domain'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { manualClock } from './clock.ts'
import { openMentionIndex } from './index-db/index.ts'
import { aMention } from './mention.fixture.ts'
import { type Embedded, openEmbedded } from './open.ts'

const clock = manualClock(Date.UTC(2026, 10, 24, 4))

/** A mention that says this, whose analysis quotes it. */
const said = (id: string, text: string) =>
  aMention(
    id,
    { channel: 'forum', title: text, text, author: text, seenAt: clock.now() },
    {
      entities: [{ kind: 'place', name: text, span: { field: 'text', from: 0, to: 2 } }],
      fingerprint: [1],
      words: [text],
    },
  )

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

  test('no trace of forgotten messages and of titles written over', async () => {
    const secrets = Array.from({ length: 40 }, (_, n) => `春风里住户第${n}号说了很久的话`.repeat(n % 7 === 0 ? 900 : 3))
    await house.bus.append(
      'mentions',
      secrets.map((text, n) => ({ key: `m${n}`, body: { text } })),
    )
    const held = await house.bus.consume(
      'mentions',
      'classifier',
      async batch => batch.map(delivery => ({ delivery, code: 'mention/empty', detail: '' })),
      { maxBatch: 10, fatal: error => expect.unreachable(error.message) },
    )
    while ((await house.bus.lags()).some(({ waiting }) => waiting > 0)) await new Promise(setImmediate)
    await held.stop()
    await house.bus.prune(clock.now() + 60 * DAY_MS) // gone by age, yet its pages may still hold it
    await house.bus.append('analysed', [{ key: 'm1', body: { text: secrets[1]! } }])
    for (const title of ['春风里住户的标题', '另一个标题']) await house.events.putState(1, 'title', title)
    expect(everything().includes('春风里住户')).toBe(true)
    await house.bus.forget(({ key }) => key.startsWith('m'))
    await house.events.scrub()
    const bytes = everything()
    for (const charset of ['utf8', 'utf16le'] as const) {
      expect(bytes.includes(Buffer.from('春风里住户', charset))).toBe(false)
    }
    expect(bytes.includes('另一个标题')).toBe(true)
  })

  test('no trace of words written over in the search', async () => {
    const index = await openMentionIndex(house.folder.index)
    const mentions = Array.from({ length: 30 }, (_, n) => said(`m${n}`, '鹭岛桥头qzx8817marker说了很久'))
    await index.write(mentions)
    expect(everything().includes('qzx8817marker')).toBe(true)
    await index.write(mentions.map(expungedMention))
    await index.scrub()
    const bytes = everything()
    await index.close()
    for (const left of ['qzx8817marker', '8817marker', '鹭岛桥头', '鹭岛', '岛桥'])
      expect([left, bytes.includes(left)]).toEqual([left, false])
    expect(bytes.includes(EXPUNGED_TEXT)).toBe(true)
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
