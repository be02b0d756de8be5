import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase, transaction } from './database.ts'
import { diskFlush } from './disk-flush.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('many calls at once all settle, after commits and without any, and again later', async () => {
  const path = join(folder, 'a.db')
  const db = openDatabase(path, ['create table t (n integer) strict'], 'checkpoint')
  const disk = diskFlush(path)
  await Promise.all(
    Array.from({ length: 50 }, (_, n) => {
      transaction(db, () => db.prepare('insert into t values (?)').run(n))
      return disk.flush()
    }),
  )
  const last = disk.flush()
  await disk.close() // waits for it
  await last
  db.close()
})

test('a log that cannot be flushed is something to wait for', async () => {
  const disk = diskFlush(join(folder, 'none.db'))
  await expect(disk.flush()).rejects.toMatchObject({ name: 'Unavailable', code: 'data/away' })
  await expect(Promise.all([disk.flush(), disk.flush()])).rejects.toMatchObject({ code: 'data/away' })
  await disk.close()
})
