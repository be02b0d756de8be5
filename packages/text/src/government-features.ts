import { type Document, LONGEST_ANALYSED } from './document.ts'
import { isAlphanumeric, isHan } from './fold.ts'

/** What the government model sees of one text: hash, and the range of the document it came from. Reused by the next text. */
export type GovernmentFeatures = { count: number; hashes: Int32Array; from: Int32Array; to: Int32Array }

const MOST = 3 * LONGEST_ANALYSED

/** An empty list, to be reused. */
export function newGovernmentFeatures(): GovernmentFeatures {
  return { count: 0, hashes: new Int32Array(MOST), from: new Int32Array(MOST), to: new Int32Array(MOST) }
}

/** Changes whenever the features change: a model trained on others is refused. */
export const GOVERNMENT_FEATURES_VERSION = 1

/** A message says at once what it is about: words among the first units count a second time, as words of the opening. */
const OPENING = 25

const WORD = 0x2c1b3c6d
const OPENING_WORD = 0x5bd1e995
const PAIR = 0x7feb352d

/** Murmur3 finaliser: every bit of the hash moves every other, so low bits serve as the bucket. */
function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** A direct-mapped memory of the features of the text in hand: a repeated one counts once, at its first place. */
const SLOTS = 8192
const seenHash = new Int32Array(SLOTS)
const seenIn = new Float64Array(SLOTS)
let textNumber = 0

function push(features: GovernmentFeatures, raw: number, from: number, to: number): void {
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
  let before = 0
  for (let i = 0; i < length; i++) {
    const unit = isHan(units[i]!) ? units[i]! : 0
    if (unit !== 0 && before !== 0) {
      push(features, PAIR ^ Math.imul(before, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca77), i - 1, i + 1)
    }
    before = unit
  }
}
