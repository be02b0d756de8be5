import { prepare } from './document.ts'
import { readIdf } from './idf.ts'
import { pairFeatures, type Rarity } from './pair-features.ts'
import { learnedScore, pairBuckets } from './pair-learned.ts'
import { bucketOf, type PairModel, RARITY_BITS, RARITY_STEP, readPairModel, treeValue } from './pair-model.ts'
import { taggerOf } from './pair-tags.ts'
import { LONGEST_COMPARED, type PairText, pairText } from './pair-text.ts'
import type { Segmenter } from './segment.ts'

/** Says how likely two texts tell of one happening, 0..1; the same whichever comes first. Texts of no letter, digit or Han character are like nothing: 0. */
export type PairJudge = (a: string, b: string) => number

/** Takes texts apart for comparison, their beginnings alone. */
export function textTaker(segmenter: Segmenter): (text: string) => PairText {
  const tag = taggerOf(segmenter)
  return text => {
    const { folded } = prepare(segmenter, '', text.slice(0, LONGEST_COMPARED))
    return pairText(folded, tag(folded))
  }
}

function rarityOf({ rarity }: PairModel): Rarity {
  const rare = (table: Uint8Array) => (key: string) => table[bucketOf(key, RARITY_BITS)]! * RARITY_STEP
  return { usual: readIdf(), word: rare(rarity.word), bigram: rare(rarity.bigram) }
}

/** @throws {Unavailable} 'text/model-missing' @throws {Rejected} 'text/model-damaged' */
export function pairJudge(segmenter: Segmenter, model: PairModel = readPairModel()): PairJudge {
  const take = textTaker(segmenter)
  const rarity = rarityOf(model)
  const { scale, bias, weights } = model.learned
  const scaled = Float32Array.from(weights, weight => weight * scale)
  return (a, b) => {
    const [x, y] = [take(a), take(b)]
    if (x.characters === '' || y.characters === '') return 0
    const features = Float32Array.from([
      ...pairFeatures(x, y, rarity, model.vectors),
      learnedScore(pairBuckets(x, y), scaled, bias),
    ])
    const odds = model.trees.reduce((sum, tree) => sum + treeValue(tree, features), model.bias)
    return 1 / (1 + Math.exp(-odds))
  }
}
