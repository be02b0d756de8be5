import { type Folded, fold as foldForSearch, type Span } from '@guanlan/domain'
import { FOLD, fold, isAlphanumeric, shortenRuns } from './fold.ts'
import type { Segmenter } from './segment.ts'

/** How many UTF-16 units of title and text together are analysed; what follows is stored and searchable but not judged. */
export const LONGEST_ANALYSED = 20_000

/**
 * One segmentation pass over title and text, shared by everything downstream. All offsets are in the folded text;
 * `spanOf` and `wordsAt` lead back to the original.
 * Arrays are buffers shared by all documents of a thread: valid until the next document is prepared.
 */
export type Document = Readonly<{
  original: string // title, a line break, text; cut at LONGEST_ANALYSED; as the mention has them
  titleLength: number // of the original title with its line break; 0 when there is no title
  folded: string // lower case, half width, simplified, nothing invisible, no character more than three times in a row
  way: Folded | null // the way back when folding changed lengths; null when offsets agree
  units: Uint16Array // the folded text, one unit each
  length: number // how many units count
  textFrom: number // where the text begins in the folded text
  segmenter: Segmenter // that cut it
  words: readonly string[] // of the folded text; joined they give it back
  starts: Int32Array // where each word begins; one more entry holds the end
  boundaries: Uint8Array // 1 where a word begins, and at the end
}>

const buffer = new Uint16Array(LONGEST_ANALYSED)
const boundaries = new Uint8Array(LONGEST_ANALYSED + 1)
const bounds = new Int32Array(LONGEST_ANALYSED + 1)

const runFrom = new Uint32Array(LONGEST_ANALYSED)
const runTo = new Uint32Array(LONGEST_ANALYSED)

type Look = Readonly<{ folded: string; way: Folded | null; textFrom: number }>

const decode = (length: number) => Buffer.from(buffer.buffer, 0, length * 2).toString('utf16le')

/** Shortens the long runs of the buffer, which goes back to the original through `way` where there is one. */
function withoutRuns(length: number, way: Folded | null): Folded {
  const size = shortenRuns(buffer, length, runFrom, runTo)
  for (let i = 0; way !== null && i < size; i++) {
    runFrom[i] = way.from[runFrom[i]!]!
    runTo[i] = way.to[runTo[i]! - 1]!
  }
  return { text: decode(size), from: runFrom, to: runTo }
}

/** Through hidden characters only the folding of the search sees; what it leaves to separate is a space here as on the short way. */
function throughHidden(original: string): Folded {
  const { text, from, to } = foldForSearch(original)
  const cut = text.slice(0, LONGEST_ANALYSED)
  const outcome = fold(cut, buffer)
  const way = { text: outcome === 0 ? cut : decode(cut.length), from, to }
  return (outcome & FOLD.repeated) === 0 ? way : withoutRuns(cut.length, way)
}

/** The short way keeps every offset; text with hidden characters takes the long way of the search, one with long runs is shortened. */
function look(original: string, titleLength: number): Look {
  const outcome = fold(original, buffer)
  if ((outcome & (FOLD.hidden | FOLD.repeated)) === 0) {
    return { folded: outcome === 0 ? original : decode(original.length), way: null, textFrom: titleLength }
  }
  const way = (outcome & FOLD.hidden) === 0 ? withoutRuns(original.length, null) : throughHidden(original)
  let textFrom = 0
  while (textFrom < way.text.length && way.from[textFrom]! < titleLength) textFrom++
  return { folded: way.text, way, textFrom }
}

/** Folds and segments one mention's title and text. The result shares buffers: use it before preparing the next one. */
export function prepare(segmenter: Segmenter, title: string, text: string): Document {
  const whole = title === '' ? text : `${title}\n${text}`
  const original = whole.length > LONGEST_ANALYSED ? whole.slice(0, LONGEST_ANALYSED) : whole
  const titleLength = title === '' ? 0 : title.length + 1
  const { folded, way, textFrom } = look(original, titleLength)
  const words = folded === '' ? [] : segmenter.cut(folded)
  boundaries.fill(0, 0, folded.length)
  let at = 0
  for (let i = 0; i < words.length; i++) {
    bounds[i] = at
    boundaries[at] = 1
    at += words[i]!.length
  }
  bounds[words.length] = at
  boundaries[at] = 1
  return {
    original,
    titleLength,
    folded,
    way,
    units: buffer,
    length: folded.length,
    textFrom,
    segmenter,
    words,
    starts: bounds,
    boundaries,
  }
}

/**
 * Whether a match may stand where it does: letters and digits end with it, and two characters are not torn out of two
 * words (在建 in 在|建设, 打表 in 拍打|表面); inside one word they may stand (公交 in 公交车站).
 */
export function standsAlone({ boundaries: marks, units, length }: Document, from: number, to: number): boolean {
  if (isAlphanumeric(units[from]!) && from > 0 && isAlphanumeric(units[from - 1]!)) return false
  if (isAlphanumeric(units[to - 1]!) && to < length && isAlphanumeric(units[to]!)) return false
  if (to - from !== 2 || marks[from + 1] === 0) return true
  return marks[from] === 1 && marks[to] === 1
}

/** The place in the original mention of a range of the folded text; a range never crosses from title to text. */
export function spanOf({ way, titleLength }: Document, from: number, to: number): Span {
  const begin = way === null ? from : way.from[from]!
  const end = way === null ? to : way.to[to - 1]!
  if (begin >= titleLength) return { field: 'text', from: begin - titleLength, to: end - titleLength }
  return { field: 'title', from: begin, to: Math.min(end, titleLength - 1) }
}

/** What stands in the original at a range of the folded text. */
export function wordsAt({ original, way }: Document, from: number, to: number): string {
  return way === null ? original.slice(from, to) : original.slice(way.from[from]!, way.to[to - 1]!)
}

/** What stands in the original at a span of the mention. */
export function originalAt({ original, titleLength }: Document, { field, from, to }: Span): string {
  const base = field === 'title' ? 0 : titleLength
  return original.slice(base + from, base + to)
}
