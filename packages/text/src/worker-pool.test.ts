import { afterEach, expect, test } from 'vitest'
import { startWorkers, type WorkerPool } from './worker-pool.ts'

const entry = new URL('./worker-pool.fixture.ts', import.meta.url)
const open: WorkerPool<string, string>[] = []

async function start(data: string, threads = 1) {
  const pool = await startWorkers<string, string>({ entry, data, threads })
  open.push(pool)
  return pool
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(pool => pool.close()))
})

test('answers come back to who asked, on any number of threads', async () => {
  const pool = await start('echo', 2)
  expect(pool.greeting).toBe('echo')
  const asked = Array.from({ length: 20 }, (_, i) => `word ${i}`)
  expect(await Promise.all(asked.map(pool.ask))).toEqual(asked)
})

test('a thread that dies takes only the request in hand with it', async () => {
  const pool = await start('echo')
  const [before, killed, after] = await Promise.allSettled([pool.ask('a'), pool.ask('die'), pool.ask('b')])
  expect(before).toEqual({ status: 'fulfilled', value: 'a' })
  expect(killed).toMatchObject({ status: 'rejected', reason: { name: 'Error', message: 'a worker ended with 7' } })
  expect(after).toEqual({ status: 'fulfilled', value: 'b' })
})

test('an error of the handler is told and the thread lives on, a coded one keeps its code', async () => {
  const pool = await start('echo')
  await expect(pool.ask('bug')).rejects.toThrow('a worker failed: told to fail')
  await expect(pool.ask('away')).rejects.toMatchObject({ name: 'Unavailable', code: 'bus/away' })
  expect(await pool.ask('still here')).toBe('still here')
})

test('a pool that cannot start says why', async () => {
  await expect(start('broken', 2)).rejects.toMatchObject({ name: 'Rejected', code: 'text/model-damaged' })
})

test('a closed pool refuses, what waited is refused too', async () => {
  const pool = await start('echo')
  const waiting = Promise.allSettled([pool.ask('slow'), pool.ask('b')])
  await pool.close()
  await expect(pool.ask('c')).rejects.toMatchObject({ code: 'text/analysers-closed' })
  expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})

test('a retired pool answers what it has and takes no more', async () => {
  const pool = await start('echo')
  const before = Promise.all(['a', 'b', 'c'].map(pool.ask))
  const retired = pool.retire()
  await expect(pool.ask('d')).rejects.toMatchObject({ code: 'text/analysers-closed' })
  await retired
  expect(await before).toEqual(['a', 'b', 'c'])
})

test('closing a pool that is being retired ends it at once', async () => {
  const pool = await start('echo')
  const asked = Promise.allSettled([pool.ask('slow'), pool.ask('b')])
  const retired = pool.retire()
  await pool.close()
  await retired
  expect((await asked).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
