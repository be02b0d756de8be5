import type { PairText } from './pair-text.ts'

/** Numbers a word's meaning is told in; the first TOPIC_NUMBERS of them tell the subject most. */
export const VECTOR_SIZE = 40
export const TOPIC_NUMBERS = 16

/** Meanings of the commoner words, each of length about 127: words used alike point alike. Found by the hash of the word. */
export type WordVectors = Readonly<{ rows: ReadonlyMap<number, number>; values: Int8Array }>

/** FNV-1a, 32 bits signed. */
export function wordHash(word: string): number {
  let h = 0x811c9dc5 | 0
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return h ^ (h >>> 13)
}

type Placed = Readonly<{ word: string; kind: number; weight: number; row: number }>

const DOING = 4
const CONTAINED = 0.8

function place(text: PairText, { rows }: WordVectors, weigh: (word: string) => number): readonly Placed[] {
  return Array.from(text.kinds, ([word, kind]) => ({
    word,
    kind,
    weight: weigh(word),
    row: rows.get(wordHash(word)) ?? -1,
  }))
}

function likeness(a: Placed, b: Placed, values: Int8Array): number {
  if (a.word === b.word) return 1
  let dot = 0
  if (a.row >= 0 && b.row >= 0) {
    const [x, y] = [a.row * VECTOR_SIZE, b.row * VECTOR_SIZE]
    for (let i = 0; i < VECTOR_SIZE; i++) dot += values[x + i]! * values[y + i]!
  }
  const like = Math.max(0, dot / 127 ** 2)
  const longEnough = a.word.length > 1 && b.word.length > 1
  return longEnough && (a.word.includes(b.word) || b.word.includes(a.word)) ? Math.max(like, CONTAINED) : like
}

/** How well each word of one side finds its like in the other: all, those not shared, doings; and what is not shared finds nothing like it. */
function align(
  from: readonly Placed[],
  to: readonly Placed[],
  shared: ReadonlyMap<string, number>,
  values: Int8Array,
): readonly number[] {
  let [all, allWeight, rest, restWeight, doing, doingWeight] = [0, 0, 0, 0, 0, 0]
  for (const one of from) {
    let best = 0
    for (const other of to) best = Math.max(best, likeness(one, other, values))
    all += one.weight * best
    allWeight += one.weight
    if (!shared.has(one.word)) {
      rest += one.weight * best
      restWeight += one.weight
    }
    if (one.kind === DOING) {
      doing += one.weight * best
      doingWeight += one.weight
    }
  }
  const share = (part: number, whole: number) => (whole === 0 ? -1 : part / whole)
  return [Math.max(0, share(all, allWeight)), share(rest, restWeight), share(doing, doingWeight), restWeight - rest]
}

function mean(words: readonly Placed[], without: ReadonlyMap<string, number> | null, values: Int8Array): Float64Array {
  const sum = new Float64Array(VECTOR_SIZE)
  for (const { word, weight, row } of words) {
    if (row < 0 || without?.has(word)) continue
    for (let i = 0; i < VECTOR_SIZE; i++) sum[i]! += weight * values[row * VECTOR_SIZE + i]!
  }
  return sum
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [dot, x, y] = [0, 0, 0]
  for (let i = 0; i < VECTOR_SIZE; i++) {
    dot += a[i]! * b[i]!
    x += a[i]! ** 2
    y += b[i]! ** 2
  }
  return x === 0 || y === 0 ? 0 : dot / Math.sqrt(x * y)
}

/** What the meanings of the words say of two texts: 10 numbers on how alike they are, then TOPIC_NUMBERS on what they speak of. */
export function meaningFeatures(
  a: PairText,
  b: PairText,
  vectors: WordVectors,
  weigh: (word: string) => number,
): readonly number[] {
  const { values } = vectors
  const [wordsA, wordsB] = [place(a, vectors, weigh), place(b, vectors, weigh)]
  const there = align(wordsA, wordsB, b.kinds, values)
  const back = align(wordsB, wordsA, a.kinds, values)
  const topic = new Float64Array(TOPIC_NUMBERS)
  const known = [...wordsA, ...wordsB].filter(({ row }) => row >= 0)
  for (const { row } of known) {
    for (let i = 0; i < TOPIC_NUMBERS; i++) topic[i]! += values[row * VECTOR_SIZE + i]! / 127 / known.length
  }
  return [
    cosine(mean(wordsA, null, values), mean(wordsB, null, values)),
    cosine(mean(wordsA, b.kinds, values), mean(wordsB, a.kinds, values)),
    ...there.flatMap((one, n) => [Math.min(one, back[n]!), Math.max(one, back[n]!)]),
    ...topic,
  ]
}
