import { prepare } from './document.ts'
import type { Idf } from './idf.ts'
import { newWords, sequences } from './new-word.ts'
import type { Segmenter } from './segment.ts'

/** A word or phrase that a set of texts says far more than texts usually do. */
export type KeyPhrase = Readonly<{
  phrase: string // folded
  kind: 'word' | 'new' | 'hashtag' // of the dictionary · found in this set: a name, a slogan, a fixed phrase · between two #
  texts: number // of the set that say it
  weight: number // log-likelihood ratio against the usual background, > 0
}>

const MOST_PHRASES = 20
/** Texts the background stands for: what is said of it is as sure as so many texts make it. */
const BACKGROUND_TEXTS = 100_000
/** 99.9 % sure that the set says it more than usual (one degree of freedom). */
const LEAST_WEIGHT = 10.83
/** A phrase gives way to a longer one that holds it in at least this share of its texts. */
const MOSTLY = 0.6
const HASHTAG = /#([^#\s]{2,20})#/gu

/** Dunning's log-likelihood ratio (1993): `k` of `n` texts here against `usual` of the background; 0 where they say it less. */
export function logLikelihood(k: number, n: number, usual: number, background: number): number {
  const p = (k + usual) / (n + background)
  if (k / n <= usual / background) return 0
  const part = (seen: number, expected: number) => (seen === 0 ? 0 : seen * Math.log(seen / expected))
  const here = part(k, n * p) + part(n - k, n * (1 - p))
  const there = part(usual, background * p) + part(background - usual, background * (1 - p))
  return 2 * (here + there)
}

/**
 * The key words, names, slogans and hashtags of a set of texts against the usual background, weightiest first, at most
 * `most`. What only one text says is no one's slogan: two must, or one in fifty of a large set.
 */
export function keyPhrases(
  segmenter: Segmenter,
  texts: readonly string[],
  background: Idf,
  most: number = MOST_PHRASES,
): readonly KeyPhrase[] {
  const least = Math.max(2, Math.ceil(texts.length / 50))
  const tags = new Map<string, number>()
  const cut = texts.map(text => {
    const { folded, words } = prepare(segmenter, '', text)
    const here = folded.includes('#') ? new Set(Array.from(folded.matchAll(HASHTAG), ([, tag]) => tag!)) : []
    for (const tag of here) tags.set(tag, (tags.get(tag) ?? 0) + 1)
    return words
  })
  const known = sequences(cut, least)
  const fresh = newWords(cut, known)
  const weigh = (phrase: string, kind: KeyPhrase['kind'], said: number): KeyPhrase => {
    const usual = BACKGROUND_TEXTS * Math.exp(-background(phrase))
    return { phrase, kind, texts: said, weight: logLikelihood(said, texts.length, usual, BACKGROUND_TEXTS) }
  }
  const found: KeyPhrase[] = []
  for (const [tag, said] of tags) if (said >= least) found.push(weigh(tag, 'hashtag', said))
  for (const [phrase, { words, texts: said }] of known) {
    if (phrase.length < 2 || tags.has(phrase)) continue
    if (words === 1) found.push(weigh(phrase, 'word', said))
    else if (fresh.has(phrase)) found.push(weigh(phrase, 'new', said))
  }
  return chosen(found.filter(({ weight }) => weight >= LEAST_WEIGHT)).slice(0, most)
}

/** Longer phrases take the place of what they hold, when that is seldom said without them. */
function chosen(found: readonly KeyPhrase[]): readonly KeyPhrase[] {
  const kept = found.filter(
    ({ phrase, texts }) =>
      !found.some(
        longer =>
          longer.phrase.length > phrase.length && longer.phrase.includes(phrase) && longer.texts >= MOSTLY * texts,
      ),
  )
  return kept.sort((a, b) => b.weight - a.weight || (a.phrase < b.phrase ? -1 : 1))
}
