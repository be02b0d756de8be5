import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Rejected } from '@guanlan/domain'
import { modelBytes } from './model-file.ts'

/** How rare a word is: ln(texts / texts with the word), about 1 for the commonest key words and 10 for an unknown one. */
export type Idf = (word: string) => number

const MAGIC = 'GLIDF001'
const BITS = 17
const HEADER = 8
const HASH_BYTES = 32
const STEP = 0.05

/** Where the committed table lies. */
export const IDF_TABLE = fileURLToPath(new URL('../models/idf.bin', import.meta.url))

function bucketOf(word: string): number {
  let h = 0x811c9dc5 | 0
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return (h ^ (h >>> 13)) & (2 ** BITS - 1)
}

/** The bytes of a table: in how many of `texts` texts each word stands. Words share 2^17 buckets of one byte. */
export function encodeIdf(counts: ReadonlyMap<string, number>, texts: number): Buffer {
  const totals = new Float64Array(2 ** BITS)
  for (const [word, count] of counts) totals[bucketOf(word)]! += count
  const body = Buffer.alloc(HEADER + 2 ** BITS)
  body.write(MAGIC, 0, 'latin1')
  totals.forEach((total, at) => {
    body[HEADER + at] = Math.min(255, Math.round(Math.log((texts + 1) / (Math.min(total, texts) + 1)) / STEP))
  })
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

/** The table in these bytes. @throws {Rejected} 'text/model-damaged' when it is cut short or altered */
export function decodeIdf(bytes: Buffer): Idf {
  const end = bytes.length - HASH_BYTES
  const whole = end === HEADER + 2 ** BITS && bytes.toString('latin1', 0, 8) === MAGIC
  if (!whole || !createHash('sha256').update(bytes.subarray(0, end)).digest().equals(bytes.subarray(end))) {
    throw new Rejected('text/model-damaged', { detail: 'idf table cut short or altered' })
  }
  const table = bytes.subarray(HEADER, end)
  return word => table[bucketOf(word)]! * STEP
}

/**
 * Reads how rare words usually are, from the texts the models were trained on: 130 KB.
 * @throws {Unavailable} 'text/model-missing' @throws {Rejected} 'text/model-damaged'
 */
export function readIdf(path: string = IDF_TABLE): Idf {
  return decodeIdf(modelBytes(path))
}
