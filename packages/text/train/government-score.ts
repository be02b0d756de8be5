import { GOVERNMENT_CLASSES } from '../src/government-model.ts'
import { f1PerClass } from './score.ts'

/** One text judged: its true class and the probabilities given. */
export type GovernmentJudged = Readonly<{ class: number; p: Float64Array }>

/** How the government model does on one set of texts. */
export type GovernmentScore = Readonly<{
  texts: number
  macroF1: number
  f1: readonly (number | null)[] // in the order of GOVERNMENT_CLASSES
  topTwo: number // share with the right topic among the two surest
  calibrationError: number // mean gap between stated confidence and being right, ten bins
  transportPrecision: number // of 交通运输, where recall reaches .90
}>

const BINS = 10
const TRANSPORT = GOVERNMENT_CLASSES.indexOf('transport')
const RECALL = 0.9

function bestTwo(p: Float64Array): readonly [number, number] {
  let first = 0
  let second = -1
  for (let c = 1; c < p.length; c++) {
    if (p[c]! > p[first]!) {
      second = first
      first = c
    } else if (second === -1 || p[c]! > p[second]!) second = c
  }
  return [first, second]
}

/** Precision among the texts most likely of the class, as many as are needed to hold `recall` of it; 0 when it never occurs. */
export function precisionAtRecall(judged: readonly GovernmentJudged[], c: number, recall: number): number {
  const ordered = [...judged].sort((a, b) => b.p[c]! - a.p[c]!)
  const needed = Math.ceil(recall * judged.filter(one => one.class === c).length)
  let hits = 0
  for (const [at, one] of ordered.entries()) {
    if (one.class === c) hits++
    if (needed > 0 && hits >= needed) return hits / (at + 1)
  }
  return 0
}

/** The figures of a set of judged texts. */
export function scoreGovernment(judged: readonly GovernmentJudged[]): GovernmentScore {
  const table = GOVERNMENT_CLASSES.map(() => GOVERNMENT_CLASSES.map(() => 0))
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }))
  let within = 0
  for (const { class: truth, p } of judged) {
    const [first, second] = bestTwo(p)
    table[truth]![first]! += 1
    if (first === truth || second === truth) within++
    const bin = bins[Math.min(BINS - 1, Math.floor(p[first]! * BINS))]!
    bin.confidence += p[first]!
    if (first === truth) bin.right += 1
  }
  const f1 = f1PerClass(table)
  const known = f1.filter(value => value !== null)
  const gap = bins.reduce((total, { confidence, right }) => total + Math.abs(confidence - right), 0)
  return {
    texts: judged.length,
    macroF1: known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length,
    f1,
    topTwo: judged.length === 0 ? 0 : within / judged.length,
    calibrationError: judged.length === 0 ? 0 : gap / judged.length,
    transportPrecision: precisionAtRecall(judged, TRANSPORT, RECALL),
  }
}
