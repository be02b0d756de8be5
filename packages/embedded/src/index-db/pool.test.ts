import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Unavailable } from '@guanlan/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Pool } from './pool.ts'
import { openForWriting } from './schema.ts'
import { Thread } from './thread.ts'

let folder: string
let path: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guanlan-pool-'))
  path = join(folder, 'index.db')
  openForWriting(path).close()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a thread that dies fails the calls it held, and the next call gets another', async () => {
  const workers: Worker[] = []
  const make = (role: unknown) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: role })
    workers.push(worker)
    return worker
  }
  const pool = await Pool.open(1, () => Thread.start({ role: 'reader', path }, make))
  const count = () => pool.call({ call: 'count', args: [{ query: null, filters: {} }] })
  expect(await count()).toBe(0)
  const dying = workers[0]!.terminate()
  const held = count()
  await expect(held).rejects.toMatchObject({ name: 'Unavailable', code: 'index/thread-lost' })
  await dying
  expect(await Promise.all([count(), count()])).toEqual([0, 0])
  expect(workers).toHaveLength(2)
  await pool.close()
})

test('a file that cannot be opened is away, not a bug', async () => {
  const nowhere = join(folder, 'none', 'index.db')
  await expect(Pool.open(1, () => Thread.start({ role: 'writer', path: nowhere }))).rejects.toBeInstanceOf(Unavailable)
  await expect(Pool.open(2, () => Thread.start({ role: 'writer', path: nowhere }))).rejects.toMatchObject({
    code: 'index/storage',
  })
})

test('a bug in a call stays a bug, and the thread goes on', async () => {
  const pool = await Pool.open(1, () => Thread.start({ role: 'reader', path }))
  const nonsense = { kind: 'nonsense' } as never
  await expect(pool.call({ call: 'count', args: [{ query: nonsense, filters: {} }] })).rejects.toThrow(
    'in an index thread',
  )
  const uncopied = { query: null, filters: { fromAt: (() => 0) as never } }
  await expect(pool.call({ call: 'count', args: [uncopied] })).rejects.toThrow()
  expect(await pool.call({ call: 'count', args: [{ query: null, filters: {} }] })).toBe(0)
  await pool.close()
})
