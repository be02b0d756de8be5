import type { Cue } from '@guanlan/domain'
import { CUES, type Signs, sentenceEnd, sentenceStart } from './cue-signs.ts'
import { CUE_NEEDS, CUE_UNLESS } from './cue-words.ts'
import { type Document, spanOf, wordsAt } from './document.ts'
import { stanceOf } from './stance.ts'

const SENTENCE_REACH = 60
const MOST_CUES = 40

/** A cue and which of the signs it is. */
export type PlacedCue = Readonly<{ cue: Cue; at: number }>

const NONE: readonly PlacedCue[] = []

/** Whether the sentence gives the word its meaning: 停运 with drivers in it, 投诉 without counting what came in. */
function keepsCompany(document: Document, from: number, to: number, word: string): boolean {
  const needs = CUE_NEEDS.get(word)
  const never = CUE_UNLESS.get(word)
  if (needs === undefined && never === undefined) return true
  const around = document.folded.slice(
    sentenceStart(document, from, SENTENCE_REACH),
    sentenceEnd(document, to, SENTENCE_REACH),
  )
  return needs?.test(around) !== false && never?.test(around) !== true
}

/**
 * Risk words with the stance of the sentence towards them, at most 40, each with its place among the signs.
 * @param year the year in which it was seen, so that an earlier year in the text reads as past
 */
export function findCues(document: Document, signs: Signs, year: number): readonly PlacedCue[] {
  if (!signs.cues) return NONE
  const found: PlacedCue[] = []
  for (let at = 0; at < signs.count && found.length < MOST_CUES; at++) {
    if (signs.cue[at]! < 0) continue
    const { kind, word } = CUES[signs.cue[at]!]!
    const from = signs.from[at]!
    const to = signs.to[at]!
    if (!keepsCompany(document, from, to, word)) continue
    const stance = stanceOf(document, signs, at, year)
    found.push({ cue: { kind, words: wordsAt(document, from, to), stance, span: spanOf(document, from, to) }, at })
  }
  return found
}
