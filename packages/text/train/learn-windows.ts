import { FILTERS, FULL, newSequence, pool, type Sequence, WINDOW } from '../src/sentiment-windows.ts'
import { chance, type Example, shuffle, softmax, WORD_BITS } from './learn.ts'

/** Patterns while learning, real-valued; the shipped tables are 8-bit copies. */
export type LearnedWindows = Readonly<{
  letters: Uint16Array
  tables: readonly [letters: Float32Array, words: Float32Array]
  out: Float32Array // pattern × class
  biases: Float64Array
}>

const EPOCHS = 5
const RATE = 0.05
const BIAS_RATE = 0.002
const DROPPED = 0.4
const START = 0.05
const HEAVIEST = 4
const ROW = WINDOW * FILTERS
const LETTERS_AT_MOST = 5998
const LEAST_SEEN = 3
const FLAT = 1e-5

/** The letters that stand often enough in the examples to be learned, commonest first. */
export function commonLetters(training: readonly Example[]): Uint16Array {
  const counts = new Int32Array(65_536)
  for (const { letters } of training) for (const letter of letters) counts[letter]!++
  const known = [...counts.keys()].filter(letter => counts[letter]! >= LEAST_SEEN)
  return Uint16Array.from(known.sort((a, b) => counts[b]! - counts[a]! || a - b).slice(0, LETTERS_AT_MOST))
}

/** Puts tokens between edges. */
function lay(tokens: Uint16Array, rowOf: Uint16Array | null, into: Sequence): void {
  into.count = tokens.length
  into.rows[0] = 0
  for (let i = 0; i < tokens.length; i++) into.rows[i + 1] = rowOf === null ? tokens[i]! : rowOf[tokens[i]!]!
  into.rows[tokens.length + 1] = 0
  into.rows[tokens.length + 2] = 0
}

class Learning {
  readonly tables: readonly [Float32Array, Float32Array]
  readonly out = new Float32Array(2 * FILTERS * 3)
  readonly biases = new Float64Array(3)
  private readonly squares: readonly [Float32Array, Float32Array]
  private readonly outSquares = new Float32Array(2 * FILTERS * 3).fill(1e-6)
  private readonly sequences = [newSequence(), newSequence()] as const
  private readonly best = [new Float32Array(FILTERS), new Float32Array(FILTERS)] as const
  private readonly where = [new Int32Array(FILTERS), new Int32Array(FILTERS)] as const
  private readonly kept = new Float32Array(2 * FILTERS)
  private readonly p = new Float64Array(3)
  private readonly random: () => number
  private readonly rowOf: Uint16Array

  constructor(rowOf: Uint16Array, rows: number, random: () => number) {
    this.rowOf = rowOf
    this.random = random
    const sizes = [rows * ROW, (2 ** WORD_BITS + 1) * ROW] as const
    this.tables = [new Float32Array(sizes[0]), new Float32Array(sizes[1])]
    this.squares = [new Float32Array(sizes[0]).fill(1e-6), new Float32Array(sizes[1]).fill(1e-6)]
    for (const table of this.tables) for (let i = 0; i < table.length; i++) table[i] = (random() * 2 - 1) * START
    for (let i = 0; i < this.out.length; i++) this.out[i] = (random() - 0.5) * 0.6
  }

  /** Probabilities with a share of the patterns left out at random, so that none relies on another. */
  private look({ letters, words, twoWay }: Example): void {
    const { p, kept, out, best } = this
    lay(letters, this.rowOf, this.sequences[0])
    lay(words, null, this.sequences[1])
    p.set(this.biases)
    for (const half of [0, 1] as const) {
      pool(this.tables[half], this.sequences[half], best[half], this.where[half])
      for (let f = 0; f < FILTERS; f++) {
        const at = half * FILTERS + f
        kept[at] = this.random() < DROPPED ? 0 : 1 / (1 - DROPPED)
        const answer = Math.min(FULL, best[half][f]!) * kept[at]!
        for (let c = 0; c < 3; c++) p[c]! += answer * out[at * 3 + c]!
      }
    }
    softmax(p, twoWay)
  }

  step(example: Example, rate: number): void {
    this.look(example)
    const { p, biases } = this
    const weight = Math.min(HEAVIEST, example.weight)
    for (let c = 0; c < 3; c++) {
      p[c] = (p[c]! - (c === example.class ? 1 : 0)) * weight
      biases[c]! -= BIAS_RATE * rate * p[c]!
    }
    for (const half of [0, 1] as const) for (let f = 0; f < FILTERS; f++) this.move(half, f, rate)
  }

  private move(half: 0 | 1, f: number, rate: number): void {
    const { p, out, outSquares, kept } = this
    const at = half * FILTERS + f
    const best = this.best[half][f]!
    const answer = Math.min(FULL, best) * kept[at]!
    if (answer === 0) return
    let back = 0
    for (let c = 0; c < 3; c++) {
      const gradient = p[c]! * answer
      back += p[c]! * out[at * 3 + c]!
      outSquares[at * 3 + c]! += gradient * gradient
      out[at * 3 + c]! -= (rate * gradient) / Math.sqrt(outSquares[at * 3 + c]!)
    }
    back *= kept[at]!
    if (best >= FULL || Math.abs(back) < FLAT) return
    const { rows } = this.sequences[half]
    for (let place = 0; place < WINDOW; place++) {
      const cell = rows[this.where[half][f]! + place]! * ROW + place * FILTERS + f
      const sum = this.squares[half][cell]! + back * back
      this.squares[half][cell] = sum
      this.tables[half][cell]! -= (rate * back) / Math.sqrt(sum)
    }
  }
}

/** Learns patterns over windows of three letters and three words; the same examples and seed give the same patterns. */
export function learnWindows(
  training: readonly Example[],
  letters: Uint16Array,
  rowOf: Uint16Array,
  seed: number,
): LearnedWindows {
  const random = chance(seed)
  const learning = new Learning(rowOf, letters.length + 2, random)
  const order = Int32Array.from(training.keys())
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random)
    const rate = RATE * (1 - epoch / EPOCHS)
    for (const index of order) learning.step(training[index]!, rate)
  }
  const { tables, out, biases } = learning
  return { letters, tables, out, biases }
}
