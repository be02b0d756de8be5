import type { Cue } from '@guanlan/domain'
import type { PlacedCue } from './cue.ts'
import { clauseStart, DISPLEASED, SIGN, type Signs, sentenceEnd, sentenceStart } from './cue-signs.ts'
import type { Document } from './document.ts'
import { isNegated } from './stance.ts'

const QUESTION_MARK = 0x3f
const NOT = [0x4e0d, 0x6ca1]
const LONGEST_SENTENCE = 2_000
const SUPPOSED_REACH = 4

/** One sentence: which groups of signs it has, and where the first of each stands. Reused by the next sentence. */
export type Sentence = {
  from: number
  to: number
  groups: number
  asksByMark: boolean
  cues: PlacedCue[]
  readonly first: Int32Array // by bit of the group: index among the signs, −1 when there is none
  readonly last: Int32Array
}

/** A sentence to be reused. */
export function newSentence(): Sentence {
  return {
    from: 0,
    to: 0,
    groups: 0,
    asksByMark: false,
    cues: [],
    first: new Int32Array(32).fill(-1),
    last: new Int32Array(32).fill(-1),
  }
}

const bitOf = (group: number) => 31 - Math.clz32(group)

/** The index among the signs of the first sign of a group, −1 when the sentence has none. */
export const firstOf = (sentence: Sentence, group: number) => sentence.first[bitOf(group)]!

/** The index among the signs of the last sign of a group, −1 when the sentence has none. */
export const lastOf = (sentence: Sentence, group: number) => sentence.last[bitOf(group)]!

/** Whether the sentence has a sign of one of these groups. */
export const has = (sentence: Sentence, groups: number) => (sentence.groups & groups) !== 0

function note(sentence: Sentence, groups: number, at: number): void {
  sentence.groups |= groups
  for (let rest = groups; rest !== 0; rest &= rest - 1) {
    const bit = bitOf(rest & -rest)
    if (sentence.first[bit] === -1) sentence.first[bit] = at
    sentence.last[bit] = at
  }
}

const FEELING = SIGN.complaint | SIGN.praise | SIGN.thanks | SIGN.gather | SIGN.suggest
const WISH = SIGN.hope | SIGN.suggest | SIGN.supposed

/** Whether a wish or a condition stands before the sign in its clause: 希望越来越好 praises nothing. */
function isWished(document: Document, signs: Signs, at: number): boolean {
  const start = clauseStart(document, signs.from[at]!, LONGEST_SENTENCE)
  for (let i = at - 1; i >= 0 && signs.from[i]! >= start; i--) if ((signs.bits[i]! & WISH) !== 0) return true
  return false
}

/** Whether a condition or an advice stands right before the sign: 避免乘坐黑车, 如遇路面破损. */
function isSupposed(signs: Signs, at: number): boolean {
  const before = at - 1
  if (before < 0 || signs.from[at]! - signs.to[before]! > SUPPOSED_REACH) return false
  return (signs.bits[before]! & SIGN.supposed) !== 0
}

/** What a sign says where it stands: turned round praise complains, turned round displeasure praises, a turned round complaint is none. */
function meaning(document: Document, signs: Signs, at: number): number {
  const bits = signs.bits[at]!
  if ((bits & FEELING) === 0) return bits
  if (isNegated(document, signs, at)) {
    if ((bits & DISPLEASED) === DISPLEASED) return SIGN.praise
    if ((bits & SIGN.praise) !== 0) return SIGN.complaint
    return bits & ~FEELING
  }
  if ((bits & DISPLEASED) === DISPLEASED) return SIGN.complaint
  if ((bits & SIGN.complaint) !== 0 && isSupposed(signs, at)) return bits & ~SIGN.complaint
  if ((bits & SIGN.praise) !== 0 && isWished(document, signs, at)) return bits & ~SIGN.praise
  return bits
}

/** 开不开, 堵没堵: the same character on both sides of a negator asks. */
function asksBoth({ units }: Document, signs: Signs, at: number): boolean {
  const from = signs.from[at]!
  if (from === 0 || signs.to[at]! - from !== 1 || !NOT.includes(units[from]!)) return false
  return units[from - 1] === units[from + 1]
}

const COMPLAINING: readonly Cue['kind'][] = ['complaint', 'interest', 'conflict', 'corruption']

/** A cue that somebody suffers from is a complaint: as the sentence has it, long ago or told by those it befell. */
function complains({ kind, stance }: Cue): boolean {
  return COMPLAINING.includes(kind) && (stance === 'affirmed' || stance === 'past' || stance === 'reported')
}

/**
 * Reads the sentence that holds the sign at `at` into `sentence` and returns the index of the first sign behind it.
 * @param placed the cues of the text; those before `cueAt` lie in earlier sentences
 */
export function readSentence(
  sentence: Sentence,
  document: Document,
  signs: Signs,
  at: number,
  placed: readonly PlacedCue[],
): number {
  sentence.from = sentenceStart(document, signs.from[at]!, LONGEST_SENTENCE)
  sentence.to = sentenceEnd(document, signs.to[at]!, LONGEST_SENTENCE)
  sentence.groups = 0
  sentence.cues = []
  sentence.first.fill(-1)
  sentence.last.fill(-1)
  sentence.asksByMark = document.units[sentence.to] === QUESTION_MARK && sentence.to < document.length
  let next = at
  for (; next < signs.count && signs.from[next]! < sentence.to; next++) {
    note(sentence, meaning(document, signs, next), next)
    if (asksBoth(document, signs, next)) note(sentence, SIGN.wonder, next)
  }
  for (const one of placed) {
    if (one.at < at || one.at >= next) continue
    sentence.cues.push(one)
    if (complains(one.cue)) note(sentence, SIGN.complaint, one.at)
  }
  return Math.max(next, at + 1)
}
