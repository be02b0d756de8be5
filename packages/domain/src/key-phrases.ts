import type { Period } from './brief.ts'

/** A word or phrase found in a set of texts: one of the dictionary, one found there, or what stands between two #. */
export type FoundPhrase = Readonly<{ phrase: string; kind: 'word' | 'new' | 'hashtag' }>

/** Looks through sets of texts for what each says far more than texts usually do, most telling first, at most 24 a set. */
export type FindPhrases = (sets: readonly (readonly string[])[]) => Promise<readonly (readonly FoundPhrase[])[]>

/** A phrase with the mentions that say it, now and in the period before. */
export type CountedPhrase = FoundPhrase & Readonly<{ mentions: number; before: number }>

/** A key phrase. `times`: how many times more often than before; null where too few said it before, or too little was said at all, to divide by. */
export type KeyPhrase = CountedPhrase & Readonly<{ times: number | null }>

/**
 * Key phrases of a set of mentions against what else was said, most telling first: `before`, in a period before it, or, where a house is
 * too young to know one, `others`, in the same period and not of the set.
 */
export type KeyPhrases = Readonly<{
  phrases: readonly KeyPhrase[]
  of: number // mentions of the set that were counted; `mentions` of a phrase counts among them
  against: 'before' | 'others'
  period: Period // what `against` was seen in
  before: number // mentions it is held against; `before` of a phrase counts among them
}>

/** The key phrases of an event as alerting keeps them: `total` mentions it had at `at`. */
export type EventPhrases = KeyPhrases & Readonly<{ total: number; at: number }>

/** Fewer mentions say nothing of what is usual. */
export const LEAST_BEFORE = 200
/** Fewer mentions before than this are told as they are: a share of one or two is chance. */
const LEAST_SAID_BEFORE = 3
/** What is said less than twice as often as before is usual. */
const LEAST_TIMES = 2
const MOST_PHRASES = 12

/** Whether there is enough to say what is usual. */
export function isComparable({ before }: Pick<KeyPhrases, 'before'>): boolean {
  return before >= LEAST_BEFORE
}

/**
 * Chooses key phrases among counted ones: those said at least twice as often as before, by what each adds to the difference of the two
 * sets (a term of the Kullback-Leibler divergence), so that neither the merely rare nor the merely common comes first. Where
 * there is too little to hold them against, in the order given, with counts alone.
 */
export function chooseKeyPhrases(
  counted: readonly CountedPhrase[],
  around: Omit<KeyPhrases, 'phrases'>,
  most: number = MOST_PHRASES,
): KeyPhrases {
  const said = counted.filter(({ mentions }) => mentions > 0)
  if (!isComparable(around)) {
    return { ...around, phrases: said.slice(0, most).map(one => ({ ...one, times: null })) }
  }
  const share = ({ mentions }: CountedPhrase) => mentions / around.of
  // one more on each side: what was never said before is not said infinitely more often now
  const ratio = (one: CountedPhrase) => (share(one) * (around.before + 1)) / (one.before + 1)
  const worth = (one: CountedPhrase) => share(one) * Math.log(ratio(one))
  const phrases = said
    .filter(one => ratio(one) >= LEAST_TIMES)
    .sort((a, b) => worth(b) - worth(a) || (a.phrase < b.phrase ? -1 : 1))
    .slice(0, most)
    .map(one => ({ ...one, times: one.before < LEAST_SAID_BEFORE ? null : (share(one) * around.before) / one.before }))
  return { ...around, phrases }
}

/** How a phrase stands to what else was said, in words; null where that is too little to compare. */
export function timesWords(
  { before, times }: KeyPhrase,
  around: Pick<KeyPhrases, 'before' | 'against'>,
): string | null {
  if (!isComparable(around)) return null
  const where = around.against === 'before' ? '此前' : '其余'
  if (before === 0) return `${where}未见`
  if (times === null) return `${where}仅 ${before} 条`
  return `${where}的 ${times >= 10 ? Math.round(times) : times.toFixed(1)} 倍`
}

/** The search a phrase stands for, as people type it. */
export function phraseQuery(phrase: string): string {
  return `"${phrase}"`
}

/** Under which name alerting keeps the phrases of an event among its own state. */
export function phrasesState(eventId: string): string {
  return `phrases:${eventId}`
}
