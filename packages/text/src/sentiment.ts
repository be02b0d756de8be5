import { type Reason, SENTIMENTS, type Sentiment } from '@guanlan/domain'
import type { Document } from './document.ts'
import type { SentimentModel } from './sentiment-model.ts'
import { sentimentReasons } from './sentiment-reasons.ts'
import { looker } from './sentiment-sight.ts'

/** What the model makes of one text. The three probabilities sum to 1. */
export type SentimentVerdict = Readonly<{
  sentiment: Sentiment
  probabilities: readonly [negative: number, neutral: number, positive: number]
  score: number // positive minus negative, −1..1
  confidence: number // probability of the chosen sentiment, calibrated on texts held back
  unsure: boolean // the two best are too close to choose between, or there was nothing to go by
  reasons: readonly Reason[] // at most five, strongest first; weight > 0 spoke for the label
}>

/** Below this lead of the best over the second best the label is a guess: right hardly more often than not. */
const LEAST_LEAD = 0.15

/** Judges prepared text. `source` names where it came from; a source the model was taught is judged by what is usual there. */
export type SentimentJudge = (document: Document, source?: string | null) => SentimentVerdict

/** Probabilities of the three classes, nothing else: what training and scoring need. One a thread: it keeps buffers. */
export function sentimentProbabilities(model: SentimentModel) {
  const look = looker(model)
  const { reviewing } = model
  const registers = new Map(model.registers.map(register => [register.name, register]))
  return (document: Document, source: string | null) => {
    const sight = look(document)
    const known = source === null ? undefined : registers.get(source)
    const stretch = known?.stretch ?? model.stretch
    const shift = known?.shift ?? reviewing.shift
    const share = known === undefined ? sight.review : 1
    let a = stretch * sight.logits[0]! + share * shift[0]!
    let b = stretch * sight.logits[1]! + share * shift[1]!
    let c = stretch * sight.logits[2]! + share * shift[2]!
    const top = Math.max(a, b, c)
    a = Math.exp(a - top)
    b = Math.exp(b - top)
    c = Math.exp(c - top)
    const sum = a + b + c
    return { probabilities: [a / sum, b / sum, c / sum] as [number, number, number], sight, stretch }
  }
}

/** Makes the judge of a model. One a thread: it keeps buffers between texts. */
export function sentimentJudge(model: SentimentModel): SentimentJudge {
  const probabilitiesOf = sentimentProbabilities(model)
  return (document, source = null) => {
    const { probabilities: p, sight, stretch } = probabilitiesOf(document, source)
    const chosen = p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2
    const second = chosen === 0 ? Math.max(p[1], p[2]) : chosen === 1 ? Math.max(p[0], p[2]) : Math.max(p[0], p[1])
    return {
      sentiment: SENTIMENTS[chosen]!,
      probabilities: p,
      score: p[2] - p[0],
      confidence: p[chosen],
      unsure: p[chosen] - second < LEAST_LEAD || sight.features.count === 0,
      reasons: sentimentReasons(model, document, sight, chosen, stretch),
    }
  }
}
