import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Rejected, Unavailable } from '@guanlan/domain'
import { FEATURES_VERSION } from './features.ts'

/** Classes in the order of SENTIMENTS: negative, neutral, positive. */
export const CLASSES = 3

/** A linear model over hashed features: 8-bit weights, three classes side by side per bucket. */
export type SentimentModel = Readonly<{
  version: string // first 12 hex digits of the file's SHA-256
  bits: number // log2 of the number of buckets
  weights: Int8Array // bucket × 3 classes
  scales: readonly number[] // what one step of a weight is worth, per class, temperature included
  biases: readonly number[] // per class, temperature included
}>

const MAGIC = 'GLSENT02'
const HEADER = 44
const HASH_BYTES = 32

/** Where the committed weights lie. */
export const SENTIMENT_MODEL = fileURLToPath(new URL('../models/sentiment.bin', import.meta.url))

/** The bytes of a model file: header, weights, SHA-256 of both. */
export function encodeModel(model: Omit<SentimentModel, 'version'>): Buffer {
  const body = Buffer.alloc(HEADER + model.weights.length)
  body.write(MAGIC, 0, 'latin1')
  body.writeUInt32LE(FEATURES_VERSION, 8)
  body.writeUInt32LE(model.bits, 12)
  model.scales.forEach((scale, c) => {
    body.writeFloatLE(scale, 16 + 4 * c)
  })
  model.biases.forEach((bias, c) => {
    body.writeFloatLE(bias, 28 + 4 * c)
  })
  Buffer.from(model.weights.buffer, model.weights.byteOffset, model.weights.length).copy(body, HEADER)
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

/**
 * The model in these bytes.
 * @throws {Rejected} 'text/model-damaged' when it is cut short, altered, or made for other features
 */
export function decodeModel(bytes: Buffer): SentimentModel {
  const damaged = (detail: string) => new Rejected('text/model-damaged', { detail })
  if (bytes.length < HEADER + HASH_BYTES || bytes.toString('latin1', 0, 8) !== MAGIC) throw damaged('no model file')
  const end = bytes.length - HASH_BYTES
  const digest = createHash('sha256').update(bytes.subarray(0, end)).digest()
  if (!digest.equals(bytes.subarray(end))) throw damaged('cut short or altered')
  const features = bytes.readUInt32LE(8)
  if (features !== FEATURES_VERSION) throw damaged(`made for features ${features}, this is ${FEATURES_VERSION}`)
  const bits = bytes.readUInt32LE(12)
  if (end - HEADER !== 2 ** bits * CLASSES) throw damaged('wrong number of weights')
  const floats = (at: number) => [0, 1, 2].map(c => bytes.readFloatLE(at + 4 * c))
  return {
    version: digest.toString('hex').slice(0, 12),
    bits,
    weights: new Int8Array(bytes.buffer, bytes.byteOffset + HEADER, end - HEADER),
    scales: floats(16),
    biases: floats(28),
  }
}

/**
 * Reads the weights: 3 MB, some ten milliseconds.
 * @throws {Unavailable} 'text/model-missing' when the file cannot be read
 * @throws {Rejected} 'text/model-damaged' when it is not what was committed
 */
export function readModel(path: string = SENTIMENT_MODEL): SentimentModel {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw new Unavailable('text/model-missing', { cause, detail: path })
  }
  return decodeModel(bytes)
}
