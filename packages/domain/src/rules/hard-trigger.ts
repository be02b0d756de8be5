import type { Analysed, Cue } from '../analysis.ts'
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
    const sentence = sentenceAround(mention[cue.span.field], cue.span.from, cue.span.to)
    for (const rule of rules.hard.rules) {
      if (!rule.words.some(word => cue.words.includes(word))) continue
      if (rule.company.length > 0 && !rule.company.some(word => sentence.includes(word))) continue
      if (rule.unless.some(word => sentence.includes(word))) continue
      hits.push({ rule, cue })
    }
  }
  return hits
}

/** An affirmed call to act offline: risk counts it, whoever makes it. Appealing (上访, 联名, 维权, 讨说法) is lawful and none. */
export function callsToAct(mention: Analysed): boolean {
  const lawful = /上访|信访|联名|维权|讨说法/u
  return mention.analysis.cues.some(
    cue => cue.kind === 'action' && cue.stance === 'affirmed' && !lawful.test(cue.words),
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
