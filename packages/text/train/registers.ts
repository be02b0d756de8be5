import { SENTIMENTS } from '@guanlan/domain'
import { prepare } from '../src/document.ts'
import type { Segmenter } from '../src/segment.ts'
import type { Register, Reviewing, SentimentModel } from '../src/sentiment-model.ts'
import { looker, registerShares } from '../src/sentiment-sight.ts'
import { FILTERS } from '../src/sentiment-windows.ts'
import { chance, shuffle } from './learn.ts'
import type { Labelled } from './sets.ts'

type Seen = Readonly<{
  answers: Float64Array
  logits: Float64Array
  review: number
  set: number
  class: number
  twoWay: boolean
}>

const GATE_TEXTS = 2500
const GATE_EPOCHS = 6
const GATE_RATE = 0.02
const FIT_EPOCHS = 30
const FIT_RATE = 0.02
const FIT_TEXTS = 700
const PULL = 0.02
const START = 0.7

/** Reviews never say neutral, and who reads reviews need not hear it; other two-way sets leave neutral open. */
export const REVIEWS = ['chnsenticorp', 'htl_all', 'waimai_10k', 'online_shopping_10_cats', 'nlpcc14_sc']

/** What the model sees in each text: at most `most` texts of a set. */
function see(
  segmenter: Segmenter,
  model: Omit<SentimentModel, 'version'>,
  labelled: readonly Labelled[],
  names: readonly string[],
  most: number,
): Seen[] {
  const look = looker({ ...model, version: '' })
  const taken = new Int32Array(names.length)
  const seen: Seen[] = []
  for (const { text, set, sentiment, twoWay } of labelled) {
    const at = names.indexOf(set)
    if (at < 0 || taken[at]! >= most) continue
    taken[at]!++
    const { answers, logits, review } = look(prepare(segmenter, '', text))
    const open = twoWay && !REVIEWS.includes(set)
    const known = { answers: answers.slice(), logits: logits.slice(), review }
    seen.push({ ...known, set: at, class: SENTIMENTS.indexOf(sentiment), twoWay: open })
  }
  return seen
}

/** Learns to tell the kinds of text apart by the patterns they answer. */
function learnGate(seen: readonly Seen[], registers: Register[], random: () => number): void {
  const shares = new Float64Array(registers.length)
  const gates = registers.map(({ gate }) => gate as number[])
  const order = Int32Array.from(seen.keys())
  for (let epoch = 0; epoch < GATE_EPOCHS; epoch++) {
    shuffle(order, random)
    const rate = GATE_RATE * (1 - epoch / GATE_EPOCHS)
    for (const index of order) {
      const { answers, set } = seen[index]!
      registerShares(registers, answers, null, shares)
      gates.forEach((gate, r) => {
        const error = rate * (shares[r]! - (r === set ? 1 : 0))
        for (let f = 0; f < answers.length; f++) gate[f]! -= error * answers[f]!
        gate[answers.length]! -= error
      })
    }
  }
}

type Open = { name: string; gate: readonly number[]; shift: number[]; stretch: number }

/** One step of the fit: `shift` counts with `share`, the temperatures of the kinds with `shares`. */
function fitOne(
  registers: readonly Open[],
  shares: Float64Array,
  shift: number[] | null,
  share: number,
  one: Seen,
  rate: number,
): void {
  const stretch = registers.reduce((sum, register, r) => sum + shares[r]! * register.stretch, 0)
  const p = [0, 0, 0]
  let total = 0
  for (let c = 0; c < 3; c++) {
    p[c] = one.twoWay && c === 1 ? 0 : Math.exp(stretch * one.logits[c]! + share * (shift?.[c] ?? 0))
    total += p[c]!
  }
  let back = 0
  for (let c = 0; c < 3; c++) {
    if (one.twoWay && c === 1) continue
    const error = rate * (p[c]! / total - (c === one.class ? 1 : 0))
    if (shift !== null) shift[c]! -= error * share
    back += error * one.logits[c]! * 0.3
  }
  registers.forEach((register, r) => {
    register.stretch -= shares[r]! * back
  })
}

/** Pulls every kind towards what all have in common: a kind of which little was seen keeps to it. */
function pull(registers: readonly Open[], strength: number): void {
  const mean = registers.reduce((sum, { stretch }) => sum + stretch, 0) / registers.length
  for (const register of registers) {
    register.stretch += strength * (mean - register.stretch)
    for (let c = 0; c < 3; c++) register.shift[c]! *= 1 - strength
  }
}

type Kinds = Readonly<{ registers: readonly Register[]; reviewing: Reviewing }>

/**
 * Learns the kinds of text and, on texts held back, what is usual in each: a shift per class and a temperature, fitted to
 * the least log loss both when the kind is known and when it is guessed. A guessed kind shifts nothing but a review: the
 * least log loss would trade rare classes for common ones.
 * @param noisy sets whose labels are too loose to learn a shift from
 */
export function learnRegisters(
  segmenter: Segmenter,
  model: Omit<SentimentModel, 'version' | 'registers'>,
  training: readonly Labelled[],
  heldBack: readonly Labelled[],
  noisy: readonly string[],
): Kinds {
  const names = [...new Set([...training, ...heldBack].map(({ set }) => set))]
  const gate = () => Array<number>(2 * FILTERS + 1).fill(0)
  const registers: Open[] = names.map(name => ({ name, gate: gate(), shift: [0, 0, 0], stretch: START }))
  const bare = { ...model, registers }
  const random = chance(11)
  learnGate(see(segmenter, bare, training, names, GATE_TEXTS), registers, random)
  const seen = see(segmenter, bare, heldBack, names, FIT_TEXTS)
  const reviewShift = [0, 0, 0]
  const shares = new Float64Array(registers.length)
  const order = Int32Array.from(seen.keys())
  for (let epoch = 0; epoch < FIT_EPOCHS; epoch++) {
    shuffle(order, random)
    const rate = FIT_RATE * (1 - epoch / FIT_EPOCHS)
    for (const index of order) {
      const one = seen[index]!
      const { name, shift } = registers[one.set]!
      registerShares(registers, one.answers, name, shares)
      fitOne(registers, shares, noisy.includes(name) ? null : shift, 1, one, rate)
      registerShares(registers, one.answers, null, shares)
      fitOne(registers, shares, reviewShift, one.review, one, rate)
    }
    pull(registers, PULL)
  }
  return {
    registers: registers.map(({ name, gate, shift, stretch }) => {
      return { name, gate: gate.map(short), shift: shift.map(short), stretch: short(stretch) }
    }),
    reviewing: { ...model.reviewing, shift: reviewShift.map(short) },
  }
}

const short = (value: number) => Math.round(value * 10_000) / 10_000
