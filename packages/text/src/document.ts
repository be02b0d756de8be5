import type { Span } from '@guanlan/domain'
import { fold, isAlphanumeric } from './fold.ts'
import type { Segmenter } from './segment.ts'

/** How many UTF-16 units of title and text together are analysed; what follows is stored and searchable but not judged. */
export const LONGEST_ANALYSED = 20_000

/**
 * One segmentation pass over title and text, shared by everything downstream.
 * `units` is a buffer shared by all documents of a thread: valid until the next document is prepared.
 */
export type Document = Readonly<{
  text: string // title, a line break, text; cut at LONGEST_ANALYSED; as the mention has them
  folded: string // the same, folded unit by unit: offsets agree
  units: Uint16Array // the folded text, one unit each
  length: number // how many units count
  textFrom: number // where the text begins; 0 when there is no title
  words: readonly string[] // of the folded text
  starts: Int32Array // where each word begins; one more entry holds the end
  boundaries: Uint8Array // 1 where a word begins, and at the end
}>

const buffer = new Uint16Array(LONGEST_ANALYSED)
const boundaries = new Uint8Array(LONGEST_ANALYSED + 1)
const bounds = new Int32Array(LONGEST_ANALYSED + 1)

function folded(text: string): string {
  const changed = fold(text, buffer)
  return changed ? Buffer.from(buffer.buffer, 0, text.length * 2).toString('utf16le') : text
}

/** Folds and segments one mention's title and text. The result shares buffers: use it before preparing the next one. */
export function prepare(segmenter: Segmenter, title: string, text: string): Document {
  const whole = title === '' ? text : `${title}\n${text}`
  const kept = whole.length > LONGEST_ANALYSED ? whole.slice(0, LONGEST_ANALYSED) : whole
  const plain = folded(kept)
  const words = kept === '' ? [] : segmenter.cut(plain)
  boundaries.fill(0, 0, kept.length)
  let at = 0
  for (let i = 0; i < words.length; i++) {
    bounds[i] = at
    boundaries[at] = 1
    at += words[i]!.length
  }
  bounds[words.length] = at
  boundaries[at] = 1
  return {
    text: kept,
    folded: plain,
    units: buffer,
    length: kept.length,
    textFrom: title === '' ? 0 : title.length + 1,
    words,
    starts: bounds,
    boundaries,
  }
}

/** Whether a match may stand where it does: letters and digits end with it, and two Han characters are not torn out of two words. */
export function standsAlone({ boundaries: marks, units, length }: Document, from: number, to: number): boolean {
  if (isAlphanumeric(units[from]!) && from > 0 && isAlphanumeric(units[from - 1]!)) return false
  if (isAlphanumeric(units[to - 1]!) && to < length && isAlphanumeric(units[to]!)) return false
  return to - from > 2 || marks[from] === 1 || marks[to] === 1
}

/** The place in the mention of a range of the document; a range never crosses from title to text. */
export function spanOf(document: Document, from: number, to: number): Span {
  const { textFrom } = document
  if (from >= textFrom) return { field: 'text', from: from - textFrom, to: to - textFrom }
  return { field: 'title', from, to: Math.min(to, textFrom - 1) }
}
