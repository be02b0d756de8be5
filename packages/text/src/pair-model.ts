import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { Rejected } from '@guanlan/domain'
import { modelBytes } from './model-file.ts'
import { VECTOR_SIZE, type WordVectors, wordHash } from './pair-vectors.ts'

/** A step of a tree: below the threshold go on to the next step, else jump; a leaf gives its value. */
export type TreeStep = Readonly<{ feature: number; value: number; jump: number }>

/** `feature` of a leaf. */
export const LEAF = 255

/** What pairs are judged by. Weights are natural logarithms of odds. */
export type PairModel = Readonly<{
  version: string // first 12 hex digits of SHA-256
  rarity: Readonly<{ word: Uint8Array; bigram: Uint8Array }> // in steps of RARITY_STEP, by hash
  vectors: WordVectors
  learned: Readonly<{ scale: number; bias: number; weights: Int8Array }> // of words shared and not shared, by hash
  bias: number
  trees: readonly (readonly TreeStep[])[]
}>

export const RARITY_BITS = 17
export const RARITY_STEP = 0.05
export const LEARNED_BITS = 17

/** Where the committed model lies. */
export const PAIR_MODEL = fileURLToPath(new URL('../models/pair.bin', import.meta.url))

const MAGIC = 'GLPAIR01'
const HEAD_BYTES = MAGIC.length + 32
const HASH_BYTES = 32
const STEP_BYTES = 6

/** Where a word or pair of characters stands in a table of 2^bits. */
export function bucketOf(key: string, bits: number): number {
  return wordHash(key) & (2 ** bits - 1)
}

/** The bytes of a model: numbers, then tables, then trees, then SHA-256 of all. */
export function encodePairModel({ rarity, vectors, learned, bias, trees }: Omit<PairModel, 'version'>): Buffer {
  const head = Buffer.alloc(HEAD_BYTES)
  head.write(MAGIC, 0, 'latin1')
  head.writeUInt32LE(vectors.rows.size, 8)
  head.writeUInt32LE(trees.length, 12)
  head.writeDoubleLE(learned.scale, 16)
  head.writeDoubleLE(learned.bias, 24)
  head.writeDoubleLE(bias, 32)
  const rows = [...vectors.rows].sort(([, a], [, b]) => a - b)
  const keys = Buffer.from(Int32Array.from(rows, ([hash]) => hash).buffer)
  const tables = [rarity.word, rarity.bigram, keys, vectors.values, learned.weights].map(table =>
    Buffer.from(table.buffer, table.byteOffset, table.byteLength),
  )
  const body = Buffer.concat([head, ...tables, ...trees.map(encodeTree)])
  return Buffer.concat([body, createHash('sha256').update(body).digest()])
}

function encodeTree(steps: readonly TreeStep[]): Buffer {
  const bytes = Buffer.alloc(1 + steps.length * STEP_BYTES)
  bytes[0] = steps.length
  steps.forEach(({ feature, value, jump }, n) => {
    bytes[1 + n * STEP_BYTES] = feature
    bytes.writeFloatLE(value, 2 + n * STEP_BYTES)
    bytes[6 + n * STEP_BYTES] = jump
  })
  return bytes
}

const DAMAGED = () =>
  new Rejected('text/model-damaged', { detail: 'pair model cut short, altered or of another version' })

/** The model in these bytes. @throws {Rejected} 'text/model-damaged' when they are cut short, altered or of another kind */
export function decodePairModel(bytes: Buffer): PairModel {
  const end = bytes.length - HASH_BYTES
  const ours = end > HEAD_BYTES && bytes.toString('latin1', 0, MAGIC.length) === MAGIC
  const digest = createHash('sha256')
    .update(bytes.subarray(0, Math.max(0, end)))
    .digest()
  if (!ours || !digest.equals(bytes.subarray(end))) throw DAMAGED()
  const known = bytes.readUInt32LE(8)
  if (end < HEAD_BYTES + known * (4 + VECTOR_SIZE) + 2 ** (RARITY_BITS + 1) + 2 ** LEARNED_BITS) throw DAMAGED()
  let at = HEAD_BYTES
  const take = (length: number) => {
    at += length
    return Uint8Array.from(bytes.subarray(at - length, at))
  }
  const rarity = { word: take(2 ** RARITY_BITS), bigram: take(2 ** RARITY_BITS) }
  const rows = new Map(Array.from(new Int32Array(take(known * 4).buffer), (hash, row) => [hash, row]))
  const vectors = { rows, values: new Int8Array(take(known * VECTOR_SIZE).buffer) }
  const weights = new Int8Array(take(2 ** LEARNED_BITS).buffer)
  const trees: TreeStep[][] = []
  for (let n = bytes.readUInt32LE(12); n > 0; n--) {
    const next = at + 1 + (at < end ? bytes[at]! : 0) * STEP_BYTES
    if (next > end) throw DAMAGED()
    trees.push(decodeTree(bytes.subarray(at + 1, next)))
    at = next
  }
  if (at !== end) throw DAMAGED()
  const learned = { scale: bytes.readDoubleLE(16), bias: bytes.readDoubleLE(24), weights }
  return { version: digest.toString('hex').slice(0, 12), rarity, vectors, learned, bias: bytes.readDoubleLE(32), trees }
}

function decodeTree(bytes: Buffer): TreeStep[] {
  return Array.from({ length: bytes.length / STEP_BYTES }, (_, n) => {
    const from = n * STEP_BYTES
    return { feature: bytes[from]!, value: bytes.readFloatLE(from + 1), jump: bytes[from + 5]! }
  })
}

/** Reads the committed model, under 1 MB. @throws {Unavailable} 'text/model-missing' @throws {Rejected} 'text/model-damaged' */
export function readPairModel(path: string = PAIR_MODEL): PairModel {
  return decodePairModel(modelBytes(path))
}

/** What a tree makes of the features. */
export function treeValue(steps: readonly TreeStep[], features: ArrayLike<number>): number {
  let at = 0
  for (;;) {
    const { feature, value, jump } = steps[at]!
    if (feature === LEAF) return value
    at = features[feature]! < value ? at + 1 : jump
  }
}
