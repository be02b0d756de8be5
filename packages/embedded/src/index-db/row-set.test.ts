import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowSet } from './row-set.ts'

const rowsOf = (set: RowSet) => [...set.rows()]

test('behaves as a set of numbers', () => {
  const rows = fc.integer({ min: 0, max: 200 }).chain(size => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: Math.max(size, 1) }), { maxLength: size })
    return fc.tuple(fc.constant(size), some, some)
  })
  fc.assert(
    fc.property(rows, ([size, first, second]) => {
      const [a, b] = [RowSet.of(size, first), RowSet.of(size, second)]
      const down = (some: number[]) => some.toSorted((x, y) => y - x)
      expect(rowsOf(a)).toEqual(down(first))
      expect(a.count()).toBe(first.length)
      expect(rowsOf(a.and(b))).toEqual(down(first.filter(row => second.includes(row))))
      expect(rowsOf(a.or(b))).toEqual(down([...new Set([...first, ...second])]))
      expect(rowsOf(a.without(b))).toEqual(down(first.filter(row => !second.includes(row))))
      expect(rowsOf(a.filter(row => row % 2 === 0))).toEqual(down(first.filter(row => row % 2 === 0)))
      expect(a.bounds()).toEqual(first.length === 0 ? null : { first: Math.min(...first), last: Math.max(...first) })
      expect(rowsOf(RowSet.all(size))).toEqual(Array.from({ length: size }, (_, n) => size - n))
    }),
  )
})
