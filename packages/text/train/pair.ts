import { writeFileSync } from 'node:fs'
import { readIdf } from '../src/idf.ts'
import { pairFeatures } from '../src/pair-features.ts'
import { learnedScore } from '../src/pair-learned.ts'
import { encodePairModel, LEAF, PAIR_MODEL, type TreeStep, treeValue } from '../src/pair-model.ts'
import type { WordVectors } from '../src/pair-vectors.ts'
import { loadSegmenter } from '../src/segment.ts'
import { bucketsOf, type LearnedWords, learnWords, scoresOutOfFold } from './pair-learned.ts'
import { type Counts, countTexts, rarityTable, rarityWithout } from './pair-rarity.ts'
import { rank } from './pair-score.ts'
import { apartFrom, FOLDS, type LabelledPair, readPairs } from './pair-sets.ts'
import { growTrees } from './pair-trees.ts'
import { learnVectors } from './pair-vectors.ts'
import { dataFolder } from './sets.ts'

const SEEDS = [1, 2, 3, 4]

/** What is known before any label is looked at. */
type Ground = Readonly<{ words: Counts; bigrams: Counts; vectors: WordVectors }>

type Learned = Readonly<{ words: LearnedWords; bias: number; trees: readonly (readonly TreeStep[])[] }>
type Features = ReadonlyMap<LabelledPair, readonly number[]>
type Buckets = ReadonlyMap<LabelledPair, Int32Array>

function featuresOf(pairs: readonly LabelledPair[], { words, bigrams, vectors }: Ground): Features {
  const usual = readIdf()
  return new Map(
    pairs.map(pair => {
      const rarity = { usual, word: rarityWithout(words, pair), bigram: rarityWithout(bigrams, pair) }
      return [pair, pairFeatures(pair.a, pair.b, rarity, vectors)]
    }),
  )
}

/** Words first, then trees over everything and what the words said out of fold; several runs of trees are averaged. */
function learn(pairs: readonly LabelledPair[], features: Features, buckets: Buckets): Learned {
  const said = scoresOutOfFold(pairs, buckets)
  const examples = {
    features: pairs.map(pair => Float32Array.from([...features.get(pair)!, said.get(pair)!])),
    same: Float64Array.from(pairs, ({ same }) => same),
    weights: Float64Array.from(pairs, ({ weight }) => weight),
  }
  const runs = SEEDS.map(seed => growTrees(examples, seed))
  const share = (tree: readonly TreeStep[]) =>
    tree.map(step => (step.feature === LEAF ? { ...step, value: step.value / SEEDS.length } : step))
  return {
    words: learnWords(pairs, buckets),
    bias: runs[0]!.bias,
    trees: runs.flatMap(({ trees }) => trees.map(share)),
  }
}

function oddsOf({ words, bias, trees }: Learned, pair: LabelledPair, features: Features, buckets: Buckets): number {
  const said = learnedScore(buckets.get(pair)!, words.weights, words.bias)
  const row = Float32Array.from([...features.get(pair)!, said])
  return trees.reduce((sum, tree) => sum + treeValue(tree, row), bias)
}

function measure(name: string, learned: Learned, held: readonly LabelledPair[], features: Features, buckets: Buckets) {
  const ranked = rank(held.map(pair => ({ score: oddsOf(learned, pair, features, buckets), same: pair.same === 1 })))
  const { f1, averagePrecision, threshold } = ranked
  console.log(
    `${name}: ${held.length} pairs, F1 ${f1.toFixed(3)} from odds ${threshold.toFixed(2)}, average precision ${averagePrecision.toFixed(3)}`,
  )
  return ranked
}

/** Each fold measured by what was learned on the others. */
function crossValidate(open: readonly LabelledPair[], features: Features, buckets: Buckets, folds: number): void {
  const figures = Array.from({ length: folds }, (_, fold) => {
    const held = open.filter(pair => pair.fold === fold && pair.weight === 1)
    const others = apartFrom(
      held,
      open.filter(pair => pair.fold !== fold),
    )
    return measure(`fold ${fold + 1}`, learn(others, features, buckets), held, features, buckets)
  })
  for (const name of ['f1', 'averagePrecision'] as const) {
    const mean = figures.reduce((sum, figure) => sum + figure[name], 0) / figures.length
    const spread = Math.sqrt(figures.reduce((sum, figure) => sum + (figure[name] - mean) ** 2, 0) / figures.length)
    console.log(`${name}: ${mean.toFixed(3)} ± ${spread.toFixed(3)} over ${folds} folds`)
  }
}

function write(
  { words, bias, trees }: Learned,
  { words: wordCounts, bigrams, vectors }: Ground,
  threshold: number,
): void {
  const scale = words.weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9) / 127
  const weights = Int8Array.from(words.weights, weight => Math.round(weight / scale))
  const rarity = { word: rarityTable(wordCounts), bigram: rarityTable(bigrams) }
  const learned = { scale, bias: words.bias, weights }
  const bytes = encodePairModel({ rarity, vectors, learned, bias: bias - threshold, trees })
  writeFileSync(PAIR_MODEL, bytes)
  console.log(`wrote ${bytes.length} bytes`)
}

/**
 * Learns the judge of pairs from the sets beside the project and writes it, with the figures on the tenth held back. `folds`: also
 * cross-validates over so many folds of the rest. The model says .5 where F1 was best on the part held back.
 */
export function trainPairs(folds: number = 0): void {
  const folder = dataFolder()
  if (folder === null) throw new Error('../shared/data/text is not here: there is nothing to learn from')
  const segmenter = loadSegmenter()
  const all = readPairs(segmenter, folder)
  const held = all.filter(pair => pair.fold < 0 && pair.weight === 1)
  const open = apartFrom(
    held,
    all.filter(pair => pair.fold >= 0),
  )
  console.log(`${open.length} pairs to learn from, ${held.length} held back`)
  const ground = {
    words: countTexts(open, text => text.kinds),
    bigrams: countTexts(open, text => text.bigrams),
    vectors: learnVectors(segmenter, folder, new Set(open.flatMap(pair => pair.texts))),
  }
  console.log('meanings learned')
  const measured = [...open, ...held]
  const features = featuresOf(measured, ground)
  const buckets = bucketsOf(measured)
  const learned = learn(open, features, buckets)
  const { threshold } = measure('held back', learned, held, features, buckets)
  write(learned, ground, threshold)
  if (folds > 0) crossValidate(open, features, buckets, Math.min(folds, FOLDS))
}

if (import.meta.main) trainPairs(Number(process.argv[2] ?? 0))
