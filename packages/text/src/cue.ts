import type { Cue } from '@guanlan/domain'
import { CUE_NEEDS, CUE_TRAPS, CUE_WORDS } from './cue-words.ts'
import { type Document, spanOf, standsAlone, wordsAt } from './document.ts'
import { matcher } from './matcher.ts'

type Stance = Cue['stance']

const kinds = Object.keys(CUE_WORDS) as Cue['kind'][]
const cues = kinds.flatMap(kind => CUE_WORDS[kind].split(' ').map(word => ({ kind, word })))
const find = matcher([...CUE_TRAPS, ...cues.map(({ word }) => word)])

const CLAUSE_END = /[，。！？；,!?;\n]/
const SENTENCE_END = /[。！？!?\n]/
const NEGATION_REACH = 10
const SENTENCE_REACH = 60
const MOST_CUES = 40

/** Looks like a negator and is none. */
const NO_NEGATOR =
  /会不会|是不是|能不能|要不要|有没有|可不可以|不得不|不仅|不但|不只|不光|不断|不少|不满|不久|不料|不论|不管|无论|无奈|没想到|没办法|非法|非常|未来|别人|特别/g
/** After one of these the negation is over: 没办法才罢运, 不给说法就罢运, 不打表还绕路. */
const NEGATION_OVER = /还|又|也|就|只能|只好|才|但|却|导致|引发|于是|所以|反而/
const NEGATOR = /没有|没|未|不|无|非|勿|莫|别|杜绝|严禁|禁止|取消|否认|拒绝|停止|放弃/g
/** What follows the cue and takes it back. */
const DENIED_AFTER = /谣言|不实|辟谣|谣传|子虚乌有|没有此事|并无此事|并不存在|不属实|系误传|假消息|纯属虚构|为虚假/
const DENIED_BEFORE = /辟谣|谣言|不信谣|澄清/
const HYPOTHETICAL =
  /如果|假如|假设|倘若|要是|若是|若|一旦|万一|即使|哪怕|是否|会不会|会否|是不是|要不要|有没有|可能|或将|防止|防范|避免|谨防|严防|以防|以免|预防|预案|演练|应对/
/** Someone asks whether it is so: nobody has said that it is. A question mark alone says nothing, complaints wear it too. */
const ASKED_BEFORE = /求证|求辟谣|求真相|请问/
const ASKED_AFTER =
  /真的吗|真的假的|真的么|是真是假|是真还是假|是真的还是假的|真假|属实吗|属实么|有这回事|真有此事|确有此事吗/
const PAST = /去年|前年|往年|当年|早年|曾经|曾|年前|历史上|上一次/
const YEAR = /((?:19|20)\d\d)年/g
const REPORTED =
  /网传|据传|据说|听说|有人说|有人称|网友称|网友说|传言|传闻|流传|据报道|据称|扬言|号称|声称|消息称|爆料称|群里说|转发|所谓/

/** The text before `from` back to the last mark that `end` matches, at most `reach` units. */
function before(text: string, from: number, end: RegExp, reach: number): string {
  let start = from
  const stop = Math.max(0, from - reach)
  while (start > stop && !end.test(text[start - 1]!)) start--
  return text.slice(start, from)
}

function after(text: string, to: number, end: RegExp, reach: number): string {
  let stop = to
  const last = Math.min(text.length, to + reach)
  while (stop < last && !end.test(text[stop]!)) stop++
  return text.slice(to, stop)
}

/** An odd number of negators before the cue in its clause, none of them already over. */
function negated(clause: string): boolean {
  const plain = clause.slice(-NEGATION_REACH).replace(NO_NEGATOR, '，')
  let count = 0
  let reachedFrom = 0
  for (const { 0: word, index } of plain.matchAll(NEGATOR)) {
    count++
    reachedFrom = index + word.length
  }
  return count % 2 === 1 && !NEGATION_OVER.test(plain.slice(reachedFrom))
}

function isPast(lead: string, year: number): boolean {
  if (PAST.test(lead)) return true
  for (const match of lead.matchAll(YEAR)) if (Number(match[1]) < year) return true
  return false
}

/** The strongest reading that takes the edge off wins: denied, then imagined or asked, then long ago, then hearsay. */
function stanceOf(text: string, from: number, to: number, year: number): Stance {
  const clause = before(text, from, CLAUSE_END, NEGATION_REACH)
  const lead = before(text, from, SENTENCE_END, SENTENCE_REACH)
  const tail = after(text, to, SENTENCE_END, SENTENCE_REACH)
  if (negated(clause) || DENIED_AFTER.test(tail) || DENIED_BEFORE.test(lead)) return 'negated'
  if (HYPOTHETICAL.test(lead) || ASKED_BEFORE.test(lead) || ASKED_AFTER.test(tail)) return 'hypothetical'
  if (isPast(lead, year)) return 'past'
  return REPORTED.test(lead) ? 'reported' : 'affirmed'
}

/**
 * Risk words with the stance of the sentence towards them, at most 40.
 * @param year the year in which it was seen, so that an earlier year in the text reads as past
 */
export function findCues(document: Document, year: number): readonly Cue[] {
  const hits = find(document.units, document.length)
  if (hits.length === 0) return []
  const found: Cue[] = []
  let coveredTo = 0
  for (const { pattern, from, to } of hits) {
    if (to <= coveredTo) continue
    coveredTo = to
    if (pattern < CUE_TRAPS.length || !standsAlone(document, from, to)) continue
    const { kind, word } = cues[pattern - CUE_TRAPS.length]!
    const needs = CUE_NEEDS.get(word)
    const { folded } = document
    if (needs !== undefined) {
      const clause = before(folded, from, SENTENCE_END, SENTENCE_REACH) + after(folded, to, CLAUSE_END, SENTENCE_REACH)
      if (!needs.test(clause)) continue
    }
    const span = spanOf(document, from, to)
    found.push({ kind, words: wordsAt(document, from, to), stance: stanceOf(folded, from, to, year), span })
    if (found.length === MOST_CUES) break
  }
  return found
}
