import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Rejected } from '@guanlan/domain'
import { FEATURES_VERSION } from './features.ts'
import { modelBytes } from './model-file.ts'
import { FILTERS, WINDOW } from './sentiment-windows.ts'

/** Classes in the order of SENTIMENTS: negative, neutral, positive. */
export const CLASSES = 3

/** Patterns over windows of three letters and of three words, strongest answer each, weighed into the classes. */
export type Windows = Readonly<{
  letters: Uint16Array // the letters known, commonest first; letter n has row n + 2
  letterTable: Int8Array // row × WINDOW × FILTERS
  wordBits: number // log2 of the rows that words share
  wordTable: Int8Array // row × WINDOW × FILTERS; the edge has row 0
  steps: readonly [letter: number, word: number] // what one step of a table is worth
  out: readonly number[] // pattern (letters, then words) × class
}>

/** What is usual in one source the model was taught, named for the set that taught it. */
export type Register = Readonly<{
  name: string
  shift: readonly number[] // added to the log-odds, per class
  stretch: number // multiplies the log-odds: 1 / temperature
}>

/** Tells a product or hotel review from other text: reviews take sides, so in them neutral is rare. */
export type Reviewing = Readonly<{
  bits: number // log2 of the number of buckets
  weights: Int8Array
  scale: number // what one step of a weight is worth
  bias: number
  shift: readonly number[] // added to the log-odds of a text that is certainly a review, per class
}>

/** A linear model over hashed features (three 8-bit weights a bucket), patterns over windows, and what it knows of kinds of text. */
export type SentimentModel = Readonly<{
  version: string // first 12 hex digits of the file's SHA-256
  bits: number // log2 of the number of buckets
  weights: Int8Array // bucket × class
  scales: readonly number[] // what one step of a weight is worth, per class
  biases: readonly number[] // per class
  windows: Windows
  reviewing: Reviewing
  stretch: number // 1 / temperature where the source is unknown
  registers: readonly Register[]
}>

const MAGIC = 'GLSENT05'
const PREFIX = 16
const HASH_BYTES = 32
const ROW = WINDOW * FILTERS

/** Where the committed weights lie. */
export const SENTIMENT_MODEL = fileURLToPath(new URL('../models/sentiment.bin', import.meta.url))

type Small = Pick<SentimentModel, 'bits' | 'scales' | 'biases' | 'stretch' | 'registers'> &
  Pick<Windows, 'wordBits' | 'steps' | 'out'> &
  Readonly<{ letters: number; reviewing: Omit<Reviewing, 'weights'> }>

const bytesOf = (array: Int8Array | Uint16Array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)

/** The bytes of a model file: mark, features version, figures as JSON, tables, SHA-256 of all before it. */
export function encodeModel(model: Omit<SentimentModel, 'version'>): Buffer {
  const { bits, scales, biases, stretch, registers, weights, windows } = model
  const { weights: reviewWeights, ...reviewing } = model.reviewing
  const { wordBits, steps, out, letters, letterTable, wordTable } = windows
  const small: Small = {
    bits,
    scales,
    biases,
    stretch,
    registers,
    reviewing,
    wordBits,
    steps,
    out,
    letters: letters.length,
  }
  const json = Buffer.from(JSON.stringify(small))
  const prefix = Buffer.alloc(PREFIX)
  prefix.write(MAGIC, 0, 'latin1')
  prefix.writeUInt32LE(FEATURES_VERSION, 8)
  prefix.writeUInt32LE(json.length, 12)
  const body = Buffer.concat([prefix, json, ...[weights, letterTable, wordTable, reviewWeights, letters].map(bytesOf)])
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

/**
 * The model in these bytes.
 * @throws {Rejected} 'text/model-damaged' when it is cut short, altered, or made for other features
 */
export function decodeModel(bytes: Buffer): SentimentModel {
  const damaged = (detail: string) => new Rejected('text/model-damaged', { detail })
  if (bytes.length < PREFIX + HASH_BYTES || bytes.toString('latin1', 0, 8) !== MAGIC) throw damaged('no model file')
  const end = bytes.length - HASH_BYTES
  const digest = createHash('sha256').update(bytes.subarray(0, end)).digest()
  if (!digest.equals(bytes.subarray(end))) throw damaged('cut short or altered')
  const features = bytes.readUInt32LE(8)
  if (features !== FEATURES_VERSION) throw damaged(`made for features ${features}, this is ${FEATURES_VERSION}`)
  let at = PREFIX + bytes.readUInt32LE(12)
  const { letters, reviewing, wordBits, steps, out, ...small } = JSON.parse(bytes.toString('utf8', PREFIX, at)) as Small
  const sizes = [2 ** small.bits * CLASSES, (letters + 2) * ROW, (2 ** wordBits + 1) * ROW, 2 ** reviewing.bits]
  if (at + sizes.reduce((sum, size) => sum + size, 2 * letters) !== end) throw damaged('wrong number of weights')
  const [weights, letterTable, wordTable, reviewWeights] = sizes.map(size => {
    at += size
    return new Int8Array(bytes.buffer, bytes.byteOffset + at - size, size)
  }) as [Int8Array, Int8Array, Int8Array, Int8Array]
  const known = Uint16Array.from({ length: letters }, (_, letter) => bytes.readUInt16LE(at + 2 * letter))
  const windows: Windows = { letters: known, letterTable, wordBits, wordTable, steps, out }
  return {
    ...small,
    version: digest.toString('hex').slice(0, 12),
    weights,
    windows,
    reviewing: { ...reviewing, weights: reviewWeights },
  }
}

/**
 * Reads the weights: 7 MB, some twenty milliseconds.
 * @throws {Unavailable} 'text/model-missing' when the file cannot be read
 * @throws {Rejected} 'text/model-damaged' when it is not what was committed
 */
export function readModel(path: string = SENTIMENT_MODEL): SentimentModel {
  return decodeModel(modelBytes(path))
}
