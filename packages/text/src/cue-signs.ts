import type { Cue } from '@guanlan/domain'
import { ACT_WORDS } from './act-words.ts'
import { CUE_TRAPS, CUE_WORDS } from './cue-words.ts'
import { type Document, LONGEST_ANALYSED, standsAlone } from './document.ts'
import { matcher } from './matcher.ts'
import { STANCE_WORDS } from './stance-words.ts'

const GROUPS = { ...STANCE_WORDS, ...ACT_WORDS }
type Group = keyof typeof GROUPS

/** Words of these are there to cover others and say nothing themselves. */
const SILENT: readonly Group[] = ['noNegator', 'none', 'displeased']
const speaking = Object.keys(GROUPS).filter(group => !SILENT.includes(group as Group))

/** One bit for each group of signs, so that a sentence is a number. There are 32 and no room for more. */
export const SIGN = Object.fromEntries([
  ...SILENT.map(group => [group, 0] as const),
  ...speaking.map((group, at) => [group, 1 << at] as const),
]) as Readonly<Record<Group, number>>

/** Displeasure is of two groups: it complains, and turned round it praises. */
export const DISPLEASED = SIGN.complaint | SIGN.praise

/** Every risk word with its layer. */
export const CUES: readonly Readonly<{ kind: Cue['kind']; word: string }>[] = (
  Object.keys(CUE_WORDS) as Cue['kind'][]
).flatMap(kind => CUE_WORDS[kind].split(' ').map(word => ({ kind, word })))

/**
 * What the finders of cues and acts look for, in the order of the text: where it stands in the folded text, which groups it is
 * of, and which of CUES it is (−1: none). Buffers shared by all documents of a thread: valid until the next document.
 */
export type Signs = {
  count: number
  any: number // the groups of all of them
  cues: boolean // whether one of them is a risk word
  readonly from: Int32Array
  readonly to: Int32Array
  readonly bits: Int32Array
  readonly cue: Int32Array
}

/** A word written so that a search misses it: its range in the folded text and what is meant. */
export type Disguised = Readonly<{ from: number; to: number; meant: string }>

const column = () => new Int32Array(LONGEST_ANALYSED + 1)
const signs: Signs = { count: 0, any: 0, cues: false, from: column(), to: column(), bits: column(), cue: column() }

const bitsOf = new Map<string, number>()
for (const word of CUE_TRAPS) bitsOf.set(word, 0)
for (const [group, words] of Object.entries(GROUPS)) {
  for (const word of words.split(' ')) bitsOf.set(word, (bitsOf.get(word) ?? 0) | SIGN[group as Group])
}
for (const word of GROUPS.displeased.split(' ')) bitsOf.set(word, DISPLEASED)
const cueOf = new Map(CUES.map(({ word }, at) => [word, at]))
for (const word of cueOf.keys()) bitsOf.set(word, bitsOf.get(word) ?? 0)
const patterns = [...bitsOf.keys()]
const patternBits = Int32Array.from(bitsOf.values())
const patternCue = Int32Array.from(patterns, word => cueOf.get(word) ?? -1)
const find = matcher(patterns)

/** Signs of one character, by their unit: what is left where a longer sign would tear words apart (无 in 无|人员). */
const single = new Map(patterns.flatMap((word, at) => (word.length === 1 ? [[word.charCodeAt(0), at] as const] : [])))

/** The pattern that stands where the longest was found: itself, its first character when it tears words apart, or −1. */
function standing(document: Document, pattern: number, from: number, to: number): number {
  if ((patternBits[pattern]! & SIGN.wonder) !== 0 || standsAlone(document, from, to)) return pattern
  return to - from === 2 ? (single.get(document.units[from]!) ?? -1) : -1
}

function push(from: number, to: number, bits: number, cue: number): void {
  const at = signs.count++
  signs.from[at] = from
  signs.to[at] = to
  signs.bits[at] = bits
  signs.cue[at] = cue
  signs.any |= bits
  if (cue >= 0) signs.cues = true
}

/**
 * One pass over the text for every sign of cues and acts. A sign inside a longer one is covered by it; a risk word is covered only
 * by a longer risk word or by what is there to cover it. A disguised word counts as what is meant.
 */
export function findSigns(document: Document, disguised: readonly Disguised[] = []): Signs {
  signs.count = 0
  signs.any = 0
  signs.cues = false
  let coveredTo = 0
  let cueCoveredTo = 0
  let next = 0
  const uncover = (before: number) => {
    for (; next < disguised.length && disguised[next]!.from < before; next++) {
      const { from, to, meant } = disguised[next]!
      const cue = cueOf.get(meant)
      if (cue === undefined || from < cueCoveredTo) continue
      push(from, to, bitsOf.get(meant)!, cue)
      coveredTo = cueCoveredTo = to
    }
  }
  for (const { pattern, from, to } of find(document.units, document.length)) {
    uncover(from + 1)
    if (from < (patternCue[pattern]! < 0 ? coveredTo : cueCoveredTo)) continue
    const stands = standing(document, pattern, from, to)
    if (stands < 0) continue
    const end = stands === pattern ? to : from + 1
    push(from, end, patternBits[stands]!, patternCue[stands]!)
    if (end > coveredTo) coveredTo = end
    if (patternBits[stands] === 0 || patternCue[stands]! >= 0) cueCoveredTo = end
  }
  uncover(document.length)
  return signs
}

const CLAUSE_END = 1
const SENTENCE_END = 2
const ends = new Uint8Array(65_536)
for (const mark of ',;，；') ends[mark.charCodeAt(0)] = CLAUSE_END
for (const mark of '。！？!?\n') ends[mark.charCodeAt(0)] = CLAUSE_END | SENTENCE_END

function startOf({ units }: Document, from: number, reach: number, end: number): number {
  const least = Math.max(0, from - reach)
  let start = from
  while (start > least && (ends[units[start - 1]!]! & end) === 0) start--
  return start
}

function endOf({ units, length }: Document, to: number, reach: number, end: number): number {
  const most = Math.min(length, to + reach)
  let stop = to
  while (stop < most && (ends[units[stop]!]! & end) === 0) stop++
  return stop
}

/** Where the clause that holds `from` begins in the folded text, at most `reach` characters back. */
export const clauseStart = (document: Document, from: number, reach: number) =>
  startOf(document, from, reach, CLAUSE_END)

/** Where the clause that holds `to` ends in the folded text, its mark left out, at most `reach` characters on. */
export const clauseEnd = (document: Document, to: number, reach: number) => endOf(document, to, reach, CLAUSE_END)

/** Where the sentence that holds `from` begins in the folded text, at most `reach` characters back. */
export const sentenceStart = (document: Document, from: number, reach: number) =>
  startOf(document, from, reach, SENTENCE_END)

/** Where the sentence that holds `to` ends in the folded text, its mark left out, at most `reach` characters on. */
export const sentenceEnd = (document: Document, to: number, reach: number) => endOf(document, to, reach, SENTENCE_END)
