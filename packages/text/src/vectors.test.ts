import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FINGERPRINT_SIZE, plainLeastHashes } from './fingerprint.ts'
import { FILTERS, WINDOW } from './sentiment-windows.ts'
import { vectors } from './vectors.ts'
import { windowPool } from './window-pool.ts'

const ROWS = 12

test('compiled and plain, the strongest answers and their windows are the same', () => {
  const tables = fc.int8Array({ minLength: ROWS * WINDOW * FILTERS, maxLength: ROWS * WINDOW * FILTERS })
  const rows = fc.array(fc.integer({ min: 0, max: ROWS - 1 }), { maxLength: 40 })
  fc.assert(
    fc.property(tables, rows, (table, tokens) => {
      const [compiled, plain] = [windowPool(table), windowPool(table, null)]
      for (const pool of [compiled, plain]) {
        pool.sequence.count = tokens.length
        pool.sequence.rows.set(tokens, 1)
        pool.run()
      }
      expect(compiled.best).toEqual(plain.best)
      expect(compiled.where).toEqual(plain.where)
    }),
    { numRuns: 60 },
  )
})

test('compiled and plain, the least hashes are the same', () => {
  const numbers = (most: number, least = most) => fc.array(fc.integer(), { minLength: least, maxLength: most })
  fc.assert(
    fc.property(numbers(FINGERPRINT_SIZE), numbers(FINGERPRINT_SIZE), numbers(200, 1), (by, plus, shingles) => {
      const bytes = 4 * FINGERPRINT_SIZE
      const compiled = vectors(3 * bytes + 4 * shingles.length)
      if (compiled === null) return
      const column = (at: number, values: readonly number[]) => {
        const array = new Int32Array(compiled.memory, at, values.length)
        array.set(values)
        return array
      }
      const [multipliers, addends] = [column(0, by), column(bytes, plus)]
      const of = column(3 * bytes, shingles)
      compiled.leastHashes(3 * bytes, shingles.length, 0, bytes, 2 * bytes)
      const plain = new Int32Array(FINGERPRINT_SIZE)
      plainLeastHashes(multipliers, addends, of, shingles.length, plain)
      expect(new Int32Array(compiled.memory, 2 * bytes, FINGERPRINT_SIZE)).toEqual(plain)
    }),
    { numRuns: 60 },
  )
})
