import { LEAF, type TreeStep, treeValue } from '../src/pair-model.ts'
import { chance } from './pair-chance.ts'

/** What trees are grown from: features of each pair, whether it is one happening, how much it counts. */
export type TreeExamples = Readonly<{ features: readonly Float32Array[]; same: Float64Array; weights: Float64Array }>

/** Trees and the log odds they start from. */
export type Trees = Readonly<{ bias: number; trees: readonly (readonly TreeStep[])[] }>

const TREES = 180
const LEAVES = 6
const RATE = 0.07
const LEAST_IN_LEAF = 20
const RIDGE = 3
const ROWS_SHARE = 0.7
const FEATURES_SHARE = 0.25
const BINS = 64

type Split = Readonly<{ gain: number; feature: number; bin: number }>
type Open = {
  rows: Int32Array
  sum: number
  curve: number
  split: Split | null
  children: readonly [Open, Open] | null
}

/** The examples with every feature cut into at most 64 stretches of about as many pairs. */
type Binned = Readonly<{ cuts: readonly (readonly number[])[]; bins: readonly Uint8Array[] }>

function binned(features: readonly Float32Array[]): Binned {
  const cuts = Array.from(features[0]!, (_, f) => {
    const sorted = Float32Array.from(features, row => row[f]!).sort()
    const at = Array.from({ length: BINS - 1 }, (_, q) => sorted[Math.floor(((q + 1) * sorted.length) / BINS)]!)
    return [...new Set(at)].filter(cut => cut > sorted[0]!)
  })
  const bins = cuts.map((cut, f) =>
    Uint8Array.from(features, row => {
      let [low, high] = [0, cut.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (row[f]! >= cut[middle]!) low = middle + 1
        else high = middle
      }
      return low
    }),
  )
  return { cuts, bins }
}

/** One tree's worth of state: first and second derivatives of the loss for each pair. */
class Grower {
  readonly #binned: Binned
  readonly gradients: Float64Array
  readonly curves: Float64Array
  readonly #sums = new Float64Array(BINS)
  readonly #curved = new Float64Array(BINS)
  readonly #counts = new Int32Array(BINS)

  constructor(all: Binned, rows: number) {
    this.#binned = all
    this.gradients = new Float64Array(rows)
    this.curves = new Float64Array(rows)
  }

  /** Splits the leaf of most gain until there are LEAVES of them. */
  grow(rows: Int32Array, columns: readonly number[]): readonly TreeStep[] {
    const root = this.#leaf(rows, columns)
    const open = [root]
    while (open.length < LEAVES) {
      const best = open.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a))
      if (best.split === null) break
      const { feature, bin } = best.split
      const bins = this.#binned.bins[feature]!
      const children = [best.rows.filter(n => bins[n]! <= bin), best.rows.filter(n => bins[n]! > bin)] as const
      best.children = [this.#leaf(children[0], columns), this.#leaf(children[1], columns)]
      open.splice(open.indexOf(best), 1, ...best.children)
    }
    return this.#steps(root)
  }

  #leaf(rows: Int32Array, columns: readonly number[]): Open {
    let [sum, curve] = [0, 0]
    for (const n of rows) {
      sum += this.gradients[n]!
      curve += this.curves[n]!
    }
    return { rows, sum, curve, split: this.#bestSplit(rows, sum, curve, columns), children: null }
  }

  #bestSplit(rows: Int32Array, sum: number, curve: number, columns: readonly number[]): Split | null {
    let best: Split | null = null
    const whole = (sum * sum) / (curve + RIDGE)
    for (const feature of columns) {
      this.#tally(rows, feature)
      let [left, leftCurve, count] = [0, 0, 0]
      for (let bin = 0; bin < this.#binned.cuts[feature]!.length; bin++) {
        left += this.#sums[bin]!
        leftCurve += this.#curved[bin]!
        count += this.#counts[bin]!
        if (count < LEAST_IN_LEAF) continue
        if (rows.length - count < LEAST_IN_LEAF) break
        const right = sum - left
        const gain = (left * left) / (leftCurve + RIDGE) + (right * right) / (curve - leftCurve + RIDGE) - whole
        if (gain > 1e-3 && gain > (best?.gain ?? 0)) best = { gain, feature, bin }
      }
    }
    return best
  }

  #tally(rows: Int32Array, feature: number): void {
    const bins = this.#binned.bins[feature]!
    this.#sums.fill(0)
    this.#curved.fill(0)
    this.#counts.fill(0)
    for (let k = 0; k < rows.length; k++) {
      const n = rows[k]!
      const bin = bins[n]!
      this.#sums[bin]! += this.gradients[n]!
      this.#curved[bin]! += this.curves[n]!
      this.#counts[bin]! += 1
    }
  }

  /** The tree as steps: what is below the threshold follows at once, the rest further on. */
  #steps({ children, split, sum, curve }: Open): TreeStep[] {
    if (children === null) return [{ feature: LEAF, value: Math.fround((RATE * sum) / (curve + RIDGE)), jump: 0 }]
    const { feature, bin } = split!
    const [below, above] = children.map(child => this.#steps(child))
    const moved = (steps: readonly TreeStep[], by: number) =>
      steps.map(step => (step.feature === LEAF ? step : { ...step, jump: step.jump + by }))
    const jump = 1 + below!.length
    return [{ feature, value: this.#binned.cuts[feature]![bin]!, jump }, ...moved(below!, 1), ...moved(above!, jump)]
  }
}

/** Gradient boosting of small trees on the logistic loss (Friedman 2001), by histograms; the same examples and seed give the same trees. */
export function growTrees({ features, same, weights }: TreeExamples, seed: number): Trees {
  const all = binned(features)
  const grower = new Grower(all, features.length)
  const random = chance(seed)
  const positive = same.reduce((sum, one, n) => sum + one * weights[n]!, 0)
  const total = weights.reduce((a, b) => a + b, 0)
  const bias = Math.log(positive / (total - positive))
  const odds = new Float64Array(features.length).fill(bias)
  const trees: (readonly TreeStep[])[] = []
  for (let t = 0; t < TREES; t++) {
    for (let n = 0; n < odds.length; n++) {
      const p = 1 / (1 + Math.exp(-odds[n]!))
      grower.gradients[n] = (same[n]! - p) * weights[n]!
      grower.curves[n] = Math.max(1e-6, p * (1 - p)) * weights[n]!
    }
    const rows = Int32Array.from(features.keys()).filter(() => random() < ROWS_SHARE)
    const columns = [...all.cuts.keys()].filter(() => random() < FEATURES_SHARE)
    const tree = grower.grow(rows, columns)
    for (let n = 0; n < odds.length; n++) odds[n]! += treeValue(tree, features[n]!)
    trees.push(tree)
  }
  return { bias, trees }
}
