import { bucketOf, RARITY_BITS, RARITY_STEP } from '../src/pair-model.ts'
import type { Weigh } from '../src/pair-overlap.ts'
import type { PairText } from '../src/pair-text.ts'
import type { LabelledPair } from './pair-sets.ts'

type KeysOf = (text: PairText) => Readonly<{ keys: () => Iterable<string>; has: (key: string) => boolean }>

/** In how many distinct texts of the pairs each word, or each pair of characters, stands. */
export type Counts = Readonly<{ keysOf: KeysOf; totals: Int32Array; texts: number; counted: ReadonlySet<string> }>

/** Counts over distinct texts. */
export function countTexts(pairs: readonly LabelledPair[], keysOf: KeysOf): Counts {
  const totals = new Int32Array(2 ** RARITY_BITS)
  const seen = new Set<string>()
  for (const { texts, a, b } of pairs) {
    for (const [at, side] of [a, b].entries()) {
      if (seen.has(texts[at]!)) continue
      seen.add(texts[at]!)
      for (const key of keysOf(side).keys()) totals[bucketOf(key, RARITY_BITS)]! += 1
    }
  }
  return { keysOf, totals, texts: seen.size, counted: seen }
}

/** How rare things are in all texts but the two of this pair: as they will be for a pair never seen. */
export function rarityWithout({ keysOf, totals, texts, counted }: Counts, { a, b, texts: own }: LabelledPair): Weigh {
  const sides = [a, b].filter((_, at) => counted.has(own[at]!)).map(keysOf)
  return key => {
    const here = sides.filter(side => side.has(key)).length
    return Math.log((texts + 1) / (Math.max(0, totals[bucketOf(key, RARITY_BITS)]! - here) + 1))
  }
}

/** The same for everyone, as it is shipped. */
export function rarityTable({ totals, texts }: Counts): Uint8Array {
  return Uint8Array.from(totals, total => Math.min(255, Math.round(Math.log((texts + 1) / (total + 1)) / RARITY_STEP)))
}
