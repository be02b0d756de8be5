import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Rejected } from '@guanlan/domain'
import { modelBytes } from './model-file.ts'

/**
 * What kind of common word stands before 镇, 路 or 站: `act` says what is done or how (接受, 统筹, 偏远), `thing` is a common
 * noun (优势, 园林), null is neither: rare, unknown or a name itself.
 */
export type PlainWords = (word: string) => 'act' | 'thing' | null

const MAGIC = 'GLPLAIN1'
const BITS = 20
const BYTES = 2 ** BITS / 8
const HEADER = 8
const HASH_BYTES = 32
const SEEDS = [0x811c9dc5, 0x2b992ddf, 0x5bd1e995]

/** Where the committed words lie: two Bloom filters of 128 KB, one word in three hundred is taken for a plain one though it is none. */
export const PLAIN_WORDS = fileURLToPath(new URL('../models/plain-words.bin', import.meta.url))

function bitOf(word: string, seed: number): number {
  let h = seed | 0
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return (h ^ (h >>> 13)) & (2 ** BITS - 1)
}

function filterOf(words: Iterable<string>): Buffer {
  const filter = Buffer.alloc(BYTES)
  for (const word of words) {
    for (const seed of SEEDS) {
      const bit = bitOf(word, seed)
      filter[bit >> 3]! |= 1 << (bit & 7)
    }
  }
  return filter
}

function holds(filter: Buffer, word: string): boolean {
  for (let n = 0; n < SEEDS.length; n++) {
    const bit = bitOf(word, SEEDS[n]!)
    if ((filter[bit >> 3]! & (1 << (bit & 7))) === 0) return false
  }
  return true
}

/** The bytes of the two lists. */
export function encodePlainWords(acts: Iterable<string>, things: Iterable<string>): Buffer {
  const body = Buffer.concat([Buffer.from(MAGIC, 'latin1'), filterOf(acts), filterOf(things)])
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

/** The lists in these bytes. @throws {Rejected} 'text/model-damaged' when they are cut short or altered */
export function decodePlainWords(bytes: Buffer): PlainWords {
  const end = bytes.length - HASH_BYTES
  const whole = end === HEADER + 2 * BYTES && bytes.toString('latin1', 0, HEADER) === MAGIC
  if (!whole || !createHash('sha256').update(bytes.subarray(0, end)).digest().equals(bytes.subarray(end))) {
    throw new Rejected('text/model-damaged', { detail: 'plain words cut short or altered' })
  }
  const acts = bytes.subarray(HEADER, HEADER + BYTES)
  const things = bytes.subarray(HEADER + BYTES, end)
  return word => {
    if (holds(acts, word)) return 'act'
    return holds(things, word) ? 'thing' : null
  }
}

/**
 * Reads the common words that names of places are told from.
 * @throws {Unavailable} 'text/model-missing' @throws {Rejected} 'text/model-damaged'
 */
export function readPlainWords(path: string = PLAIN_WORDS): PlainWords {
  return decodePlainWords(modelBytes(path))
}
