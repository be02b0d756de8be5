import type { Disguise } from '@guanlan/domain'
import { HIDDEN_TRAPS, HIDDEN_WORDS } from './disguise-words.ts'
import type { Document } from './document.ts'
import { matcher } from './matcher.ts'

/** A word written so that a search misses it: its range in the folded text, and what is meant. */
export type Undisguised = Readonly<{ kind: Disguise['kind']; from: number; to: number; meant: string }>

/** How many places that look like a hidden word are looked into in one text. */
export const MOST_TRIED = 400

/** Finds words worth hiding as they are properly written, and the phrases in which they mean no harm. */
export const findPlain = matcher([...HIDDEN_TRAPS, ...HIDDEN_WORDS])
/** The word worth hiding that a hit of findPlain is; undefined for a phrase that means no harm. */
export const plainWord = (pattern: number) => HIDDEN_WORDS[pattern - HIDDEN_TRAPS.length]

/** How far around a word the line is cut again. */
const CONTEXT = 8

/** The folded text of a range. */
export const text = (units: Uint16Array, from: number, to: number) => String.fromCharCode(...units.subarray(from, to))

/** Whether a cut of `whole` begins a word at `from` and ends one at `to`. */
function bounds(words: readonly string[], from: number, to: number): boolean {
  let at = 0
  let begins = from === 0
  let ends = false
  for (const word of words) {
    at += word.length
    if (at === from) begins = true
    if (at === to) ends = true
  }
  return begins && ends
}

/**
 * Whether the line reads as `meant` at this place: put back together the word must stand there (早上 访问 has no 上访), and as it is
 * written neither side may belong to another word of the dictionary (停 运行, b运营).
 */
export function readsAs({ segmenter, units, length }: Document, from: number, to: number, meant: string): boolean {
  const begin = Math.max(0, from - CONTEXT)
  const end = Math.min(length, to + CONTEXT)
  const lead = text(units, begin, from)
  const tail = text(units, to, end)
  if (!bounds(segmenter.cut(lead + meant + tail), lead.length, lead.length + meant.length)) return false
  return bounds(segmenter.cutKnown(text(units, begin, end)), from - begin, to - begin)
}
