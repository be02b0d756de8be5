import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FILTERS, newSequence, pool, WINDOW } from './sentiment-windows.ts'
import { locate, packed, poolPacked } from './window-pool.ts'

const ROWS = 12

test('packed, the strongest answers and their windows are the same to the bit', () => {
  const tables = fc.int8Array({ minLength: ROWS * WINDOW * FILTERS, maxLength: ROWS * WINDOW * FILTERS })
  const rows = fc.array(fc.integer({ min: 0, max: ROWS - 1 }), { maxLength: 40 })
  fc.assert(
    fc.property(tables, rows, (table, tokens) => {
      const sequence = newSequence()
      sequence.count = tokens.length
      sequence.rows.set(tokens, 1)
      const [best, where] = [new Int32Array(FILTERS), new Int32Array(FILTERS)]
      pool(table, sequence, best, where)
      const [quick, found] = [new Int32Array(FILTERS), new Int32Array(FILTERS)]
      poolPacked(packed(table), sequence, quick)
      locate(table, sequence, quick, found)
      expect(quick).toEqual(best)
      expect(found).toEqual(where)
    }),
    { numRuns: 60 },
  )
})
