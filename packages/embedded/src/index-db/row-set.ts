/** A set of rows of one index, 1 .. size: one bit each. */
export class RowSet {
  readonly size: number
  readonly #bits: Uint32Array

  constructor(size: number, bits = new Uint32Array((size >>> 5) + 1)) {
    this.size = size
    this.#bits = bits
  }

  /** Every row. */
  static all(size: number): RowSet {
    const set = new RowSet(size)
    set.#bits.fill(0xffff_ffff)
    set.#bits[0]! &= ~1
    const last = size >>> 5
    const beyond = (size & 31) + 1
    if (beyond < 32) set.#bits[last]! &= 2 ** beyond - 1
    return set
  }

  static of(size: number, rows: Iterable<number>): RowSet {
    const set = new RowSet(size)
    for (const row of rows) set.add(row)
    return set
  }

  add(row: number): void {
    this.#bits[row >>> 5]! |= 1 << (row & 31)
  }

  has(row: number): boolean {
    return (this.#bits[row >>> 5]! & (1 << (row & 31))) !== 0
  }

  count(): number {
    let total = 0
    for (let word of this.#bits) {
      word -= (word >>> 1) & 0x5555_5555
      word = (word & 0x3333_3333) + ((word >>> 2) & 0x3333_3333)
      total += (Math.imul((word + (word >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24) & 0xff
    }
    return total
  }

  and(other: RowSet): RowSet {
    return new RowSet(
      this.size,
      this.#bits.map((word, n) => word & other.#bits[n]!),
    )
  }

  or(other: RowSet): RowSet {
    return new RowSet(
      this.size,
      this.#bits.map((word, n) => word | other.#bits[n]!),
    )
  }

  without(other: RowSet): RowSet {
    return new RowSet(
      this.size,
      this.#bits.map((word, n) => word & ~other.#bits[n]!),
    )
  }

  /** The rows that pass, in a new set. */
  filter(passes: (row: number) => boolean): RowSet {
    const set = new RowSet(this.size)
    for (let n = 0; n < this.#bits.length; n++) {
      let word = this.#bits[n]!
      let kept = 0
      while (word !== 0) {
        const bit = 31 - Math.clz32(word)
        if (passes(n * 32 + bit)) kept |= 1 << bit
        word &= ~(1 << bit)
      }
      set.#bits[n] = kept
    }
    return set
  }

  /** Every row, the last first: rows come in order of arrival, so the newest are met early. */
  rows(): Uint32Array {
    const rows = new Uint32Array(this.count())
    let next = 0
    for (let n = this.#bits.length - 1; n >= 0; n--) {
      let word = this.#bits[n]!
      while (word !== 0) {
        const bit = 31 - Math.clz32(word)
        rows[next++] = n * 32 + bit
        word &= ~(1 << bit)
      }
    }
    return rows
  }

  /** First and last row; null when empty. */
  bounds(): Readonly<{ first: number; last: number }> | null {
    let n = 0
    while (n < this.#bits.length && this.#bits[n] === 0) n++
    if (n === this.#bits.length) return null
    let m = this.#bits.length - 1
    while (this.#bits[m] === 0) m--
    const lowest = this.#bits[n]!
    return { first: n * 32 + 31 - Math.clz32(lowest & -lowest), last: m * 32 + 31 - Math.clz32(this.#bits[m]!) }
  }
}
