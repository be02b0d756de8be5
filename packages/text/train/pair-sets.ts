import type { PairText } from '../src/pair-text.ts'
import type { Segmenter } from '../src/segment.ts'
import { textTaker } from '../src/similar.ts'
import { isHeldBack, readRows } from './sets.ts'

/** A pair ready for learning. Of the pairs that are only of one subject, those that are not even that are taken, at half weight. */
export type LabelledPair = Readonly<{
  id: string
  texts: readonly [string, string]
  a: PairText
  b: PairText
  same: number
  weight: number
  fold: number
}>

/** Folds of cross-validation. */
export const FOLDS = 5

/** A repeatable number of a string. */
export function numberOf(text: string): number {
  let hash = 7
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash * 31 + text.charCodeAt(i), 0x9e3779b1)
  return hash >>> 8
}

/** All labelled pairs; those held back carry the fold −1. */
export function readPairs(segmenter: Segmenter, folder: string): readonly LabelledPair[] {
  const take = textTaker(segmenter)
  const read = (set: string, weight: number, taken: (label: number) => boolean) =>
    readRows(folder, set, 'train').flatMap(({ id, a, b, label }): LabelledPair[] => {
      if (typeof id !== 'string' || typeof a !== 'string' || typeof b !== 'string' || typeof label !== 'number')
        return []
      if (!taken(label)) return []
      const fold = isHeldBack(id) ? -1 : numberOf(`${a}|${b}`) % FOLDS
      return [{ id, texts: [a, b], a: take(a), b: take(b), same: label, weight, fold }]
    })
  return [...read('sohu_pairs_B', 1, () => true), ...read('sohu_pairs_A', 0.5, label => label === 0)]
}

/** The pairs of `among` none of whose texts stands in `held`, so that nothing of what is measured was learned. */
export function apartFrom(held: readonly LabelledPair[], among: readonly LabelledPair[]): readonly LabelledPair[] {
  const texts = new Set(held.flatMap(pair => pair.texts))
  return among.filter(pair => !pair.texts.some(text => texts.has(text)))
}
