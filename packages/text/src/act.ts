import type { Act, ActKind, Reason } from '@guanlan/domain'
import { firstOf, has, lastOf, newSentence, readSentence, type Sentence } from './act-sentence.ts'
import type { PlacedCue } from './cue.ts'
import { clauseEnd, SIGN, type Signs } from './cue-signs.ts'
import { type Document, spanOf, wordsAt } from './document.ts'

const MOST_ACTS = 40
/** 希望 and 增设 belong together within so many characters. */
const HOPE_REACH = 25
/** A question word so near the end asks, mark or none: 末班车几点. */
const WONDER_REACH = 10
/** 希望, 期望, 盼, 恳请 wish outright, where 能否 and 应该 may ask or judge. */
const WISHING = Array.from('希期盼恳渴', character => character.charCodeAt(0))
/** 怎么申请, 什么时候: long enough to ask even beside a complaint. */
const LONG_WONDER = 4
/** Thanks name what they are for in more than so many characters. */
const LEAST_THANKED = 3
/** More likely than not: so sure must the sentiment be to stand in for words of complaint or praise. */
const LEAST_FELT = 0.5
/** Two characters that stand for words, so that a lone 了 or a number is not shown as what complains. */
const WORDED = /[㐀-鿿]{2}/
/** Who looked into it says so within so many characters. */
const VOICE_REACH = 15
const LONGEST_CALL = 40

/** What the sentiment model makes of the text: two of its probabilities, and the words that carried its label, strongest first. */
export type Feeling = Readonly<{ negative: number; positive: number; reasons: readonly Reason[] }>

/** From the first character of one sign to the last of another. */
type Evidence = readonly [first: number, last: number]
type Reader = (sentence: Sentence, signs: Signs, document: Document) => Evidence | null

const one = (at: number): Evidence | null => (at < 0 ? null : [at, at])

const ASKED = SIGN.ask | SIGN.whether
const HEARD = SIGN.hearsay | SIGN.said | SIGN.told
const DENIED = SIGN.flat | SIGN.denial

const hasCue = (sentence: Sentence, kinds: readonly string[]) =>
  sentence.cues.some(({ cue }) => kinds.includes(cue.kind))

const VOICE = SIGN.claim | SIGN.office

/** 公司声明从未拖欠, 经查不存在: who looked into it says that it is not so. */
function voicedDenial(sentence: Sentence, signs: Signs): Evidence | null {
  if ((sentence.groups & VOICE) !== VOICE) return null
  const voice = firstOf(sentence, SIGN.claim)
  if (voice < 0 || (signs.bits[voice]! & VOICE) !== VOICE) return null
  for (let at = voice + 1; at < signs.count && signs.from[at]! < sentence.to; at++) {
    if (signs.from[at]! - signs.to[voice]! > VOICE_REACH) return null
    if ((signs.bits[at]! & SIGN.asserting) !== 0 && signs.to[at]! - signs.from[at]! > 1) return [voice, at]
  }
  return null
}

/** 辟谣 says so itself; 假的 denies when something was told; 未发生罢运 denies by turning a risk round. */
const denial: Reader = (sentence, signs) => {
  if (has(sentence, ASKED) || (sentence.asksByMark && has(sentence, SIGN.wonder))) return null
  const flat = firstOf(sentence, SIGN.flat)
  if (flat >= 0) return one(flat)
  const told = has(sentence, SIGN.claim | SIGN.hearsay | SIGN.told) || hasCue(sentence, ['action', 'casualty'])
  const weak = firstOf(sentence, SIGN.denial)
  const reply = firstOf(sentence, SIGN.reply)
  if (weak >= 0 && told && (reply < 0 || reply > weak)) return one(weak)
  const voiced = voicedDenial(sentence, signs)
  if (voiced !== null) return voiced
  const turned = sentence.cues.find(({ cue }) => cue.kind === 'action' && cue.stance === 'negated')
  if (turned === undefined || has(sentence, SIGN.join)) return null
  for (let at = turned.at - 1; at >= 0 && signs.from[at]! >= sentence.from; at--)
    if ((signs.bits[at]! & SIGN.asserting) !== 0) return [at, turned.at]
  return null
}

const rumour: Reader = sentence => (has(sentence, DENIED) ? null : one(firstOf(sentence, SIGN.hearsay)))

const quotation: Reader = sentence => one(firstOf(sentence, SIGN.said))

/** Appeals are told of far more often than called to: only a day to come makes a call of them. */
const APPEALS = /上访|维权|联名|集会|讨说法|聚集|串联/
const isLawful = (action: PlacedCue | undefined) => action !== undefined && APPEALS.test(action.cue.words)
/** 罢运了: it has happened. */
const DONE = 0x4e86

/** Bidding others come along, to a risk or to a place where one makes trouble felt; telling of such bidding is none. */
const call: Reader = (sentence, signs, document) => {
  if (has(sentence, HEARD | DENIED | ASKED | SIGN.office | SIGN.past)) return null
  const action = sentence.cues.find(({ cue }) => cue.kind === 'action' && cue.stance === 'affirmed')
  const deed = action?.at ?? firstOf(sentence, SIGN.gather)
  if (deed < 0) return null
  if (document.units[signs.to[deed]!] === DONE) return null
  const dated = has(sentence, SIGN.when)
  const join = dated || !isLawful(action) ? firstOf(sentence, SIGN.join) : -1
  const bid = join >= 0 || !dated ? join : firstOf(sentence, SIGN.company)
  if (bid < 0) return null
  const evidence: Evidence = bid < deed ? [bid, deed] : [deed, bid]
  return signs.to[evidence[1]]! - signs.from[evidence[0]]! > LONGEST_CALL ? [deed, deed] : evidence
}

/** 建议 says so itself; a wish is a suggestion when it names what to improve. */
const suggestion: Reader = (sentence, signs, document) => {
  if (has(sentence, SIGN.office)) return null
  const suggest = firstOf(sentence, SIGN.suggest)
  const improve = lastOf(sentence, SIGN.improve)
  if (suggest >= 0) {
    const near = improve > suggest && signs.from[improve]! < clauseEnd(document, signs.to[suggest]!, HOPE_REACH)
    return near ? [suggest, improve] : one(suggest)
  }
  const hope = firstOf(sentence, SIGN.hope)
  if (hope < 0) return null
  if (WISHING.includes(document.units[signs.from[hope]!]!) && lastOf(sentence, SIGN.complaint) < hope) return one(hope)
  for (let at = hope; at < signs.count && signs.from[at]! - signs.to[hope]! <= HOPE_REACH; at++) {
    if (signs.from[at]! >= sentence.to) break
    if ((signs.bits[at]! & SIGN.improve) !== 0) return [hope, at]
  }
  return null
}

/** 请问 says so itself; a question word asks at the end or before a mark, unless the sentence answers itself or wishes. */
const question: Reader = (sentence, signs, document) => {
  if (has(sentence, SIGN.office) || suggestion(sentence, signs, document) !== null) return null
  const ask = firstOf(sentence, SIGN.ask)
  if (ask >= 0) return one(ask)
  const whether = lastOf(sentence, SIGN.whether)
  if (whether >= 0 && signs.to[whether]! - signs.from[whether]! > 1) return one(whether)
  if (has(sentence, SIGN.rhetorical | SIGN.irony | SIGN.said | SIGN.flat | SIGN.join)) return null
  const wonder = lastOf(sentence, SIGN.wonder)
  if (wonder < 0) return null
  const complains = has(sentence, SIGN.complaint)
  const length = signs.to[wonder]! - signs.from[wonder]!
  if (complains && (sentence.asksByMark ? length === 1 : length < LONG_WONDER)) return null
  const atEnd = sentence.to - signs.to[wonder]! <= WONDER_REACH
  return sentence.asksByMark || atEnd ? one(wonder) : null
}

/** Where praise stands that is meant: not thanks for what was suffered, not courtesy, not followed by a complaint without a but. */
function praiseAt(sentence: Sentence, signs: Signs, document: Document): number {
  if (has(sentence, SIGN.office | SIGN.irony) || sentence.asksByMark) return -1
  const praise = firstOf(sentence, SIGN.praise)
  const thanks = firstOf(sentence, SIGN.thanks)
  const complaint = lastOf(sentence, SIGN.complaint)
  const at = praise >= 0 && (thanks < 0 || praise < thanks) ? praise : thanks
  if (at < 0 || (complaint > at && !has(sentence, SIGN.contrast))) return -1
  if (praise >= 0 || has(sentence, SIGN.solved)) return at
  const thanked = clauseEnd(document, signs.to[thanks]!, LEAST_THANKED + 1) - signs.to[thanks]!
  return thanked > LEAST_THANKED ? thanks : -1
}

const praise: Reader = (sentence, signs, document) => one(praiseAt(sentence, signs, document))

/** A complaint by its words, by praise that is none, or by a question that says what it asks. */
const complaint: Reader = (sentence, signs, document) => {
  if (has(sentence, SIGN.office)) return null
  const reply = firstOf(sentence, SIGN.reply)
  const untrue = lastOf(sentence, SIGN.denial)
  if (reply >= 0 && untrue > reply) return [reply, untrue]
  if (has(sentence, SIGN.hearsay | DENIED) && !has(sentence, SIGN.said | SIGN.reply)) return null
  const said = firstOf(sentence, SIGN.complaint)
  if (said >= 0 && (!has(sentence, SIGN.solved) || has(sentence, SIGN.contrast))) return one(said)
  const rhetorical = firstOf(sentence, SIGN.rhetorical)
  if (rhetorical >= 0) return one(rhetorical)
  const irony = firstOf(sentence, SIGN.irony)
  if (irony < 0) return null
  const praised = has(sentence, SIGN.praise | SIGN.thanks) || sentence.asksByMark
  return praised && praiseAt(sentence, signs, document) < 0 ? one(irony) : null
}

const READERS: Readonly<Record<ActKind, Reader>> = {
  complaint,
  question,
  suggestion,
  praise,
  rumour,
  call,
  denial,
  quotation,
}
const KINDS = Object.keys(READERS) as ActKind[]

/** Groups without which a sentence does nothing we name. */
const TELLING =
  SIGN.complaint |
  SIGN.ask |
  SIGN.whether |
  SIGN.wonder |
  SIGN.suggest |
  SIGN.hope |
  SIGN.praise |
  SIGN.thanks |
  SIGN.irony |
  SIGN.rhetorical |
  SIGN.hearsay |
  SIGN.said |
  SIGN.flat |
  SIGN.denial |
  SIGN.gather |
  SIGN.negator

const NONE: readonly Act[] = []
const sentence = newSentence()

/**
 * What the writer does, sentence by sentence: one act of a kind in a sentence at most, 40 in a text, with the words that show it.
 * A text that denies passes on no rumour and calls nobody.
 */
export function findActs(
  document: Document,
  signs: Signs,
  placed: readonly PlacedCue[],
  feeling: Feeling,
): readonly Act[] {
  const acts = (signs.any & TELLING) === 0 && placed.length === 0 ? [] : actsBySigns(document, signs, placed)
  if (acts.length > 0 || (signs.any & SIGN.office) !== 0) return acts
  const felt = actOfFeeling(feeling)
  return felt === null ? NONE : [felt]
}

/** A text that does nothing by its signs, and that feels strongly, complains or praises without the words for it. */
function actOfFeeling({ negative, positive, reasons }: Feeling): Act | null {
  if (Math.max(negative, positive) < LEAST_FELT) return null
  const reason = reasons.find(({ words }) => WORDED.test(words))
  if (reason === undefined) return null
  return { kind: negative > positive ? 'complaint' : 'praise', words: reason.words, span: reason.span }
}

const NOTHING: ReadonlySet<ActKind> = new Set()
/** A text that denies passes on no rumour and calls nobody. */
const DENIES_AWAY: ReadonlySet<ActKind> = new Set<ActKind>(['rumour', 'call'])
/** An office that answers repeats what people asked and complained of. */
const ANSWERS_AWAY: ReadonlySet<ActKind> = new Set<ActKind>(['complaint', 'question', 'suggestion', 'praise', 'call'])
const ANSWER = SIGN.office | SIGN.reply

function isOfficeAnswer(signs: Signs): boolean {
  if ((signs.any & ANSWER) !== ANSWER) return false
  for (let at = 0; at < signs.count; at++) if ((signs.bits[at]! & ANSWER) === ANSWER) return true
  return false
}

function actsBySigns(document: Document, signs: Signs, placed: readonly PlacedCue[]): readonly Act[] {
  const acts: Act[] = []
  for (let at = 0; at < signs.count && acts.length < MOST_ACTS; ) {
    at = readSentence(sentence, document, signs, at, placed)
    if (!has(sentence, TELLING) && sentence.cues.length === 0) continue
    for (const kind of KINDS) {
      const evidence = READERS[kind](sentence, signs, document)
      if (evidence === null) continue
      const from = signs.from[evidence[0]]!
      const to = signs.to[evidence[1]]!
      acts.push({ kind, words: wordsAt(document, from, to), span: spanOf(document, from, to) })
    }
  }
  const silent = acts.some(({ kind }) => kind === 'denial') ? DENIES_AWAY : NOTHING
  const unsaid = isOfficeAnswer(signs) ? ANSWERS_AWAY : NOTHING
  return acts.filter(({ kind }) => !silent.has(kind) && !unsaid.has(kind))
}
