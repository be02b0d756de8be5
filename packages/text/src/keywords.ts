import type { Document } from './document.ts'
import { isHan } from './fold.ts'
import type { Idf } from './idf.ts'
import { isStopWord } from './stop-words.ts'

/** How many key words an analysis keeps. */
export const MOST_WORDS = 64

const LETTER_AND_DIGIT = /^(?=.*[a-z])[a-z0-9]{2,20}$/

function isKeyWord(word: string): boolean {
  if (word.length < 2) return false
  return isHan(word.charCodeAt(0)) ? !isStopWord(word) : LETTER_AND_DIGIT.test(word)
}

/**
 * The words that say what a text is about, each once, in the order they first stand there: at most 64.
 * When a text has more, the 64 of most weight (count × rarity) stay.
 */
export function keyWords(document: Document, idf: Idf): readonly string[] {
  const { words } = document
  const counts = new Map<string, number>()
  for (const word of words) {
    const known = counts.get(word)
    if (known !== undefined) counts.set(word, known + 1)
    else if (isKeyWord(word)) counts.set(word, 1)
  }
  if (counts.size <= MOST_WORDS) return Array.from(counts.keys())
  const weighed = Array.from(counts, ([word, count], at) => ({ word, at, weight: count * idf(word) }))
  weighed.sort((a, b) => b.weight - a.weight || a.at - b.at)
  return weighed
    .slice(0, MOST_WORDS)
    .sort((a, b) => a.at - b.at)
    .map(({ word }) => word)
}
