import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { fold, Rejected, Unavailable } from '@guanlan/domain'

const dictionary = (name: string) => fileURLToPath(new URL(`../dictionary/${name}`, import.meta.url))

/**
 * Our own words of the trade, one a line. A listed word gets the middle weight of the segmenter's own dictionary, so one that stands there
 * with more must not be listed: 路口 listed is cut apart in 堵 路口.
 */
export const TRANSPORT_DICTIONARY = dictionary('transport.dict.txt')

/** Cuts text into words. The words joined give the text back, so offsets follow from their lengths. */
export type Segmenter = Readonly<{
  version: string // of the trade's dictionary and, after a plus, of the bureau's words: 12 and 8 hex digits of SHA-256
  cut: (text: string) => readonly string[]
  cutKnown: (text: string) => readonly string[] // into words of the dictionaries alone, nothing guessed
}>

type Jieba = Readonly<{
  load: (files: Readonly<{ userDict: string; idfDict: string; stopWordDict: string }>) => void
  insertWord: (word: string) => boolean
  cut: (text: string, guess: boolean) => string[]
}>

type Loaded = Readonly<{ path: string; words: ReadonlySet<string>; segmenter: Segmenter }>

let loaded: Loaded | null = null

const WORD = /^[\p{L}\p{N}]{2,20}$/u

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
    if (!WORD.test(line)) throw new Rejected('text/dictionary-broken', { detail: `line ${at + 1}` })
  })
  return { words: lines, version: createHash('sha256').update(bytes).digest('hex').slice(0, 12) }
}

/**
 * The bureau's own words as text is folded, each once, in a fixed order, so the same words make the same version.
 * @throws {Rejected} 'text/dictionary-broken' for one that is not 2 to 20 letters, digits or Han characters; names it
 */
export function foldWords(words: readonly string[]): readonly string[] {
  const folded = words.map(word => {
    const { text } = fold(word)
    if (!WORD.test(text)) throw new Rejected('text/dictionary-broken', { detail: JSON.stringify(word.slice(0, 40)) })
    return text
  })
  return [...new Set(folded)].sort()
}

/**
 * What the thread holds must grow, never shrink: only then need the big dictionaries not be read again. A word that is one already is not
 * inserted: it would lose weight.
 */
function loadInto(path: string, words: readonly string[]): Jieba {
  const jieba = createRequire(import.meta.url)('nodejieba') as Jieba
  const grows = loaded?.path === path && loaded.words.isSubsetOf(new Set(words))
  const known = grows ? loaded!.words : new Set<string>()
  if (!grows) {
    jieba.load({ userDict: path, idfDict: dictionary('unused.idf.txt'), stopWordDict: dictionary('unused.stop.txt') })
  }
  for (const word of words) if (!known.has(word) && jieba.cut(word, false).length > 1) jieba.insertWord(word)
  return jieba
}

/**
 * Loads the dictionaries and the bureau's own `words` (a microsecond each): about a second and 250 MB a thread, so only text
 * workers and the command line call it. A thread holds one set of words: a segmenter made before another set was loaded refuses to cut.
 * The library's own key-word extractor is not used, so it gets one-line idf and stop-word files instead of megabytes.
 * @throws {Unavailable} 'text/dictionary-missing' @throws {Rejected} 'text/dictionary-broken'
 */
export function loadSegmenter(path: string = TRANSPORT_DICTIONARY, words: readonly string[] = []): Segmenter {
  const own = foldWords(words)
  if (loaded?.path === path && loaded.words.size === own.length && own.every(word => loaded!.words.has(word))) {
    return loaded.segmenter
  }
  const trade = readDictionary(path).version
  const jieba = loadInto(path, own)
  const suffix = own.length === 0 ? '' : `+${createHash('sha256').update(own.join('\n')).digest('hex').slice(0, 8)}`
  const cut = (text: string, guess: boolean) => {
    if (loaded?.segmenter !== segmenter) throw new Error('another dictionary was loaded in this thread')
    return jieba.cut(text, guess)
  }
  const segmenter: Segmenter = {
    version: `${trade}${suffix}`,
    cut: text => cut(text, true),
    cutKnown: text => cut(text, false),
  }
  loaded = { path, words: new Set(own), segmenter }
  return segmenter
}
