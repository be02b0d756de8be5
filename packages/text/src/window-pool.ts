import { FILTERS, newSequence, pool, SEQUENCE_SIZE, type Sequence } from './sentiment-windows.ts'
import { type Vectors, vectors } from './vectors.ts'

/**
 * One table of patterns at work: fill `sequence`, call `run`, and for each pattern `best` says how much it was answered
 * (in steps of the table, at least 0) and `where` the token its window begins with (−1: none answers).
 */
export type WindowPool = Readonly<{ sequence: Sequence; best: Int16Array; where: Int16Array; run: () => void }>

const BEST = 0
const WHERE = BEST + 2 * FILTERS
const ROWS = WHERE + 2 * FILTERS
const TABLE = ROWS + 4 * SEQUENCE_SIZE

/** Eight patterns at a time where the processor can, else by `pool`, which says the same. Holds a copy of the table. */
export function windowPool(table: Int8Array, compiled: Vectors | null = vectors(TABLE + table.length)): WindowPool {
  if (compiled === null) {
    const [sequence, best, where] = [newSequence(), new Int16Array(FILTERS), new Int16Array(FILTERS)]
    return { sequence, best, where, run: () => pool(table, sequence, best, where) }
  }
  const { memory } = compiled
  new Int8Array(memory, TABLE, table.length).set(table)
  const sequence: Sequence = { ...newSequence(), rows: new Int32Array(memory, ROWS, SEQUENCE_SIZE) }
  return {
    sequence,
    best: new Int16Array(memory, BEST, FILTERS),
    where: new Int16Array(memory, WHERE, FILTERS),
    run: () => compiled.pool(TABLE, ROWS, sequence.count, BEST, WHERE),
  }
}
