import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Rejected, Unavailable } from '@guanlan/domain'

const dictionary = (name: string) => fileURLToPath(new URL(`../dictionary/${name}`, import.meta.url))

/** Our own words of the trade, one a line. */
export const TRANSPORT_DICTIONARY = dictionary('transport.dict.txt')

/** Cuts text into words. The words joined give the text back, so offsets follow from their lengths. */
export type Segmenter = Readonly<{
  version: string // changes whenever a dictionary changes: first 12 hex digits of SHA-256
  cut: (text: string) => readonly string[]
}>

type Jieba = Readonly<{
  load: (files: Readonly<{ userDict: string; idfDict: string; stopWordDict: string }>) => void
  cut: (text: string, hmm: boolean) => string[]
}>

let loaded: Readonly<{ path: string; segmenter: Segmenter }> | null = null

/**
 * Reads a user dictionary: one word a line, of 2 to 20 letters, digits or Han characters.
 * Checked here because the native library ends the whole process over a line it does not like.
 * @throws {Unavailable} 'text/dictionary-missing' when the file cannot be read
 * @throws {Rejected} 'text/dictionary-broken' for a line that is not one word, with its number
 */
export function readDictionary(path: string): Readonly<{ words: readonly string[]; version: string }> {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw new Unavailable('text/dictionary-missing', { cause, detail: path })
  }
  const lines = bytes.toString('utf8').split('\n')
  if (lines.at(-1) === '') lines.pop()
  lines.forEach((line, at) => {
    if (!/^[\p{L}\p{N}]{2,20}$/u.test(line)) throw new Rejected('text/dictionary-broken', { detail: `line ${at + 1}` })
  })
  return { words: lines, version: createHash('sha256').update(bytes).digest('hex').slice(0, 12) }
}

/**
 * Loads the dictionaries, once a thread: about a second and 250 MB, so only text workers and the command line call it.
 * Its own key-word extractor is not used, so it gets one-line idf and stop-word files instead of megabytes.
 * @throws {Unavailable} 'text/dictionary-missing' @throws {Rejected} 'text/dictionary-broken'
 */
export function loadSegmenter(path: string = TRANSPORT_DICTIONARY): Segmenter {
  if (loaded?.path === path) return loaded.segmenter
  const { version } = readDictionary(path)
  const jieba = createRequire(import.meta.url)('nodejieba') as Jieba
  jieba.load({ userDict: path, idfDict: dictionary('unused.idf.txt'), stopWordDict: dictionary('unused.stop.txt') })
  const segmenter: Segmenter = { version, cut: text => jieba.cut(text, true) }
  loaded = { path, segmenter }
  return segmenter
}
