import type { Document } from './document.ts'
import { hashUnits, mix } from './features.ts'
import { isBlank } from './fold.ts'

/** Patterns learned over letters, and as many over words. */
export const FILTERS = 32

/** What a window sees: three tokens in a row. */
export const WINDOW = 3

/** The row that stands for "before the text" and "after it"; row 1 is an unknown letter. */
const EDGE = 0

const LETTERS_AT_MOST = 160
const WORDS_AT_MOST = 100

/** Tokens of a text between edges: one edge before, two behind, so every window is whole. `from` and `to` are folded offsets. */
export type Sequence = { count: number; rows: Int32Array; from: Int32Array; to: Int32Array }

/** Room of a sequence, its edges included. */
export const SEQUENCE_SIZE = LETTERS_AT_MOST + WINDOW

/** An empty sequence, to be reused. */
export function newSequence(): Sequence {
  const column = () => new Int32Array(SEQUENCE_SIZE)
  return { count: 0, rows: column(), from: column(), to: column() }
}

function put(sequence: Sequence, row: number, from: number, to: number): void {
  const at = ++sequence.count
  sequence.rows[at] = row
  sequence.from[at] = from
  sequence.to[at] = to
}

function close(sequence: Sequence): void {
  const { rows, count } = sequence
  rows[0] = EDGE
  rows[count + 1] = EDGE
  rows[count + 2] = EDGE
}

/** The letters of a text as rows: of a long one its first and last eighty, where people say what they feel. */
export function letterSequence({ units, length }: Document, rowOf: Uint16Array, into: Sequence): void {
  into.count = 0
  const skipped = Math.max(0, length - LETTERS_AT_MOST)
  for (let i = 0; i < length; i++) {
    if (i === LETTERS_AT_MOST / 2) i += skipped
    put(into, rowOf[units[i]!]!, i, i + 1)
  }
  close(into)
}

/** The words of a text as rows, 2^bits of them shared by all words, blanks left out: of a long text the first and last fifty. */
export function wordSequence({ units, words, starts }: Document, bits: number, into: Sequence): void {
  into.count = 0
  const skipped = Math.max(0, words.length - WORDS_AT_MOST)
  const mask = 2 ** bits - 1
  for (let i = 0; i < words.length; i++) {
    if (i === WORDS_AT_MOST / 2) i += skipped
    const from = starts[i]!
    const to = starts[i + 1]!
    if (!isBlank(units[from]!)) put(into, (mix(hashUnits(units, from, to)) & mask) + 1, from, to)
  }
  close(into)
}

/**
 * For each pattern the window of the text that answers it most: `best` gets how much (at least 0), `where` the token
 * the window begins with (0 = the edge), −1 when none answers. A table has WINDOW × FILTERS entries a row.
 */
export function pool(
  table: Int8Array | Float32Array,
  { rows, count }: Sequence,
  best: Int16Array | Int32Array | Float32Array,
  where: Int16Array | Int32Array,
): void {
  best.fill(0)
  where.fill(-1)
  for (let i = 0; i <= count; i++) {
    const a = rows[i]! * WINDOW * FILTERS
    const b = rows[i + 1]! * WINDOW * FILTERS + FILTERS
    const c = rows[i + 2]! * WINDOW * FILTERS + 2 * FILTERS
    for (let f = 0; f < FILTERS; f++) {
      const answer = table[a + f]! + table[b + f]! + table[c + f]!
      if (answer > best[f]!) {
        best[f] = answer
        where[f] = i
      }
    }
  }
}

/** The strongest answer that counts: beyond it a pattern is simply there. */
export const FULL = 4
