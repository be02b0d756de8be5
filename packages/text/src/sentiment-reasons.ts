import type { Reason } from '@guanlan/domain'
import type { Document } from './document.ts'
import { CLASSES, type SentimentModel } from './sentiment-model.ts'
import type { Sight } from './sentiment-sight.ts'
import { FILTERS, WINDOW } from './sentiment-windows.ts'
import { forgetWeights, shareWeight, strongestWords } from './word-weights.ts'

/** Weight for the chosen class against the mean of the others, of every feature, over the units it came from. */
function spreadFeatures(model: SentimentModel, { features }: Sight, chosen: number, stretch: number): void {
  const { weights, scales, bits } = model
  const mask = 2 ** bits - 1
  const norm = features.count === 0 ? 0 : stretch / Math.sqrt(features.count)
  const [a, b, c] = scales.map((scale, at) => scale * norm * (at === chosen ? 1 : -0.5)) as [number, number, number]
  for (let i = 0; i < features.count; i++) {
    const at = (features.hashes[i]! & mask) * CLASSES
    shareWeight(weights[at]! * a + weights[at + 1]! * b + weights[at + 2]! * c, features.from[i]!, features.to[i]!)
  }
}

/** The same for every pattern, over the window that answered it. */
function spreadWindows({ windows }: SentimentModel, sight: Sight, half: 0 | 1, chosen: number, stretch: number): void {
  const { sequence, where } = sight.halves[half]
  const { from, to, count } = sequence
  if (count === 0) return
  for (let f = 0; f < FILTERS; f++) {
    if (where[f]! < 0) continue
    const at = half * FILTERS + f
    const first = Math.min(Math.max(1, where[f]!), count)
    const last = Math.min(where[f]! + WINDOW - 1, count)
    let sum = 0
    for (let c = 0; c < CLASSES; c++) sum += windows.out[at * CLASSES + c]! * (c === chosen ? 1 : -0.5)
    shareWeight(sum * sight.answers[at]! * stretch, from[first]!, to[last]!)
  }
}

/**
 * The words that carried the label `chosen`, at most five, strongest first. What a feature or a pattern weighed is shared
 * among the letters it came from; a window cut out of a long text is shared over all between its ends.
 */
export function sentimentReasons(
  model: SentimentModel,
  document: Document,
  sight: Sight,
  chosen: number,
  stretch: number,
): readonly Reason[] {
  forgetWeights(document)
  spreadFeatures(model, sight, chosen, stretch)
  spreadWindows(model, sight, 0, chosen, stretch)
  spreadWindows(model, sight, 1, chosen, stretch)
  return strongestWords(document)
}
