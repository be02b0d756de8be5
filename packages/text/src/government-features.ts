import { type Document, LONGEST_ANALYSED } from './document.ts'
import { isAlphanumeric, isHan } from './fold.ts'

/** What the government model sees of one text: hash, how often it stands there, and the range of the document where it first does. Reused by the next text. */
export type GovernmentFeatures = {
  count: number
  hashes: Int32Array
  times: Int32Array
  from: Int32Array
  to: Int32Array
}

const MOST = 5 * LONGEST_ANALYSED

/** An empty list, to be reused. */
export function newGovernmentFeatures(): GovernmentFeatures {
  return {
    count: 0,
    hashes: new Int32Array(MOST),
    times: new Int32Array(MOST),
    from: new Int32Array(MOST),
    to: new Int32Array(MOST),
  }
}

/** Changes whenever the features change: a model trained on others is refused. */
export const GOVERNMENT_FEATURES_VERSION = 2

/** A message says at once what it is about: words among the first units count a second time, as words of the opening. */
const OPENING = 25

const WORD = 0x2c1b3c6d
const OPENING_WORD = 0x5bd1e995
const PAIR = 0x7feb352d
const OPENING_PAIR = 0x1b873593
const TRIPLE = 0x68e31da4

/** Murmur3 finaliser: every bit of the hash moves every other, so low bits serve as the bucket. */
function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** What standing there so many times is worth: 1 + ln times, so that a word said ten times says three times as much. */
const WORTH = Float64Array.from({ length: 256 }, (_, times) => 1 + Math.log(Math.max(1, times)))

/** How much a feature that stands there `times` times counts. */
export const worthOf = (times: number): number => WORTH[Math.min(times, 255)]!

/** A direct-mapped memory of the features of the text in hand: a repeated one is counted at its first place. */
const SLOTS = 8192
const seenHash = new Int32Array(SLOTS)
const seenIn = new Float64Array(SLOTS)
const seenAt = new Int32Array(SLOTS)
let textNumber = 0

function push(features: GovernmentFeatures, raw: number, from: number, to: number): void {
  const hash = mix(raw)
  const slot = hash & (SLOTS - 1)
  if (seenHash[slot] === hash && seenIn[slot] === textNumber) {
    features.times[seenAt[slot]!]! += 1
    return
  }
  seenHash[slot] = hash
  seenIn[slot] = textNumber
  const at = features.count++
  seenAt[slot] = at
  features.hashes[at] = hash
  features.times[at] = 1
  features.from[at] = from
  features.to[at] = to
}

/**
 * Fills `features` with words, words of the opening and pairs of Han characters. Pairs and triples of words or characters
 * as the feeling needs them only crowd the buckets here: measured, they cost two points. Training and use call this one
 * function; bare tokens with spaces between give the same features as far as they go.
 */
export function extractGovernmentFeatures(
  { units, length, words, starts }: Document,
  features: GovernmentFeatures,
): void {
  features.count = 0
  textNumber++
  for (let i = 0; i < words.length; i++) {
    const from = starts[i]!
    const han = isHan(units[from]!)
    if (!han && !isAlphanumeric(units[from]!)) continue
    const to = starts[i + 1]!
    let hash = 0x811c9dc5 | 0
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ units[at]!, 0x01000193)
    push(features, WORD ^ hash, from, to)
    if (han && from < OPENING) push(features, OPENING_WORD ^ hash, from, to)
  }
  let first = 0
  let second = 0
  for (let i = 0; i < length; i++) {
    const third = isHan(units[i]!) ? units[i]! : 0
    if (third !== 0 && second !== 0) {
      const pair = Math.imul(second, 0x9e3779b1) ^ Math.imul(third, 0x85ebca77)
      push(features, PAIR ^ pair, i - 1, i + 1)
      if (i <= OPENING) push(features, OPENING_PAIR ^ pair, i - 1, i + 1)
      if (first !== 0) push(features, TRIPLE ^ pair ^ Math.imul(first, 0xc2b2ae3d), i - 2, i + 1)
    }
    first = second
    second = third
  }
}
