import { FILTERS, type Sequence, WINDOW } from './sentiment-windows.ts'

const ROW = (WINDOW * FILTERS) / 4
const PART = FILTERS / 4
/** Two of the four bytes of a word, each with room above it for a sum. */
const LANES = 0x00ff00ff
const GUARDS = 0x80008000 | 0
const BIAS = 128
/** What three biased entries come to when they say nothing. */
const NOTHING = WINDOW * BIAS
const NOTHING_TWICE = NOTHING | (NOTHING << 16)
const strongest = new Int32Array(FILTERS / 2)

/** A table of bytes, four to a word and all at least 0, so that one addition adds for two patterns. As large as it was. */
export function packed(table: Int8Array): Int32Array {
  const words = new Int32Array(table.length / 4)
  for (let i = 0; i < table.length; i++) words[i >> 2]! |= (table[i]! + BIAS) << (8 * (i & 3))
  return words
}

/** The larger of each lane of two words: the guard bit above a lane tells which. */
function larger(a: number, b: number): number {
  const mask = ((((a | GUARDS) - b) & GUARDS) >>> 15) * 0x7fff
  return b ^ ((a ^ b) & mask)
}

/** The same `best` as `pool` gives, to the bit, in half its time; where the windows are is left to `locate`. */
export function poolPacked(table: Int32Array, { rows, count }: Sequence, best: Int32Array): void {
  strongest.fill(NOTHING_TWICE)
  for (let i = 0; i <= count; i++) {
    const a = rows[i]! * ROW
    const b = rows[i + 1]! * ROW + PART
    const c = rows[i + 2]! * ROW + 2 * PART
    for (let k = 0; k < PART; k++) {
      const x = table[a + k]!
      const y = table[b + k]!
      const z = table[c + k]!
      strongest[k] = larger((x & LANES) + (y & LANES) + (z & LANES), strongest[k]!)
      const odd = ((x >>> 8) & LANES) + ((y >>> 8) & LANES) + ((z >>> 8) & LANES)
      strongest[k + PART] = larger(odd, strongest[k + PART]!)
    }
  }
  for (let k = 0; k < PART; k++) {
    best[4 * k] = (strongest[k]! & 0xffff) - NOTHING
    best[4 * k + 1] = (strongest[k + PART]! & 0xffff) - NOTHING
    best[4 * k + 2] = (strongest[k]! >>> 16) - NOTHING
    best[4 * k + 3] = (strongest[k + PART]! >>> 16) - NOTHING
  }
}

/** The windows that `pool` would tell: for each pattern the first that answers it with `best`, −1 when none answers. */
export function locate(table: Int8Array, { rows, count }: Sequence, best: Int32Array, where: Int32Array): void {
  for (let f = 0; f < FILTERS; f++) {
    where[f] = -1
    if (best[f] === 0) continue
    for (let i = 0; i <= count; i++) {
      const a = rows[i]! * WINDOW * FILTERS + f
      const b = rows[i + 1]! * WINDOW * FILTERS + FILTERS + f
      const c = rows[i + 2]! * WINDOW * FILTERS + 2 * FILTERS + f
      if (table[a]! + table[b]! + table[c]! !== best[f]) continue
      where[f] = i
      break
    }
  }
}
