import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { encodeGbk } from '@guanlan/scenario'

/** A file of a data folder: its bytes, and what they inflate to where they are a whole compressed stream. */
type Looked = Readonly<{ name: string; bytes: Buffer }>

async function filesOf(folder: string): Promise<readonly Looked[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const looked: Looked[] = []
  for (const entry of entries.filter(one => one.isFile())) {
    const name = join(entry.parentPath, entry.name)
    const bytes = await readFile(name)
    looked.push({ name, bytes })
    for (const inflate of [gunzipSync, zstdDecompressSync]) {
      try {
        looked.push({ name: `${name} inflated`, bytes: inflate(bytes) })
      } catch {
        // not compressed this way
      }
    }
  }
  return looked
}

/** Names of the files of a folder in which any of these words stands, in UTF-8, UTF-16 or GBK, compressed or not. */
export async function filesHolding(folder: string, words: readonly string[]): Promise<readonly string[]> {
  const spelled = words.flatMap(word => [
    Buffer.from(word, 'utf8'),
    Buffer.from(word, 'utf16le'),
    Buffer.from(word, 'utf16le').swap16(),
    Buffer.from(encodeGbk(word)),
  ])
  const files = await filesOf(folder)
  return files
    .filter(({ bytes }) => spelled.some(one => bytes.includes(one)))
    .map(({ name }) => name.slice(folder.length + 1))
}
