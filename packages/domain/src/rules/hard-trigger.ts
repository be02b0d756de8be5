import { type Analysed, type Cue, completeAnalysis } from '../analysis.ts'
import { DEFAULT_RULES, type HardRule, type Rules } from './default-rules.ts'

/** A hard trigger found: which rule, and the cue that carried it. */
export type HardHit = Readonly<{ rule: HardRule; cue: Cue }>

/**
 * Hard triggers of one mention. Only affirmed cues count: negated, hypothetical, past or reported ones never do, nor do
 * mentions that praise. Words that are ordinary by themselves (停运, 上访) need their company in the same sentence.
 */
export function hardTriggers(mention: Analysed, rules: Rules = DEFAULT_RULES): readonly HardHit[] {
  if (mention.analysis.sentiment === 'positive') return []
  const hits: HardHit[] = []
  for (const cue of mention.analysis.cues) {
    if (cue.stance !== 'affirmed') continue
    const meant = meantBy(mention, cue)
    const sentence = sentenceAround(mention[cue.span.field], cue.span.from, cue.span.to)
    for (const rule of rules.hard.rules) {
      if (!rule.words.some(word => meant.includes(word))) continue
      if (rule.company.length > 0 && !rule.company.some(word => sentence.includes(word))) continue
      if (rule.unless.some(word => sentence.includes(word))) continue
      hits.push({ rule, cue })
    }
  }
  return hits
}

/** What a cue says once disguises in it are read as meant (罢🚫运 is 罢运): its words as they stand when there is none. */
export function meantBy(mention: Analysed, cue: Cue): string {
  let meant = cue.words
  // from the last to the first, so that places before a disguise still hold; a stream may carry records of older releases
  for (const { span, meant: word } of completeAnalysis(mention.analysis).disguises.toReversed()) {
    if (span.field !== cue.span.field || span.from < cue.span.from || span.to > cue.span.to) continue
    meant = meant.slice(0, span.from - cue.span.from) + word + meant.slice(span.to - cue.span.from)
  }
  return meant
}

/** An affirmed call to act offline: risk counts it, whoever makes it. Appealing (上访, 联名, 维权, 讨说法) is lawful and none. */
export function callsToAct(mention: Analysed): boolean {
  const lawful = /上访|信访|联名|维权|讨说法/u
  return mention.analysis.cues.some(
    cue => cue.kind === 'action' && cue.stance === 'affirmed' && !lawful.test(meantBy(mention, cue)),
  )
}

/** The stretch between two ends of sentence that holds [from, to), at most 120 units to either side. */
export function sentenceAround(text: string, from: number, to: number): string {
  const before = text.slice(Math.max(0, from - 120), from)
  const after = text.slice(to, to + 120)
  const start = Math.max(...['。', '！', '？', '!', '?', '\n', '；'].map(end => before.lastIndexOf(end))) + 1
  const end = after.search(/[。！？!?\n；]/u)
  return before.slice(start) + text.slice(from, to) + (end < 0 ? after : after.slice(0, end))
}
