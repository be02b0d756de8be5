import { commonRuns, heaviestAlone, overlap, type Weigh } from './pair-overlap.ts'
import { type PairText, WORD_KINDS } from './pair-text.ts'
import { meaningFeatures, type WordVectors } from './pair-vectors.ts'

/** How rare words and character pairs are: among usual texts (`usual`), and among the texts that pairs were learned from. */
export type Rarity = Readonly<{ usual: Weigh; word: Weigh; bigram: Weigh }>

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)

/** What both say, what they contradict each other in, and the share they agree on; −1 when neither says anything of the kind. */
function agreement(a: ReadonlySet<string>, b: ReadonlySet<string>): readonly number[] {
  const shared = a.intersection(b).size
  const share = a.size === 0 && b.size === 0 ? -1 : ratio(shared, Math.max(a.size, b.size))
  return [shared, Math.min(a.size, b.size) - shared, share]
}

function wordFeatures(a: PairText, b: PairText, weigh: Weigh): readonly number[] {
  const sum = overlap(a.words, b.words, weigh)
  const { shared, count, first, second, third, alone } = sum
  const [least, most] = [Math.min(sum.a, sum.b), Math.max(sum.a, sum.b)]
  const back = heaviestAlone(b.words, a.words, weigh)
  return [
    ...[ratio(shared, Math.sqrt(sum.a * sum.b)), ratio(shared, least), ratio(shared, most)],
    ...[shared, count, first, second, third, Math.min(alone, back), Math.max(alone, back)],
    ...[least - shared, sum.a + sum.b - 2 * shared],
  ]
}

function gramFeatures(a: PairText, b: PairText, bigram: Weigh): readonly number[] {
  const sum = overlap(a.bigrams, b.bigrams, bigram)
  const { shared, count, first, second, third, alone } = sum
  const back = heaviestAlone(b.bigrams, a.bigrams, bigram)
  const weighTrigram = (three: string) => bigram(three.slice(0, 2)) + bigram(three.slice(1))
  const trigrams = [...a.trigrams.intersection(b.trigrams)].map(weighTrigram)
  const either = (x: ReadonlySet<string>, y: ReadonlySet<string>, both: number) => x.size + y.size - both
  return [
    ...[ratio(shared, Math.sqrt(sum.a * sum.b)), ratio(shared, Math.min(sum.a, sum.b))],
    ...[ratio(shared, Math.max(sum.a, sum.b)), shared, count, first, second, third, Math.min(alone, back)],
    ...[ratio(count, Math.min(a.bigrams.size, b.bigrams.size)), ratio(count, either(a.bigrams, b.bigrams, count))],
    ...[trigrams.length, trigrams.reduce((x, y) => x + y, 0), Math.max(0, ...trigrams)],
    ratio(trigrams.length, Math.min(a.trigrams.size, b.trigrams.size)),
    ratio(trigrams.length, either(a.trigrams, b.trigrams, trigrams.length)),
  ]
}

function runFeatures({ characters: a }: PairText, { characters: b }: PairText, bigram: Weigh): readonly number[] {
  const { longest, atA, atB, next, subsequence } = commonRuns(a, b)
  let weight = 0
  for (let i = atA; i + 2 <= atA + longest; i++) weight += bigram(a.slice(i, i + 2))
  let prefix = 0
  while (prefix < a.length && a[prefix] === b[prefix]) prefix++
  return [
    ...[longest, next, subsequence, ratio(longest, a.length), ratio(subsequence, a.length)],
    ...[ratio(subsequence, Math.sqrt(a.length * b.length)), weight, ratio(atA, a.length), ratio(atB, b.length)],
    ...[Math.abs(atA - atB), prefix],
  ]
}

/** Whether what they share stands early in both, and in like places. */
function placeFeatures(a: PairText, b: PairText): readonly number[] {
  let [shared, early, shift] = [0, 0, 0]
  const [lengthA, lengthB] = [a.characters.length, b.characters.length]
  for (const [word, at] of a.words) {
    const other = b.words.get(word)
    if (other === undefined) continue
    shared++
    if (at < lengthA / 3 && other < lengthB / 3) early++
    shift += Math.abs(at / (lengthA + 1) - other / (lengthB + 1))
  }
  return [early, ratio(early, shared), shared === 0 ? 1 : shift / shared]
}

/** By kind of word: what is shared, what each side says alone, the heaviest shared. Different doings of the same people are different happenings. */
function kindFeatures(a: PairText, b: PairText, weigh: Weigh): readonly number[] {
  const sums = Array.from({ length: WORD_KINDS - 1 }, () => ({ shared: 0, a: 0, b: 0, top: 0 }))
  for (const [word, kind] of a.kinds) {
    const sum = sums[kind]
    if (sum === undefined) continue
    const weight = weigh(word)
    if (!b.kinds.has(word)) sum.a += weight
    else {
      sum.shared += weight
      sum.top = Math.max(sum.top, weight)
    }
  }
  for (const [word, kind] of b.kinds) {
    const sum = sums[kind]
    if (sum !== undefined && !a.kinds.has(word)) sum.b += weigh(word)
  }
  return sums.flatMap(({ shared, top, ...alone }) => {
    const [least, most] = [Math.min(alone.a, alone.b), Math.max(alone.a, alone.b)]
    return [shared, least, most, top, shared + most === 0 ? -1 : ratio(shared, shared + least)]
  })
}

/** Everything a pair is judged by but the learned words, the same whichever text comes first. */
export function pairFeatures(
  x: PairText,
  y: PairText,
  { usual, word, bigram }: Rarity,
  vectors: WordVectors,
): number[] {
  const inOrder =
    x.characters.length < y.characters.length ||
    (x.characters.length === y.characters.length && x.characters <= y.characters)
  const [a, b] = inOrder ? [x, y] : [y, x]
  const [lengthA, lengthB] = [a.characters.length, b.characters.length]
  return [
    ...[lengthA, lengthB, ratio(lengthA, lengthB)],
    ...wordFeatures(a, b, usual),
    ...wordFeatures(a, b, word),
    ...gramFeatures(a, b, bigram),
    ...runFeatures(a, b, bigram),
    ...agreement(a.numbers, b.numbers),
    ...agreement(a.latin, b.latin),
    ...agreement(a.titles, b.titles),
    ...placeFeatures(a, b),
    ...kindFeatures(a, b, word),
    ...meaningFeatures(a, b, vectors, word),
  ]
}
