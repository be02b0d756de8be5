import { fold } from './fold.ts'

/** One place where a pattern stands: its number and its range. */
export type Hit = Readonly<{ pattern: number; from: number; to: number }>

/** Finds every pattern of a fixed list in folded text, longest first at each place. */
export type Matcher = (units: Uint16Array, length: number) => readonly Hit[]

const NONE: readonly Hit[] = []

/** A growing trie whose edges live in one hash table of numbers: no object per node, no string per step. */
class Trie {
  private edges = new Float64Array(1024).fill(-1)
  private targets = new Int32Array(1024)
  private used = 0
  private nodes = 1
  readonly endOf: number[] = [-1]

  private slotOf(key: number): number {
    const mask = this.edges.length - 1
    let slot = (Math.imul((key / 65_536) | 0, 0x9e3779b1) ^ Math.imul(key & 0xffff, 0x85ebca6b)) >>> 0
    slot = (slot ^ (slot >>> 15)) & mask
    while (this.edges[slot] !== -1 && this.edges[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  /** The node behind `node` by `unit`, −1 when there is none. */
  next(node: number, unit: number): number {
    const slot = this.slotOf(node * 65_536 + unit)
    return this.edges[slot] === -1 ? -1 : this.targets[slot]!
  }

  private grow(): void {
    const { edges, targets } = this
    this.edges = new Float64Array(edges.length * 2).fill(-1)
    this.targets = new Int32Array(edges.length * 2)
    edges.forEach((key, at) => {
      if (key === -1) return
      const slot = this.slotOf(key)
      this.edges[slot] = key
      this.targets[slot] = targets[at]!
    })
  }

  add(units: Uint16Array, pattern: number): void {
    let node = 0
    for (const unit of units) {
      let next = this.next(node, unit)
      if (next === -1) {
        if (++this.used * 2 > this.edges.length) this.grow()
        next = this.nodes++
        const slot = this.slotOf(node * 65_536 + unit)
        this.edges[slot] = node * 65_536 + unit
        this.targets[slot] = next
        this.endOf.push(-1)
      }
      node = next
    }
    if (this.endOf[node] === -1) this.endOf[node] = pattern
  }
}

/**
 * Builds a matcher. Patterns are folded like the text; of equal patterns the first wins; empty ones never match.
 * Hits come ordered by where they begin. At one beginning only the longest pattern is reported; later beginnings
 * inside it are reported too, so the caller decides what an overlap means.
 */
export function matcher(patterns: readonly string[]): Matcher {
  const trie = new Trie()
  const starters = new Uint8Array(65_536)
  patterns.forEach((pattern, index) => {
    if (pattern === '') return
    const units = new Uint16Array(pattern.length)
    fold(pattern, units)
    starters[units[0]!] = 1
    trie.add(units, index)
  })
  return (units, length) => {
    let hits: Hit[] | null = null
    for (let from = 0; from < length; from++) {
      if (starters[units[from]!] === 0) continue
      let node = 0
      let found = -1
      let end = from
      for (let at = from; at < length; at++) {
        node = trie.next(node, units[at]!)
        if (node === -1) break
        const pattern = trie.endOf[node]!
        if (pattern !== -1) {
          found = pattern
          end = at + 1
        }
      }
      if (found !== -1) {
        hits ??= []
        hits.push({ pattern: found, from, to: end })
      }
    }
    return hits ?? NONE
  }
}
