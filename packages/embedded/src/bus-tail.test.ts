import { expect, test } from 'vitest'
import { encode } from './bus-body.ts'
import { BusTail } from './bus-tail.ts'

const delivery = (offset: number) =>
  ({ stream: 'raw', key: 'k', body: offset, partition: 0, offset, appendedAt: 0 }) as const
const filled = (from: number, to: number, groups: readonly string[]) => {
  const tail = new BusTail()
  for (const group of groups) tail.reached(group, from - 1)
  for (let offset = from; offset <= to; offset++) tail.add(delivery(offset), 10, true)
  return tail
}
const offsets = (tail: BusTail, after: number, limit = 100) =>
  tail.read(after, limit)?.map(({ offset }) => offset) ?? null

test('a group that keeps up reads on from memory, in runs of the limit', () => {
  const tail = filled(5, 9, ['indexer'])
  expect(offsets(tail, 4, 2)).toEqual([5, 6])
  expect(offsets(tail, 6)).toEqual([7, 8, 9])
  expect(offsets(tail, 9)).toBeNull()
  expect(offsets(tail, 3)).toBeNull() // older ones are in the file alone
})

test('lets go of what every group has read, and of all when the last group leaves', () => {
  const tail = filled(1, 4, ['indexer', 'alerting'])
  tail.reached('indexer', 4)
  expect(offsets(tail, 0)).toEqual([1, 2, 3, 4])
  tail.reached('alerting', 2)
  expect(offsets(tail, 2)).toEqual([3, 4])
  expect(offsets(tail, 1)).toBeNull()
  tail.left('alerting')
  expect(offsets(tail, 2)).toBeNull()
  tail.left('indexer')
  tail.add(delivery(5), 10, true)
  expect(offsets(tail, 4)).toBeNull() // nobody would read it
})

test('never has a gap: after one that was not kept it begins anew once it was read empty', () => {
  const tail = filled(1, 2, ['indexer'])
  tail.add(delivery(3), 10, false)
  tail.add(delivery(4), 10, true)
  expect(offsets(tail, 0)).toEqual([1, 2])
  tail.reached('indexer', 2)
  tail.add(delivery(5), 10, true)
  expect(offsets(tail, 2)).toBeNull()
  expect(offsets(tail, 4)).toEqual([5])
})

test('is bounded in messages and in what they hold', () => {
  expect(offsets(filled(1, 5000, ['indexer']), 0, 9999)?.length).toBe(4096)
  const tail = new BusTail()
  tail.reached('indexer', 0)
  for (let offset = 1; offset <= 5; offset++) tail.add(delivery(offset), 3_000_000, true)
  expect(offsets(tail, 0)).toEqual([1, 2])
})

test.each([
  { body: { a: [1, 'x', null, { b: true }] }, whole: true },
  { body: { a: undefined }, whole: false },
  { body: [undefined], whole: false },
  { body: { at: new Date(0) }, whole: false },
  { body: { n: Number.NaN }, whole: false },
  { body: { n: -0 }, whole: false },
  { body: { toJSON: () => 1 }, whole: false },
  { body: new Uint8Array(2), whole: false },
])('a body that JSON would change is read back from the file: $body', ({ body, whole }) => {
  expect(encode(body as never).whole).toBe(whole)
})
