import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, transaction } from './database.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const first = 'create table t (n integer) strict; insert into t values (1)'

test('brings a file forward one migration at a time, each once', () => {
  const path = join(folder, 'a.db')
  openDatabase(path, [first], 'every-commit').close()
  const db = openDatabase(
    path,
    [first, 'alter table t add column name text', `update t set name = 'x'`],
    'every-commit',
  )
  expect(db.prepare('select * from t').all()).toEqual([{ n: 1, name: 'x' }])
  expect(db.prepare('pragma user_version').get()).toEqual({ user_version: 3 })
  expect(db.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' })
  expect(db.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 })
  db.close()
})

test('a failing migration leaves the version before it', () => {
  const path = join(folder, 'a.db')
  expect(() =>
    openDatabase(path, [first, 'insert into t values (2); insert into nowhere values (1)'], 'every-commit'),
  ).toThrow()
  const db = openDatabase(path, [first], 'every-commit')
  expect(db.prepare('select n from t').all()).toEqual([{ n: 1 }])
  db.close()
})

test('a full disk is away for now, and nothing of the transaction stays', () => {
  const db = openDatabase(join(folder, 'a.db'), [first], 'every-commit')
  db.exec('pragma max_page_count = 4')
  const put = db.prepare('insert into t values (?)')
  const tooMuch = () =>
    transaction(db, () => {
      for (let n = 0; n < 10_000; n++) put.run(n)
    })
  expect(tooMuch).toThrow(expect.objectContaining({ name: 'Unavailable', code: 'data/away' }))
  expect(db.isTransaction).toBe(false)
  expect(db.prepare('select n from t').all()).toEqual([{ n: 1 }])
  db.exec('pragma max_page_count = 1000')
  tooMuch()
  db.close()
})
