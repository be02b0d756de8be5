import { expect, test } from 'vitest'
import { holdRows } from './held-list.ts'

const item = (id: string, count = 1, version = 1) => ({ id, count, version })
const known = (...items: ReturnType<typeof item>[]) => new Map(items.map(one => [one.id, one]))

test('what is new waits and moves no row, wherever it would stand', () => {
  const { rows, fresh } = holdRows(['a', 'b'], [item('new'), item('b'), item('a'), item('late')], known())
  expect(rows.map(row => row.item.id)).toEqual(['a', 'b'])
  expect(fresh.map(one => one.id)).toEqual(['new', 'late'])
})

test('a held row shows its newest content', () => {
  const { rows } = holdRows(['a'], [item('a', 84)], known(item('a', 3)))
  expect(rows).toEqual([{ item: item('a', 84), left: false }])
})

test('a row that left the list stays in its place, as last known', () => {
  const { rows, fresh } = holdRows(['a', 'b'], [item('b')], known(item('a', 7), item('b')))
  expect(rows.map(row => [row.item.id, row.left])).toEqual([
    ['a', true],
    ['b', false],
  ])
  expect(rows[0]?.item.count).toBe(7)
  expect(fresh).toEqual([])
})

test('what a write answered is not undone by a list read before it', () => {
  const { rows } = holdRows(['a'], [item('a', 1, 1)], known(item('a', 2, 2)))
  expect(rows[0]?.item).toEqual(item('a', 2, 2))
})
