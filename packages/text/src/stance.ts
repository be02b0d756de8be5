import type { Cue } from '@guanlan/domain'
import { clauseStart, SIGN, type Signs, sentenceEnd, sentenceStart } from './cue-signs.ts'
import type { Document } from './document.ts'

const NEGATION_REACH = 10
const SENTENCE_REACH = 60
/** 停运吗, 停运了吗: the particle asks of the risk word itself. */
const PARTICLE_REACH = 3
/** 怎么投诉, 该去哪里投诉. */
const WONDER_REACH = 3
const IS = 0x662f
const QUESTION_MARK = 0x3f
const YEAR = /((?:19|20)\d\d)年/g

const DENIED = SIGN.denial | SIGN.flat
const REPORTED = SIGN.hearsay | SIGN.told

/**
 * Whether the sign at `at` is turned round in its clause: an odd number of negators within ten characters before it, none of
 * them already over (没办法才罢运). A question that says what it asks (难道不是拒载吗) turns nothing round.
 */
export function isNegated(document: Document, signs: Signs, at: number): boolean {
  const from = signs.from[at]!
  let first = at - 1
  const least = from - NEGATION_REACH
  while (first >= 0 && signs.from[first]! >= least) first--
  if (first === at - 1) return false
  const start = clauseStart(document, from, NEGATION_REACH)
  let count = 0
  for (let i = at - 1; i > first && signs.from[i]! >= start; i--) {
    const bits = signs.bits[i]!
    if ((bits & SIGN.negator) !== 0) {
      if (asksRhetorically(document, signs, at, i)) return false
      count++
    } else if ((bits & SIGN.over) !== 0 && count === 0) return false
    if ((bits & SIGN.rhetorical) !== 0) return false
  }
  return count % 2 === 1
}

/** 这不是拒载吗: a question that says what it asks. */
function asksRhetorically({ units }: Document, signs: Signs, at: number, negator: number): boolean {
  const from = signs.from[negator]!
  if (signs.to[negator]! - from !== 2 || units[from + 1] !== IS) return false
  const next = at + 1
  return (
    next < signs.count && (signs.bits[next]! & SIGN.whether) !== 0 && signs.from[next]! - signs.to[at]! < PARTICLE_REACH
  )
}

function namesEarlierYear(document: Document, from: number, to: number, year: number): boolean {
  const lead = document.folded.slice(from, to)
  if (!lead.includes('年')) return false
  for (const match of lead.matchAll(YEAR)) if (Number(match[1]) < year) return true
  return false
}

/** The groups of the signs before the one at `at` in its sentence. What brings the sentence back to now ends the past before it. */
function groupsBefore(document: Document, signs: Signs, at: number): number {
  const from = signs.from[at]!
  const start = sentenceStart(document, from, SENTENCE_REACH)
  let groups = 0
  let now = false
  for (let i = at - 1; i >= 0 && signs.from[i]! >= start; i--) {
    const bits = signs.bits[i]!
    groups |= now ? bits & ~SIGN.past : bits
    if ((bits & SIGN.negator) !== 0 && asksRhetorically(document, signs, at, i)) groups |= SIGN.rhetorical
    if ((bits & SIGN.now) !== 0) now = true
    if ((bits & SIGN.wonder) !== 0 && from - signs.to[i]! <= WONDER_REACH) groups |= SIGN.supposed
  }
  return groups
}

/**
 * The groups of the signs after the one at `at` in its sentence. An office's answer is denied, not what it
 * answers; a risk asked of may be denied by the next sentence (停运？没有的事), or called off right behind it (罢运取消).
 */
function groupsAfter(document: Document, signs: Signs, at: number): number {
  const to = signs.to[at]!
  const end = sentenceEnd(document, to, SENTENCE_REACH)
  const answered = document.units[end] === QUESTION_MARK && end - to < PARTICLE_REACH
  const answerEnd = answered ? sentenceEnd(document, end + 1, SENTENCE_REACH) : end
  let groups = 0
  for (let i = at + 1; i < signs.count && signs.to[i]! <= answerEnd; i++) {
    let bits = signs.bits[i]!
    if (signs.from[i]! > end) bits &= DENIED
    if (signs.from[i] === to && signs.to[i]! - to === 2 && (bits & SIGN.negator) !== 0) bits |= SIGN.denial
    if ((groups & SIGN.reply) !== 0) bits &= ~DENIED
    const particle = signs.to[i]! - signs.from[i]! === 1
    if (particle && signs.from[i]! - to >= PARTICLE_REACH) bits &= ~SIGN.whether
    groups |= bits
  }
  return groups
}

/**
 * The stance of the sentence towards the risk word at `at`. The strongest reading that takes the edge off wins: denied, then
 * imagined or asked, then long ago, then hearsay.
 * @param year the year in which it was seen, so that an earlier year in the text reads as past
 */
export function stanceOf(document: Document, signs: Signs, at: number, year: number): Cue['stance'] {
  const before = groupsBefore(document, signs, at)
  const after = groupsAfter(document, signs, at)
  const asked = (after & SIGN.whether) !== 0
  if (isNegated(document, signs, at)) return 'negated'
  if (((before | after) & DENIED) !== 0 && !asked) return 'negated'
  if ((before & SIGN.supposed) !== 0 || ((before | after) & SIGN.exercise) !== 0) return 'hypothetical'
  if ((before & SIGN.ask) !== 0 || (asked && (before & SIGN.rhetorical) === 0)) return 'hypothetical'
  const from = signs.from[at]!
  const past = (before & SIGN.past) !== 0
  const now = (before & SIGN.now) !== 0
  if (past || (!now && namesEarlierYear(document, sentenceStart(document, from, SENTENCE_REACH), from, year)))
    return 'past'
  return (before & REPORTED) !== 0 ? 'reported' : 'affirmed'
}
