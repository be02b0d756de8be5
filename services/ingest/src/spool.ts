import { createCipheriv, randomBytes } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Unavailable } from '@guanlan/domain'

const BLOCK = 16 // of AES

/**
 * Bytes put aside while a file is read, to be read again at any place. They stand enciphered (AES-256-CTR) in a temporary file, with a key
 * that this process alone holds and forgets: what a sender meant for us to mask is never on a disk in the clear, a crash included.
 */
export class Spool {
  readonly #file: FileHandle
  readonly #folder: string
  readonly #key = randomBytes(32)
  readonly #cipher = createCipheriv('aes-256-ctr', this.#key, counter(0))
  #size = 0

  private constructor(file: FileHandle, folder: string) {
    this.#file = file
    this.#folder = folder
  }

  /** @throws {Unavailable} ingest/no-space */
  static async open(): Promise<Spool> {
    return settled(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'guanlan-'))
      return new Spool(await open(join(folder, 'spool'), 'wx+', 0o600), folder)
    })
  }

  /** Bytes put aside so far. */
  get size(): number {
    return this.#size
  }

  /** @throws {Unavailable} ingest/no-space */
  async append(bytes: Uint8Array): Promise<void> {
    const hidden = this.#cipher.update(bytes)
    await settled(() => this.#file.write(hidden, 0, hidden.length, this.#size))
    this.#size += bytes.length
  }

  /** `length` bytes from `at`, fewer where the end comes first. @throws {Unavailable} ingest/no-space */
  async read(at: number, length: number): Promise<Buffer> {
    const skipped = at % BLOCK
    const wanted = Buffer.allocUnsafe(Math.max(0, Math.min(length, this.#size - at)))
    const { bytesRead } = await settled(() => this.#file.read(wanted, 0, wanted.length, at))
    // a counter cipher deciphers as it enciphers; the block is begun where it begins
    const decipher = createCipheriv('aes-256-ctr', this.#key, counter(Math.floor(at / BLOCK)))
    decipher.update(Buffer.alloc(skipped))
    return decipher.update(wanted.subarray(0, bytesRead))
  }

  /** Removes the file. */
  async close(): Promise<void> {
    await this.#file.close()
    await rm(this.#folder, { recursive: true, force: true })
  }
}

function counter(block: number): Buffer {
  const iv = Buffer.alloc(BLOCK)
  iv.writeBigUInt64BE(BigInt(block), 8)
  return iv
}

async function settled<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw new Unavailable('ingest/no-space', { cause })
  }
}
