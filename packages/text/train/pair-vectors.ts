import { prepare } from '../src/document.ts'
import { VECTOR_SIZE, type WordVectors, wordHash } from '../src/pair-vectors.ts'
import type { Segmenter } from '../src/segment.ts'
import { chance } from './pair-chance.ts'
import { readRows } from './sets.ts'

const WORDS = 12_000
const WINDOW = 6
const ROUNDS = 4
const SMOOTHING = 0.75
const LONGEST = 200
const HEADLINES = ['thucnews_titles10', 'tnews15', 'nlpcc17_headline18'] as const

/** A sparse square matrix: value at (row, column). */
type Sparse = Readonly<{ rows: Int32Array; columns: Int32Array; values: Float64Array; size: number }>

/**
 * Vectors of the commonest words of headlines and of the texts given: the positive pointwise mutual information of words within six of
 * each other, cut down to VECTOR_SIZE directions by subspace iteration (Levy and Goldberg 2014; Halko and others 2011).
 */
export function learnVectors(segmenter: Segmenter, folder: string, texts: Iterable<string>): WordVectors {
  const lines: (readonly string[])[] = []
  const add = (text: string) => lines.push(prepare(segmenter, '', text.slice(0, LONGEST)).words)
  for (const set of HEADLINES)
    for (const { text } of readRows(folder, set, 'train')) if (typeof text === 'string') add(text)
  for (const text of texts) add(text)
  const words = commonest(lines)
  const matrix = association(lines, new Map(words.map((word, n) => [word, n])))
  const values = Int8Array.from(directions(matrix), value => Math.round(value * 127))
  return { rows: new Map(words.map((word, n) => [wordHash(word), n])), values }
}

function commonest(lines: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const line of lines) for (const word of line) counts.set(word, (counts.get(word) ?? 0) + 1)
  const worded = [...counts].filter(([word]) => /\p{Script=Han}|[a-z]/u.test(word))
  const ordered = worded.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([word]) => word)
  const hashes = new Set<number>()
  return ordered.filter(word => hashes.size < hashes.add(wordHash(word)).size).slice(0, WORDS)
}

function association(lines: readonly (readonly string[])[], ids: ReadonlyMap<string, number>): Sparse {
  const size = ids.size
  const near = new Map<number, number>()
  for (const line of lines) {
    const known = line.flatMap(word => ids.get(word) ?? [])
    known.forEach((a, i) => {
      for (let j = Math.max(0, i - WINDOW); j < i; j++) {
        const cell = Math.max(a, known[j]!) * size + Math.min(a, known[j]!)
        near.set(cell, (near.get(cell) ?? 0) + 1 / Math.sqrt(i - j))
      }
    })
  }
  const sums = new Float64Array(size)
  for (const [cell, value] of near) {
    sums[Math.floor(cell / size)]! += value
    sums[cell % size]! += value
  }
  const smoothed = sums.map(sum => sum ** SMOOTHING)
  const total = smoothed.reduce((a, b) => a + b, 0)
  const found: (readonly [number, number, number])[] = []
  for (const [cell, value] of near) {
    const [a, b] = [Math.floor(cell / size), cell % size]
    const about = Math.log((value * total) / Math.sqrt(sums[a]! * smoothed[b]! * sums[b]! * smoothed[a]!))
    if (about > 0) found.push([a, b, about])
  }
  return {
    rows: Int32Array.from(found, ([a]) => a),
    columns: Int32Array.from(found, ([, b]) => b),
    values: Float64Array.from(found, ([, , about]) => about),
    size,
  }
}

/** The symmetric matrix times `size` rows of VECTOR_SIZE numbers; it holds one half of itself. */
function times({ rows, columns, values, size }: Sparse, x: Float64Array): Float64Array {
  const y = new Float64Array(size * VECTOR_SIZE)
  for (let e = 0; e < values.length; e++) {
    const [a, b, value] = [rows[e]! * VECTOR_SIZE, columns[e]! * VECTOR_SIZE, values[e]!]
    for (let k = 0; k < VECTOR_SIZE; k++) {
      y[a + k]! += value * x[b + k]!
      if (a !== b) y[b + k]! += value * x[a + k]!
    }
  }
  return y
}

/** Makes the columns of unit length and square to each other (Gram and Schmidt, twice for exactness); returns their lengths before. */
function orthonormal(x: Float64Array, size: number): Float64Array {
  const lengths = new Float64Array(VECTOR_SIZE)
  for (let k = 0; k < VECTOR_SIZE; k++) {
    for (let q = 0; q < 2 * k; q++) {
      const other = q % k
      let dot = 0
      for (let i = 0; i < x.length; i += VECTOR_SIZE) dot += x[i + k]! * x[i + other]!
      for (let i = 0; i < x.length; i += VECTOR_SIZE) x[i + k]! -= dot * x[i + other]!
    }
    let square = 0
    for (let i = 0; i < size; i++) square += x[i * VECTOR_SIZE + k]! ** 2
    lengths[k] = Math.sqrt(square)
    for (let i = 0; i < size; i++) x[i * VECTOR_SIZE + k]! /= lengths[k]! || 1
  }
  return lengths
}

/** Each word's row in the strongest directions, of length 1. */
function directions(matrix: Sparse): Float64Array {
  const random = chance(12_345)
  let basis: Float64Array = Float64Array.from({ length: matrix.size * VECTOR_SIZE }, () => random() - 0.5)
  let strengths = orthonormal(basis, matrix.size)
  for (let round = 0; round < 2 * ROUNDS; round++) {
    basis = times(matrix, basis)
    strengths = orthonormal(basis, matrix.size)
  }
  for (let row = 0; row < basis.length; row += VECTOR_SIZE) {
    let square = 0
    for (let k = 0; k < VECTOR_SIZE; k++) {
      basis[row + k]! *= Math.sqrt(strengths[k]!)
      square += basis[row + k]! ** 2
    }
    const length = Math.sqrt(square) || 1
    for (let k = 0; k < VECTOR_SIZE; k++) basis[row + k]! /= length
  }
  return basis
}
