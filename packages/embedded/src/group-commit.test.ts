import { expect, test } from 'vitest'
import { groupCommit } from './group-commit.ts'

const turn = () => new Promise(resolve => setImmediate(resolve))

test('what is asked for in one turn is committed together, each with its own outcome', async () => {
  const groups: number[][] = []
  const { submit } = groupCommit((writes: readonly number[]) => {
    groups.push([...writes])
    return writes.map(write => (write === 2 ? { error: new Error('refused') } : { value: write * 10 }))
  })
  const outcomes = await Promise.allSettled([submit(1), submit(2), submit(3)])
  expect(outcomes.map(one => (one.status === 'fulfilled' ? one.value : String(one.reason)))).toEqual([
    10,
    'Error: refused',
    30,
  ])
  await submit(4)
  expect(groups).toEqual([[1, 2, 3], [4]])
})

test('nothing settles before the commit, and all fail with a commit that fails', async () => {
  let committed = false
  const { submit } = groupCommit((writes: readonly string[]) => {
    committed = true
    if (writes.includes('bad')) throw new Error('disk')
    return writes.map(() => ({ value: committed }))
  })
  const first = submit('good')
  expect(committed).toBe(false)
  expect(await first).toBe(true)
  const failed = await Promise.allSettled([submit('good'), submit('bad')])
  expect(failed.map(one => one.status)).toEqual(['rejected', 'rejected'])
  expect(await submit('good')).toBe(true)
})

test('flush commits what waits, once', async () => {
  let commits = 0
  const { submit, flush } = groupCommit((writes: readonly string[]) => {
    commits++
    return writes.map(value => ({ value }))
  })
  const waiting = submit('a')
  flush()
  flush()
  expect(commits).toBe(1)
  expect(await waiting).toBe('a')
  await turn()
  expect(commits).toBe(1)
})

test('what is asked for during a commit goes together in the next one, also after one that failed', async () => {
  const groups: string[][] = []
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { submit, idle } = groupCommit(async (writes: readonly string[]) => {
    groups.push([...writes])
    await gates[groups.length - 1]!.promise
    return writes.map(value => ({ value }))
  })
  const first = submit('a')
  await turn()
  const second = Promise.allSettled([submit('b'), submit('c')])
  await turn()
  expect(groups).toEqual([['a']])
  gates[0]!.resolve()
  expect(await first).toBe('a')
  await turn()
  const third = submit('d')
  gates[1]!.reject(new Error('disk'))
  expect((await second).map(one => one.status)).toEqual(['rejected', 'rejected'])
  gates[2]!.resolve()
  await idle()
  expect(await third).toBe('d')
  expect(groups).toEqual([['a'], ['b', 'c'], ['d']])
})
