import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { GOVERNMENT_TOPICS, type GovernmentTopic, Rejected } from '@guanlan/domain'
import { GOVERNMENT_FEATURES_VERSION } from './government-features.ts'
import { modelBytes } from './model-file.ts'

/** The seven classes in the order of the weights. */
export const GOVERNMENT_CLASSES = Object.keys(GOVERNMENT_TOPICS) as readonly GovernmentTopic[]

/** Bytes of one bucket: seven weights, and how rare its features are. One bucket is one aligned read. */
export const ROW = GOVERNMENT_CLASSES.length + 1

/** A linear model over hashed features. A feature's value is its rarity; a text's values have length 1. */
export type GovernmentModel = Readonly<{
  version: string // first 12 hex digits of the file's SHA-256
  bits: number // log2 of the number of buckets
  rows: Int8Array // bucket × ROW; the last byte is the rarity, 0 for a bucket that training never saw
  scales: readonly number[] // what one step of a weight is worth, per class, temperature included
  biases: readonly number[] // per class, temperature included
}>

const MAGIC = 'GLGOVT01'
const FLOATS_AT = 16
const HEADER = FLOATS_AT + 8 * GOVERNMENT_CLASSES.length
const HASH_BYTES = 32

/** Where the committed weights lie. */
export const GOVERNMENT_MODEL = fileURLToPath(new URL('../models/government.bin', import.meta.url))

/** The bytes of a model file: header, rows, SHA-256 of both. */
export function encodeGovernment(model: Omit<GovernmentModel, 'version'>): Buffer {
  const body = Buffer.alloc(HEADER + model.rows.length)
  body.write(MAGIC, 0, 'latin1')
  body.writeUInt32LE(GOVERNMENT_FEATURES_VERSION, 8)
  body.writeUInt32LE(model.bits, 12)
  ;[...model.scales, ...model.biases].forEach((value, at) => {
    body.writeFloatLE(value, FLOATS_AT + 4 * at)
  })
  Buffer.from(model.rows.buffer, model.rows.byteOffset, model.rows.length).copy(body, HEADER)
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

/**
 * The model in these bytes.
 * @throws {Rejected} 'text/model-damaged' when it is cut short, altered, or made for other features
 */
export function decodeGovernment(bytes: Buffer): GovernmentModel {
  const damaged = (detail: string) => new Rejected('text/model-damaged', { detail })
  if (bytes.length < HEADER + HASH_BYTES || bytes.toString('latin1', 0, 8) !== MAGIC) throw damaged('no model file')
  const end = bytes.length - HASH_BYTES
  const digest = createHash('sha256').update(bytes.subarray(0, end)).digest()
  if (!digest.equals(bytes.subarray(end))) throw damaged('cut short or altered')
  const features = bytes.readUInt32LE(8)
  if (features !== GOVERNMENT_FEATURES_VERSION) {
    throw damaged(`made for features ${features}, this is ${GOVERNMENT_FEATURES_VERSION}`)
  }
  const bits = bytes.readUInt32LE(12)
  if (end - HEADER !== 2 ** bits * ROW) throw damaged('wrong number of weights')
  const floats = (at: number) => GOVERNMENT_CLASSES.map((_, c) => bytes.readFloatLE(at + 4 * c))
  return {
    version: digest.toString('hex').slice(0, 12),
    bits,
    rows: new Int8Array(bytes.buffer, bytes.byteOffset + HEADER, end - HEADER),
    scales: floats(FLOATS_AT),
    biases: floats(FLOATS_AT + 4 * GOVERNMENT_CLASSES.length),
  }
}

/**
 * Reads the weights: 2 MB, some ten milliseconds.
 * @throws {Unavailable} 'text/model-missing' when the file cannot be read
 * @throws {Rejected} 'text/model-damaged' when it is not what was committed
 */
export function readGovernment(path: string = GOVERNMENT_MODEL): GovernmentModel {
  return decodeGovernment(modelBytes(path))
}
