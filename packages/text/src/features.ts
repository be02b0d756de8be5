import type { Document } from './document.ts'
import { isAlphanumeric, isBlank, isHan } from './fold.ts'
import { negatedAfter } from './negator.ts'

/** Features a text can have at most: words, pairs, two character grams a unit, a few marks. */
const MOST = 100_000

/** Features of one text: hash, and the range of the document it came from. Buffers are reused by the next text. */
export type Features = { count: number; hashes: Int32Array; from: Int32Array; to: Int32Array }

/** An empty list, to be reused. */
export function newFeatures(): Features {
  return { count: 0, hashes: new Int32Array(MOST), from: new Int32Array(MOST), to: new Int32Array(MOST) }
}

const WORD = 0x2c1b3c6d
const NEGATED = 0x297a2d39
const PAIR = 0x1b873593
const GRAM2 = 0x7feb352d
const GRAM3 = 0x68e31da4
const MARK = 0x58f1a2c3
const EMOTICON = 0x3d4d51cb

/** Murmur3 finaliser: every bit of the hash moves every other, so low bits serve as the bucket. */
export function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** FNV-1a over UTF-16 units, 32 bits, to be mixed before a bucket is cut from it. */
export function hashUnits(units: Uint16Array, from: number, to: number): number {
  let h = 0x811c9dc5 | 0
  for (let i = from; i < to; i++) h = Math.imul(h ^ units[i]!, 0x01000193)
  return h
}

/** A direct-mapped memory of the features of the text in hand: a repeated one counts once, at its first place. */
const SLOTS = 8192
const seenHash = new Int32Array(SLOTS)
const seenIn = new Float64Array(SLOTS)
let textNumber = 0

function push(features: Features, raw: number, from: number, to: number): void {
  const hash = mix(raw)
  const slot = hash & (SLOTS - 1)
  if (seenHash[slot] === hash && seenIn[slot] === textNumber) return
  seenHash[slot] = hash
  seenIn[slot] = textNumber
  const at = features.count++
  features.hashes[at] = hash
  features.from[at] = from
  features.to[at] = to
}

const HASH = 0x23
const AT = 0x40
const isMention = (unit: number) => unit === AT
const isUrlUnit = (unit: number) => unit > 0x20 && unit < 0x7f

/** The end of a URL or an @name that starts here, else `from`: names and addresses say nothing of feeling. */
function skipAddress(units: Uint16Array, from: number, length: number): number {
  const unit = units[from]!
  if (isMention(unit)) {
    let to = from + 1
    while (
      to < length &&
      to - from <= 20 &&
      (isHan(units[to]!) || isAlphanumeric(units[to]!) || units[to] === 0x5f || units[to] === 0x2d)
    )
      to++
    return to
  }
  if (unit === 0x68 && units[from + 1] === 0x74 && units[from + 2] === 0x74 && units[from + 3] === 0x70) {
    let to = from
    while (to < length && isUrlUnit(units[to]!)) to++
    return to
  }
  return from
}

/** Words, negated words and word pairs. */
function wordFeatures(document: Document, features: Features): void {
  const { units, starts, words } = document
  let previous = 0
  let previousFrom = -1
  let scope = 0
  let skipTo = 0
  for (let i = 0; i < words.length; i++) {
    const from = starts[i]!
    const to = starts[i + 1]!
    if (from < skipTo) continue
    const first = units[from]!
    skipTo = skipAddress(units, from, document.length)
    if (skipTo > from) {
      push(features, MARK ^ first, from, skipTo)
      previousFrom = -1
      continue
    }
    skipTo = 0
    if (isBlank(first) || first === HASH) continue
    const worded = isHan(first) || isAlphanumeric(first)
    const hash = hashUnits(units, from, to)
    push(features, (worded && scope > 0 ? NEGATED : WORD) ^ hash, from, to)
    if (previousFrom >= 0) push(features, Math.imul(previous, 31) ^ hash ^ PAIR, previousFrom, to)
    if (!worded) scope = 0
    else if (scope > 0) scope--
    const after = worded ? negatedAfter(units, from, to) : 0
    if (after > 0) scope = after
    previous = hash
    previousFrom = from
  }
}

/** Pairs and triples of letters within a run, a repeated one once. */
function gramFeatures(document: Document, features: Features): void {
  const { units, length } = document
  let a = 0
  let b = 0
  for (let i = 0; i < length; i++) {
    const c = units[i]!
    if (isBlank(c) || (c === b && c === a)) continue
    if (b !== 0) {
      const pair = Math.imul(b, 0x9e3779b1) ^ Math.imul(c, 0x85ebca77)
      push(features, GRAM2 ^ pair, i - 1, i + 1)
      if (a !== 0) push(features, GRAM3 ^ pair ^ Math.imul(a, 0xc2b2ae3d), Math.max(0, i - 2), i + 1)
    }
    a = b
    b = c
  }
}

const OPEN = 0x5b
const CLOSE = 0x5d
const LONGEST_EMOTICON = 8

/** Emoticons written as a name in brackets, and emoji: one feature each, whatever stands beside them. */
function emoticonFeatures(document: Document, features: Features): void {
  const { units, length } = document
  for (let i = 0; i < length; i++) {
    const unit = units[i]!
    if (unit === OPEN) {
      let to = i + 1
      while (to < length && to - i <= LONGEST_EMOTICON && units[to] !== CLOSE && !isBlank(units[to]!)) to++
      if (units[to] !== CLOSE || to === i + 1) continue
      const hash = EMOTICON ^ hashUnits(units, i + 1, to)
      push(features, hash, i, to + 1)
      i = to
    } else if (unit >= 0xd83c && unit <= 0xd83e && i + 1 < length) {
      push(features, EMOTICON ^ hashUnits(units, i, i + 2), i, i + 2)
      i++
    }
  }
}

/**
 * Fills `features` with everything the sentiment model sees of a text. Training and use call this one function,
 * so they cannot drift apart; the model file names FEATURES_VERSION.
 */
export function extractFeatures(document: Document, features: Features): void {
  features.count = 0
  textNumber++
  wordFeatures(document, features)
  gramFeatures(document, features)
  emoticonFeatures(document, features)
}

/** Changes whenever the features change: a model trained on others is refused. */
export const FEATURES_VERSION = 1
