import { isAlphanumeric, isHan } from './fold.ts'
import { isStopWord } from './stop-words.ts'

/** How much of each text is compared, in UTF-16 units: a happening is told at the beginning. */
export const LONGEST_COMPARED = 400

/** A word with its part of speech as the segmenter's dictionary has it (nr a person, ns a place, v a verb …). */
export type TaggedWord = Readonly<{ word: string; tag: string }>

/** What kind of thing a word names: people, places, other names, things, doings, amounts, Latin words, the rest. */
export const WORD_KINDS = 8

/** One side of a pair, taken apart for comparison. */
export type PairText = Readonly<{
  characters: string // letters, digits and Han alone
  words: ReadonlyMap<string, number> // words of two and more characters that say something, with where they first begin in `characters`
  kinds: ReadonlyMap<string, number> // every word that says something, with its kind
  bigrams: ReadonlySet<string> // of `characters`
  trigrams: ReadonlySet<string>
  numbers: ReadonlySet<string>
  latin: ReadonlySet<string>
  titles: ReadonlySet<string> // what stands in 《》, “”, 【】 or between two #
}>

const MARKED = /《([^《》]{2,30})》|“([^“”]{2,20})”|【([^【】]{2,30})】|#([^#\s]{2,30})#/gu
const NUMBER = /^\d+$/u
const FUNCTION_TAGS = /^(?:[pcdxyre]$|u)/u

function kindOf(tag: string): number {
  if (tag.startsWith('nr')) return 0
  if (tag.startsWith('ns')) return 1
  if (tag === 'nt' || tag === 'nz') return 2
  if (tag.startsWith('n')) return 3
  if (tag.startsWith('v')) return 4
  if (tag === 'm') return 5
  return tag === 'eng' ? 6 : WORD_KINDS - 1
}

function grams(characters: string, size: number): ReadonlySet<string> {
  const found = new Set<string>()
  for (let i = 0; i + size <= characters.length; i++) found.add(characters.slice(i, i + size))
  return found
}

const counts = (unit: number) => isHan(unit) || isAlphanumeric(unit)

/** Takes one folded text apart; `tagged` are its words, which joined give it back. */
export function pairText(folded: string, tagged: readonly TaggedWord[]): PairText {
  const words = new Map<string, number>()
  const kinds = new Map<string, number>()
  const numbers = new Set<string>()
  const latin = new Set<string>()
  let characters = ''
  for (const { word, tag } of tagged) {
    const at = characters.length
    for (let i = 0; i < word.length; i++) if (counts(word.charCodeAt(i))) characters += word[i]!
    const first = word.charCodeAt(0)
    if (!counts(first) || isStopWord(word)) continue
    if (word.length > 1 || !FUNCTION_TAGS.test(tag)) kinds.set(word, kinds.get(word) ?? kindOf(tag))
    if (NUMBER.test(word)) numbers.add(word)
    else if (word.length > 1) {
      if (!isHan(first)) latin.add(word)
      if (!words.has(word)) words.set(word, at)
    }
  }
  const titles = new Set<string>()
  for (const [, ...groups] of folded.matchAll(MARKED)) titles.add(groups.find(group => group !== undefined)!)
  const pieces = { bigrams: grams(characters, 2), trigrams: grams(characters, 3) }
  return { characters, words, kinds, ...pieces, numbers, latin, titles }
}
