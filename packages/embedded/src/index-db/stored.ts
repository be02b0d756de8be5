import { type Analysed, completeAnalysis, type Mention, type StoredAnalysis } from '@guanlan/domain'

/** A mention as its table row holds it. */
export type Stored = Readonly<{ title: string; text: string; rest: string; fingerprint: Uint8Array | null }>

const isWord = (value: number) => Number.isInteger(value) && value >= 0 && value <= 0xffff_ffff

/** Packs a mention: title and text apart, so that a distance is decided without reading the rest. */
export function pack(mention: Analysed): Stored {
  const { title, text, analysis, ...own } = mention
  const { fingerprint, ...said } = analysis
  const fits = fingerprint.every(isWord)
  const rest = JSON.stringify({ ...own, analysis: fits ? said : analysis })
  return { title, text, rest, fingerprint: fits ? bytesOf(fingerprint) : null }
}

/** Gives back the mention that was packed. */
export function unpack({ title, text, rest, fingerprint }: Stored): Analysed {
  type Rest = Omit<Mention, 'title' | 'text'> & Readonly<{ analysis: StoredAnalysis }>
  const { analysis, ...own } = JSON.parse(rest) as Rest
  const said = fingerprint ? { ...analysis, fingerprint: wordsOf(fingerprint) } : analysis
  return { ...own, title, text, analysis: completeAnalysis(said) }
}

function bytesOf(words: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(words.length * 4))
  for (const [n, word] of words.entries()) view.setUint32(n * 4, word, true)
  return new Uint8Array(view.buffer)
}

function wordsOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.byteLength / 4 }, (_, n) => view.getUint32(n * 4, true))
}
