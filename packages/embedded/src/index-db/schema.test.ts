import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fold, type GovernmentVerdict, tokens } from '@guanlan/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMention } from '../mention.fixture.ts'
import { Reader } from './reader.ts'
import { openForReading, openForWriting } from './schema.ts'
import { Writer } from './writer.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanlan-schema-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('FTS5 keeps every character that our tokens can hold, as it is', () => {
  const db = openForWriting(join(folder, 'tokens.db'))
  const kept: string[] = []
  for (let point = 0x21; point <= 0x10_ffff; point++) {
    if (point === 0xd800) point = 0xe000
    const character = String.fromCodePoint(point)
    if (!/[\p{L}\p{M}\p{N}]/u.test(character)) continue
    const ours = [`q${character}z`, `公${character}`] // within a run of letters, and in a pair of ideographs
    kept.push(...ours.filter(token => fold(token).text === token && tokens(token).words[0] === token))
  }
  expect(kept.length).toBeGreaterThan(100_000)
  db.prepare('INSERT INTO words(rowid, title, text) VALUES(1, ?, ?)').run(
    '',
    `${kept.join(' ')} k787+532 3.5 2024-05 1/2 \ue000`,
  )
  db.exec("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'words', 'row')")
  const terms = new Set(
    db
      .prepare('SELECT term FROM temp.vocabulary')
      .all()
      .map(row => row.term),
  )
  expect(kept.filter(token => !terms.has(token))).toEqual([])
  for (const token of ['k787+532', '3.5', '2024-05', '1/2', '\ue000']) expect(terms).toContain(token)
  db.close()
})

test('a file of a newer release is refused, and left as it is', () => {
  const path = join(folder, 'newer.db')
  const db = openForWriting(path)
  db.exec('PRAGMA user_version = 99')
  db.close()
  expect(() => openForWriting(path)).toThrow(expect.objectContaining({ name: 'Rejected', code: 'index/newer-format' }))
  const read = openForReading(path)
  expect(read.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 99 })
  read.close()
})

test('a reader cannot write', () => {
  const path = join(folder, 'readonly.db')
  openForWriting(path).close()
  const db = openForReading(path)
  expect(() => db.exec("INSERT INTO name VALUES('topic', 1, 'bus')")).toThrow(/readonly/)
  db.close()
})

test('mentions written before the machine said whose business it is and how sure it is are read once for it', () => {
  const path = join(folder, 'first.db')
  const writer = new Writer(path)
  const said = [
    { government: 'transport', unsure: false },
    { government: 'health', unsure: true },
    { government: null, unsure: false },
  ] as const
  writer.write(said.map(({ government, unsure }, n) => mentionOf(`m${n}`, government, unsure)))
  writer.close()
  const old = openForWriting(path)
  old.exec(`ALTER TABLE facet DROP COLUMN government; ALTER TABLE facet DROP COLUMN unsure;
    DELETE FROM name WHERE kind IN ('government', 'unsure'); PRAGMA user_version = 1`)
  old.close()
  const again = new Writer(path)
  again.write([mentionOf('m3', 'transport', true)])
  again.close()
  const reader = new Reader(path)
  expect(reader.facets({ query: null, filters: {} }, ['government', 'unsure'])).toEqual({
    government: [
      { value: 'transport', count: 2 },
      { value: 'health', count: 1 },
    ],
    unsure: [{ value: 'unsure', count: 2 }],
  })
  expect(reader.count({ query: null, filters: { governments: ['transport'], unsure: false } })).toBe(1)
  reader.close()
})

function mentionOf(id: string, topic: GovernmentVerdict['topic'] | null, unsure: boolean) {
  const verdict = (of: GovernmentVerdict['topic']) => {
    return { topic: of, confidence: 1, scores: { [of]: 1 }, reasons: [], leaves: [] } as unknown as GovernmentVerdict
  }
  return aMention(id, {}, { government: topic === null ? null : verdict(topic), unsure })
}
