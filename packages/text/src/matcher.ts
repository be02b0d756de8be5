import { fold } from './fold.ts'

/** One place where a pattern stands: its number and its range. */
export type Hit = Readonly<{ pattern: number; from: number; to: number }>

/** Finds every pattern of a fixed list in folded text, longest first at each place. */
export type Matcher = (units: Uint16Array, length: number) => readonly Hit[]

const NONE: readonly Hit[] = []

/** Node 0 is no node: a slot of the tables that holds it is empty. */
const NOWHERE = 0

const edgeHash = (node: number, unit: number) => {
  const hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)
  return hash ^ (hash >>> 15)
}

/** A growing trie whose edges live in one hash table of numbers: no object per node, no string per step. */
class Trie {
  sources = new Int32Array(1024)
  marks = new Uint16Array(1024)
  targets = new Int32Array(1024)
  readonly roots = new Int32Array(65_536) // the node behind each first unit
  readonly endOf: number[] = [-1] // the pattern that ends at a node, −1 for none
  private used = 0

  private slotOf(node: number, unit: number): number {
    const mask = this.sources.length - 1
    let slot = edgeHash(node, unit) & mask
    while (this.sources[slot] !== NOWHERE && (this.sources[slot] !== node || this.marks[slot] !== unit)) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private grow(): void {
    const { sources, marks, targets } = this
    this.sources = new Int32Array(sources.length * 2)
    this.marks = new Uint16Array(sources.length * 2)
    this.targets = new Int32Array(sources.length * 2)
    sources.forEach((source, at) => {
      if (source !== NOWHERE) this.put(this.slotOf(source, marks[at]!), source, marks[at]!, targets[at]!)
    })
  }

  private put(slot: number, source: number, unit: number, target: number): void {
    this.sources[slot] = source
    this.marks[slot] = unit
    this.targets[slot] = target
  }

  private newNode(): number {
    this.endOf.push(-1)
    return this.endOf.length - 1
  }

  add(units: Uint16Array, pattern: number): void {
    let node = this.roots[units[0]!]!
    if (node === NOWHERE) {
      node = this.newNode()
      this.roots[units[0]!] = node
    }
    for (let i = 1; i < units.length; i++) {
      const slot = this.slotOf(node, units[i]!)
      if (this.sources[slot] !== NOWHERE) node = this.targets[slot]!
      else {
        const next = this.newNode()
        this.put(slot, node, units[i]!, next)
        node = next
        if (++this.used * 2 > this.sources.length) this.grow()
      }
    }
    if (this.endOf[node] === -1) this.endOf[node] = pattern
  }
}

/** First pairs of all patterns, hashed to bits: small enough to stay in the nearest cache, where most places of a text are done with. */
const PAIR_BITS = 16
const pairHash = (a: number, b: number) => Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b) >>> (32 - PAIR_BITS)

/**
 * Builds a matcher. Patterns are folded like the text; of equal patterns the first wins; empty ones never match.
 * Hits come ordered by where they begin. At one beginning only the longest pattern is reported; later beginnings
 * inside it are reported too, so the caller decides what an overlap means.
 */
export function matcher(patterns: readonly string[]): Matcher {
  const trie = new Trie()
  const pairs = new Uint8Array(2 ** PAIR_BITS / 8)
  patterns.forEach((pattern, index) => {
    if (pattern === '') return
    const units = new Uint16Array(pattern.length)
    fold(pattern, units)
    trie.add(units, index)
    if (units.length === 1) return
    const pair = pairHash(units[0]!, units[1]!)
    pairs[pair >>> 3]! |= 1 << (pair & 7)
  })
  const { roots, sources, marks, targets } = trie
  const endOf = Int32Array.from(trie.endOf)
  const mask = sources.length - 1
  const next = (node: number, unit: number): number => {
    let slot = edgeHash(node, unit) & mask
    while (sources[slot] !== node || marks[slot] !== unit) {
      if (sources[slot] === NOWHERE) return NOWHERE
      slot = (slot + 1) & mask
    }
    return targets[slot]!
  }
  return (units, length) => {
    let hits: Hit[] | null = null
    for (let from = 0; from < length; from++) {
      const first = units[from]!
      let node = roots[first]!
      if (node === NOWHERE) continue
      let pattern = endOf[node]!
      let end = from + 1
      if (end < length) {
        const pair = pairHash(first, units[end]!)
        if ((pairs[pair >>> 3]! & (1 << (pair & 7))) !== 0) {
          for (let at = end; at < length; at++) {
            node = next(node, units[at]!)
            if (node === NOWHERE) break
            if (endOf[node] === -1) continue
            pattern = endOf[node]!
            end = at + 1
          }
        }
      }
      if (pattern === -1) continue
      hits ??= []
      hits.push({ pattern, from, to: end })
    }
    return hits ?? NONE
  }
}
