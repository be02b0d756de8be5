import type { Windows } from '../src/sentiment-model.ts'
import { type Learned, WORD_BITS } from './learn.ts'
import type { LearnedWindows } from './learn-windows.ts'

/** Share of the log-odds that comes from the patterns: measured, .4 to 1 differ by less than the noise. */
const WINDOWS_SHARE = 0.7
/** The largest step of eight bits. */
export const MOST = 127

/** The size that all but the largest ten-thousandth of those that are not zero stay under. */
export function almostLargest(values: Float32Array, every: number, from: number): number {
  const sizes = values.filter((value, at) => at % every === from && value !== 0).map(Math.abs)
  sizes.sort()
  return Math.max(1e-9, sizes[Math.floor(sizes.length * 0.9999)] ?? 0)
}

/** The nearest whole number of steps, at most MOST. */
export const toStep = (value: number, step: number) => Math.max(-MOST, Math.min(MOST, Math.round(value / step)))

/** Eight bits a weight; the step per class covers all but the largest ten-thousandth, which are clipped. */
export function quantise({ bits, weights, biases }: Learned) {
  const scales = [0, 1, 2].map(c => almostLargest(weights, 3, c) / MOST)
  const quantised = Int8Array.from(weights, (weight, i) => toStep(weight, scales[i % 3]!))
  return { bits, weights: quantised, scales, biases: Array.from(biases) }
}

/** Eight bits an entry of a pattern; weights of the patterns stay real, there are few. */
export function quantiseWindows({ letters, tables, out }: LearnedWindows): Windows {
  const [letterStep, wordStep] = tables.map(table => almostLargest(table, 1, 0) / MOST) as [number, number]
  return {
    letters,
    letterTable: Int8Array.from(tables[0], entry => toStep(entry, letterStep)),
    wordBits: WORD_BITS,
    wordTable: Int8Array.from(tables[1], entry => toStep(entry, wordStep)),
    steps: [letterStep, wordStep],
    out: Array.from(out, weight => weight * WINDOWS_SHARE),
  }
}
