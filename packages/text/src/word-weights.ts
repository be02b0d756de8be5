import type { Reason } from '@guanlan/domain'
import { type Document, LONGEST_ANALYSED, spanOf, wordsAt } from './document.ts'
import { isAlphanumeric, isHan } from './fold.ts'

const MOST_REASONS = 5
const LEAST_WEIGHT = 0.01
const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff
/** What every unit of the text in hand has gathered for a label; one thread judges one label of one text at a time. */
const perUnit = new Float32Array(LONGEST_ANALYSED + 1)

/** Begins the reasons of one label: nothing has spoken for it yet. */
export function forgetWeights({ length }: Document): void {
  perUnit.fill(0, 0, length)
}

/** Shares what a feature weighed for the label among the units it came from. */
export function shareWeight(weight: number, from: number, to: number): void {
  const each = weight / (to - from)
  for (let unit = from; unit < to; unit++) perUnit[unit]! += each
}

/** The words whose units gathered most for the label, at most five, strongest first; a word counts at its first place. */
export function strongestWords(document: Document): Reason[] {
  const { starts, words, units } = document
  const best: { word: number; weight: number }[] = []
  for (let word = 0; word < words.length; word++) {
    const from = starts[word]!
    const first = units[from]!
    if (!isHan(first) && !isAlphanumeric(first) && !isSurrogate(first)) continue
    let weight = 0
    for (let unit = from; unit < starts[word + 1]!; unit++) weight += perUnit[unit]!
    if (weight <= LEAST_WEIGHT || (best.length === MOST_REASONS && weight <= best.at(-1)!.weight)) continue
    let at = best.length
    while (at > 0 && best[at - 1]!.weight < weight) at--
    best.splice(at, 0, { word, weight })
    if (best.length > MOST_REASONS) best.pop()
  }
  return best.map(({ word, weight }) => {
    const from = starts[word]!
    const to = starts[word + 1]!
    return {
      span: spanOf(document, from, to),
      words: wordsAt(document, from, to),
      weight: Math.round(weight * 1000) / 1000,
    }
  })
}
