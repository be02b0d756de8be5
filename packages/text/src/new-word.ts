import { isAlphanumeric, isHan } from './fold.ts'
import { isStopWord } from './stop-words.ts'

/** Words that stand side by side in several texts; one word alone is a sequence too. */
export type Sequence = { readonly words: number; count: number; texts: number }

/** Longest sequence, in words and in characters. */
const MOST_WORDS = 4
const LONGEST = 12
/** A name holds together: its parts stand in it at least this share of the times the rarer of them stands at all. */
const COHESION = 0.4
/** A name stands in changing company: entropy in nats of what precedes it, and of what follows. */
const FREEDOM = 0.6
const PLAIN = new Set(
  '的了是在和与及或就都而也很还又把被让给对从到向为以于等着过们我你他她它这那哪个些吗呢吧啊呀不没有无请能会要可',
)
const DIGITS = /^\d+$/u

const isWord = (word: string) => isHan(word.charCodeAt(0)) || isAlphanumeric(word.charCodeAt(0))
const isPlain = (word: string) => PLAIN.has(word) || isStopWord(word) || DIGITS.test(word)

/** Stretches of words without anything between them. */
function* stretches(words: readonly string[]): Generator<readonly string[]> {
  let from = 0
  for (let n = 0; n <= words.length; n++) {
    if (n < words.length && isWord(words[n]!)) continue
    if (n > from) yield words.slice(from, n)
    from = n + 1
  }
}

/** Calls `found` for every sequence that neither begins nor ends with a word that says nothing. */
function eachSequence(
  stretch: readonly string[],
  found: (key: string, words: number, before: string, after: string) => void,
): void {
  for (let from = 0; from < stretch.length; from++) {
    if (isPlain(stretch[from]!)) continue
    let key = ''
    for (let n = 1; n <= MOST_WORDS && from + n <= stretch.length; n++) {
      const last = stretch[from + n - 1]!
      key += last
      if (key.length > LONGEST) break
      if (!isPlain(last)) found(key, n, stretch[from - 1] ?? '', stretch[from + n] ?? '')
    }
  }
}

/** Every sequence that `least` texts or more hold, each text cut into words. */
export function sequences(texts: readonly (readonly string[])[], least: number): ReadonlyMap<string, Sequence> {
  const all = new Map<string, Sequence>()
  for (const text of texts) {
    const here = new Set<string>()
    for (const stretch of stretches(text)) {
      eachSequence(stretch, (key, words) => {
        const known = all.get(key) ?? { words, count: 0, texts: 0 }
        known.count++
        if (!here.has(key)) known.texts++
        here.add(key)
        all.set(key, known)
      })
    }
  }
  return new Map([...all].filter(([, { texts: n }]) => n >= least))
}

/** The ends of a stretch are company of their own each time. */
function entropy(company: ReadonlyMap<string, number>, ends: number): number {
  const total = [...company.values()].reduce((a, b) => a + b, ends)
  const part = (n: number) => -(n / total) * Math.log(n / total)
  return [...company.values()].reduce((sum, n) => sum + part(n), ends * (ends === 0 ? 0 : part(1)))
}

/**
 * The sequences of two and more words that are names or fixed phrases: their parts hold together and what stands around them
 * changes. A word the dictionary does not know is cut into such a sequence.
 */
export function newWords(
  texts: readonly (readonly string[])[],
  known: ReadonlyMap<string, Sequence>,
): ReadonlySet<string> {
  type Company = { before: Map<string, number>; after: Map<string, number>; starts: number; ends: number }
  const companies = new Map<string, Company>()
  for (const text of texts) {
    for (const stretch of stretches(text)) {
      eachSequence(stretch, (key, words, before, after) => {
        if (words < 2 || !known.has(key)) return
        const company = companies.get(key) ?? { before: new Map(), after: new Map(), starts: 0, ends: 0 }
        if (before === '') company.starts++
        else company.before.set(before, (company.before.get(before) ?? 0) + 1)
        if (after === '') company.ends++
        else company.after.set(after, (company.after.get(after) ?? 0) + 1)
        companies.set(key, company)
      })
    }
  }
  const found = new Set<string>()
  for (const [key, { before, after, starts, ends }] of companies) {
    if (entropy(before, starts) < FREEDOM || entropy(after, ends) < FREEDOM) continue
    if (holdsTogether(key, known)) found.add(key)
  }
  return found
}

/** Wherever it is cut in two, the rarer part seldom stands without the other. */
function holdsTogether(key: string, known: ReadonlyMap<string, Sequence>): boolean {
  const { count } = known.get(key)!
  for (let at = 1; at < key.length; at++) {
    const [a, b] = [known.get(key.slice(0, at)), known.get(key.slice(at))]
    if (a === undefined || b === undefined) continue
    if (count < COHESION * Math.min(a.count, b.count)) return false
  }
  return true
}
