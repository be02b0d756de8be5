import type { Spool } from './spool.ts'
import { hearXml } from './xlsx-xml.ts'

/** The shared strings of a workbook by number, read from a spool and not from memory: a million addresses weigh 4 MB here. */
export type SharedStrings = Readonly<{ count: number; get: (n: number) => Promise<string | null> }>

const HELD = 131_072 // bytes gathered before they are written, and read at once
const KEPT_BLOCKS = 16

/** Puts the strings of a sharedStrings part aside; of readings in phonetic script only what is read aloud is left out. @throws as `hearXml` */
export async function spoolStrings(bytes: AsyncIterable<Uint8Array>, spool: Spool): Promise<SharedStrings> {
  const starts = growing()
  let pending: Buffer[] = []
  let held = 0
  let end = 0
  let inText = false
  let aloud = 0
  let words = ''
  const reading = hearXml(bytes, {
    open: name => {
      if (name === 'si') words = ''
      else if (name === 't') inText = true
      else if (name === 'rPh') aloud++
    },
    text: text => {
      if (inText && aloud === 0) words += text
    },
    close: name => {
      if (name === 't') inText = false
      else if (name === 'rPh') aloud--
      else if (name === 'si') {
        const encoded = Buffer.from(plainWords(words))
        starts.push(end)
        end += encoded.length
        held += encoded.length
        pending.push(encoded)
      }
    },
  })
  const flush = async () => {
    if (held === 0) return
    await spool.append(Buffer.concat(pending))
    pending = []
    held = 0
  }
  for await (const _read of reading) if (held >= HELD) await flush()
  await flush()
  starts.push(end)
  return { count: starts.length() - 1, get: reader(spool, starts) }
}

/** What Excel writes for characters that XML cannot hold, `_x000D_`, as the character. */
export function plainWords(words: string): string {
  if (!words.includes('_x')) return words
  return words.replace(/_x([0-9A-Fa-f]{4})_/g, (_found, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

type Numbers = Readonly<{ push: (value: number) => void; at: (n: number) => number; length: () => number }>

const STRETCH = 65_536

/** Numbers below 2^32 that grow without being copied: an archive inflates to no more than that. */
function growing(): Numbers {
  const stretches: Uint32Array[] = []
  let used = 0
  return {
    push: value => {
      if (used % STRETCH === 0) stretches.push(new Uint32Array(STRETCH))
      stretches.at(-1)![used++ % STRETCH] = value
    },
    at: n => stretches[Math.floor(n / STRETCH)]![n % STRETCH]!,
    length: () => used,
  }
}

/** Excel numbers strings in the order sheets first use them, so a block read once answers the rows that follow. */
function reader(spool: Spool, starts: Numbers): SharedStrings['get'] {
  const blocks = new Map<number, Buffer>()
  const block = async (n: number): Promise<Buffer> => {
    const known = blocks.get(n)
    if (known !== undefined) {
      blocks.delete(n)
      blocks.set(n, known)
      return known
    }
    const read = await spool.read(n * HELD, HELD)
    blocks.set(n, read)
    if (blocks.size > KEPT_BLOCKS) blocks.delete(blocks.keys().next().value!)
    return read
  }
  return async n => {
    if (!Number.isInteger(n) || n < 0 || n >= starts.length() - 1) return null
    const [from, to] = [starts.at(n), starts.at(n + 1)]
    const parts: Buffer[] = []
    for (let b = Math.floor(from / HELD); b * HELD < to; b++) {
      parts.push((await block(b)).subarray(Math.max(0, from - b * HELD), to - b * HELD))
    }
    return (parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString()
  }
}
