import { SENTIMENTS } from '@guanlan/domain'
import { prepare } from '../src/document.ts'
import type { Segmenter } from '../src/segment.ts'
import type { Register, Reviewing, SentimentModel } from '../src/sentiment-model.ts'
import { looker } from '../src/sentiment-sight.ts'
import { chance, shuffle } from './learn.ts'
import type { Labelled } from './sets.ts'

type Seen = Readonly<{ logits: Float64Array; review: number; set: number; class: number; twoWay: boolean }>
type Fit = { shift: number[]; stretch: number }
type Bare = Omit<SentimentModel, 'version' | 'stretch' | 'registers'>

/** What is usual in each source, and where the source is unknown. */
export type Kinds = Readonly<{ registers: readonly Register[]; reviewing: Reviewing; stretch: number }>

const EPOCHS = 30
const RATE = 0.02
const STRETCH_RATE = 0.3
const TEXTS_OF_A_SET = 700
const PULL = 0.02
const START = 0.7

/** Reviews never say neutral, and who reads reviews need not hear it; other two-way sets leave neutral open. */
export const REVIEWS = ['chnsenticorp', 'htl_all', 'waimai_10k', 'online_shopping_10_cats', 'nlpcc14_sc']

/** What the model sees in each text, before it knows the source. */
function see(segmenter: Segmenter, model: Bare, labelled: readonly Labelled[], names: readonly string[]): Seen[] {
  const look = looker({ ...model, version: '', stretch: START, registers: [] })
  const taken = new Int32Array(names.length)
  const seen: Seen[] = []
  for (const { text, set, sentiment, twoWay } of labelled) {
    const at = names.indexOf(set)
    if (taken[at]! >= TEXTS_OF_A_SET) continue
    taken[at]!++
    const { logits, review } = look(prepare(segmenter, '', text))
    const open = twoWay && !REVIEWS.includes(set)
    seen.push({ logits: logits.slice(), review, set: at, class: SENTIMENTS.indexOf(sentiment), twoWay: open })
  }
  return seen
}

/** One step downhill in log loss. The shift counts with `share`; null leaves it as it is. */
function step(fit: Fit, share: number | null, { logits, class: truth, twoWay }: Seen, rate: number): void {
  const p = [0, 0, 0]
  let total = 0
  for (let c = 0; c < 3; c++) {
    p[c] = twoWay && c === 1 ? 0 : Math.exp(fit.stretch * logits[c]! + (share ?? 0) * fit.shift[c]!)
    total += p[c]!
  }
  for (let c = 0; c < 3; c++) {
    if (twoWay && c === 1) continue
    const error = rate * (p[c]! / total - (c === truth ? 1 : 0))
    fit.shift[c]! -= error * (share ?? 0)
    fit.stretch -= error * logits[c]! * STRETCH_RATE
  }
}

const short = (value: number) => Math.round(value * 10_000) / 10_000

/**
 * Learns, on texts held back, what is usual in each source: a shift per class and a temperature, fitted to the least log
 * loss. Where the source is unknown there is one temperature, and only a plain review is shifted: shifting by a guessed
 * source traded rare classes for common ones.
 * @param noisy sets whose labels are too loose to learn a shift from
 */
export function learnRegisters(
  segmenter: Segmenter,
  model: Bare,
  heldBack: readonly Labelled[],
  noisy: readonly string[],
): Kinds {
  const names = [...new Set(heldBack.map(({ set }) => set))]
  const fits: readonly Fit[] = names.map(() => ({ shift: [0, 0, 0], stretch: START }))
  const unknown: Fit = { shift: [0, 0, 0], stretch: START }
  const seen = see(segmenter, model, heldBack, names)
  const order = Int32Array.from(seen.keys())
  const random = chance(11)
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    const rate = RATE * (1 - epoch / EPOCHS)
    for (const index of order) {
      const one = seen[index]!
      step(fits[one.set]!, noisy.includes(names[one.set]!) ? null : 1, one, rate)
      step(unknown, one.review, one, rate)
    }
    for (const fit of fits) {
      fit.stretch += PULL * (unknown.stretch - fit.stretch)
      for (let c = 0; c < 3; c++) fit.shift[c]! *= 1 - PULL
    }
  }
  const registers = fits.map(({ shift, stretch }, at) => {
    return { name: names[at]!, shift: shift.map(short), stretch: short(stretch) }
  })
  const reviewing = { ...model.reviewing, shift: unknown.shift.map(short) }
  return { registers, reviewing, stretch: short(unknown.stretch) }
}
