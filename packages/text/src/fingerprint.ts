import type { Analysis } from '@guanlan/domain'
import { type Document, LONGEST_ANALYSED } from './document.ts'
import { isAlphanumeric, isHan } from './fold.ts'
import { vectors } from './vectors.ts'

/** How many values a fingerprint has: the standard error of the overlap is then at most 0.0625. */
export const FINGERPRINT_SIZE = 64

const SHINGLE = 3
/** Signed while working: V8 keeps such numbers in registers, unsigned ones above 2^31 it does not. */
const LARGEST = 0x7fffffff
const SIGN = 0x80000000
/** A text counts as contained in another only when it is at least this share of its length: a short quote is no copy. */
const LEAST_SHARE = 0.4

const HASHES = 4 * FINGERPRINT_SIZE
const SHINGLES = 3 * HASHES
const compiled = vectors(SHINGLES + 4 * LONGEST_ANALYSED)
const memory = compiled?.memory ?? new ArrayBuffer(SHINGLES + 4 * LONGEST_ANALYSED)
const multipliers = new Int32Array(memory, 0, FINGERPRINT_SIZE)
const addends = new Int32Array(memory, HASHES, FINGERPRINT_SIZE)
const least = new Int32Array(memory, 2 * HASHES, FINGERPRINT_SIZE)
const shingles = new Int32Array(memory, SHINGLES, LONGEST_ANALYSED)
for (let i = 0, state = 0x9e3779b9; i < FINGERPRINT_SIZE; i++) {
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x632be5ab
  multipliers[i] = state | 1
  state = Math.imul(state ^ (state >>> 13), 0x297a2d39) + 0x85ebca6b
  addends[i] = state
}

function mix(hash: number): number {
  const h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const g = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return g ^ (g >>> 16)
}

/** Hashes every triple of characters that count into `shingles`; a shorter text is one shingle. Returns how many. */
function shingle({ units, length, textFrom }: Document): number {
  let count = 0
  let characters = 0
  let a = 0
  let b = 0
  for (let i = textFrom; i < length; i++) {
    const c = units[i]!
    if (!isHan(c) && !isAlphanumeric(c)) continue
    if (++characters >= SHINGLE) {
      shingles[count++] = mix(Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77) ^ Math.imul(c, 0xc2b2ae3d))
    }
    a = b
    b = c
  }
  if (characters > 0 && count === 0) shingles[count++] = mix(Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77))
  return count
}

/** What the compiled loop says, where the processor cannot run it. */
export function plainLeastHashes(
  multipliers: Int32Array,
  addends: Int32Array,
  shingles: Int32Array,
  count: number,
  into: Int32Array,
): void {
  for (let i = 0; i < into.length; i++) {
    const multiplier = multipliers[i]!
    const addend = addends[i]!
    let smallest = LARGEST
    for (let k = 0; k < count; k++) {
      let value = (Math.imul(shingles[k]!, multiplier) + addend) | 0
      value ^= value >>> 15
      if (value < smallest) smallest = value
    }
    into[i] = smallest
  }
}

/**
 * MinHash over triples of letters, digits and Han characters of the text (not the title); punctuation, spaces and emoji do
 * not count, so re-spaced, re-punctuated and re-titled copies agree. A text of one or two such characters is its own
 * shingle; one of none has no fingerprint (an empty list) and is like nothing. Values are unsigned 32-bit.
 */
export function fingerprint(document: Document): readonly number[] {
  const count = shingle(document)
  if (count === 0) return []
  if (compiled === null) plainLeastHashes(multipliers, addends, shingles, count, least)
  else compiled.leastHashes(SHINGLES, count, 0, HASHES, 2 * HASHES)
  const print = new Array<number>(FINGERPRINT_SIZE)
  for (let i = 0; i < FINGERPRINT_SIZE; i++) print[i] = (least[i]! ^ SIGN) >>> 0
  return print
}

/** How many different shingles a text had, told from its least hashes alone: their mean is 1/(n+1) of the range. */
function size(print: readonly number[]): number {
  let sum = 0
  for (const value of print) sum += value / 2 ** 32
  return Math.max(1, FINGERPRINT_SIZE / Math.max(sum, 1e-9) - 1)
}

/** Estimated overlap of two texts' shingles (Jaccard), 0..1. */
export function similarity(a: readonly number[], b: readonly number[]): number {
  if (a.length !== FINGERPRINT_SIZE || b.length !== FINGERPRINT_SIZE) return 0
  let equal = 0
  for (let i = 0; i < FINGERPRINT_SIZE; i++) if (a[i] === b[i]) equal++
  return equal / FINGERPRINT_SIZE
}

/**
 * How far one text is a copy of the other, 0..1: the overlap, or, when they are of comparable length, the share of the
 * shorter text that the longer one holds, so an added tail or lead does not hide a copy. At 0.8 and over call it near-identical.
 */
export function nearIdentical(a: Analysis, b: Analysis): number {
  const overlap = similarity(a.fingerprint, b.fingerprint)
  if (overlap === 0) return 0
  const sizeA = size(a.fingerprint)
  const sizeB = size(b.fingerprint)
  const smaller = Math.min(sizeA, sizeB)
  if (smaller / Math.max(sizeA, sizeB) < LEAST_SHARE) return overlap
  const shared = (overlap / (1 + overlap)) * (sizeA + sizeB)
  return Math.min(1, Math.max(overlap, shared / smaller))
}
