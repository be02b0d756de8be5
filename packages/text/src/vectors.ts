import { readFileSync } from 'node:fs'

/** The compiled loops of ../wasm/vectors.as over a memory of their own; arguments are byte offsets in it and counts. */
export type Vectors = Readonly<{
  memory: ArrayBuffer
  pool: (table: number, rows: number, count: number, best: number, where: number) => void
  leastHashes: (shingles: number, count: number, multipliers: number, addends: number, least: number) => void
}>

/** As much of the standard's names as is used: they come with a browser's types only. */
declare const WebAssembly: Readonly<{
  validate: (bytes: Uint8Array) => boolean
  Module: new (bytes: Uint8Array) => object
  Memory: new (size: { initial: number; maximum: number }) => { buffer: ArrayBuffer }
  Instance: new (module: object, imports: object) => { exports: Omit<Vectors, 'memory'> }
}>

const PAGE = 65_536
const module = compiled()

function compiled(): object | null {
  const bytes = readFileSync(new URL('../wasm/vectors.wasm', import.meta.url))
  return WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : null
}

/**
 * The loops over a fresh memory of at least so many bytes, which never moves; null where the processor has no such
 * instructions, and the callers' plain loops say the same more slowly.
 */
export function vectors(bytes: number): Vectors | null {
  if (module === null) return null
  const pages = Math.ceil(bytes / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const { pool, leastHashes } = new WebAssembly.Instance(module, { env: { memory } }).exports
  return { memory: memory.buffer, pool, leastHashes }
}
