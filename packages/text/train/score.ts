import { SENTIMENTS } from '@guanlan/domain'
import { prepare } from '../src/document.ts'
import type { Segmenter } from '../src/segment.ts'
import { sentimentProbabilities } from '../src/sentiment.ts'
import type { SentimentModel } from '../src/sentiment-model.ts'
import type { Labelled } from './sets.ts'

/** How a model does on one set. `f1` per class is null where the set has no such class. */
export type Score = Readonly<{
  texts: number
  macroF1: number
  f1: readonly (number | null)[] // negative, neutral, positive
  calibrationError: number // mean gap between stated confidence and being right, ten bins
}>

const BINS = 10

/** F1 of each class from a table of truth × guess; null for a class that never occurs. */
export function f1PerClass(table: readonly (readonly number[])[]): (number | null)[] {
  return table.map((row, c) => {
    const hit = row[c]!
    const missed = row.reduce((sum, n) => sum + n, 0) - hit
    const wrong = table.reduce((sum, other) => sum + other[c]!, 0) - hit
    return hit + missed === 0 ? null : (2 * hit) / (2 * hit + missed + wrong)
  })
}

/** Makes scorers of one model, so that its tables are laid out once. */
export function sentimentScorer(segmenter: Segmenter, model: SentimentModel) {
  const probabilitiesOf = sentimentProbabilities(model)
  /** Judges every text of a set, told where it comes from or not. Where a set has no neutral, the choice is between the two others. */
  return (set: readonly Labelled[], sourceKnown: boolean): Score => {
    const table = SENTIMENTS.map(() => [0, 0, 0])
    const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }))
    for (const { text, sentiment, twoWay, set: source } of set) {
      const { probabilities: p } = probabilitiesOf(prepare(segmenter, '', text), sourceKnown ? source : null)
      if (twoWay) p[1] = 0
      const guess = p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2
      const truth = SENTIMENTS.indexOf(sentiment)
      table[truth]![guess]! += 1
      const confidence = p[guess] / (p[0] + p[1] + p[2])
      const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!
      bin.confidence += confidence
      if (guess === truth) bin.right += 1
    }
    return scoreOf(table, bins)
  }
}

function scoreOf(table: readonly (readonly number[])[], bins: readonly { confidence: number; right: number }[]): Score {
  const texts = table.flat().reduce((sum, n) => sum + n, 0)
  const f1 = f1PerClass(table)
  const known = f1.filter(value => value !== null)
  const gap = bins.reduce((total, { confidence, right }) => total + Math.abs(confidence - right), 0)
  return {
    texts,
    macroF1: known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length,
    f1,
    calibrationError: texts === 0 ? 0 : gap / texts,
  }
}
