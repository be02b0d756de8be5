import type { Fold, Move } from './ledger.ts'

/** The bureau's own words of the trade, beside the dictionary that comes with the house. One record, id `bureau`. */
export type Dictionary = Readonly<{ words: readonly string[] }>

/** Most words of one bureau's dictionary. */
export const MOST_WORDS = 20_000

/** A word the segmenter can take: 2 to 20 letters, digits or Han characters. */
export function isDictionaryWord(word: string): boolean {
  return /^[\p{L}\p{N}]{2,20}$/u.test(word)
}

/** Moves: `changed` carries the words added and removed, so that a long list is not written again for one word. */
export const foldDictionary: Fold<Dictionary> = (state: Dictionary | null, { type, body }: Move) => {
  if (type !== 'changed') return state
  const { added, removed } = body as unknown as Readonly<{ added: readonly string[]; removed: readonly string[] }>
  const gone = new Set(removed)
  return { words: [...(state?.words ?? []).filter(word => !gone.has(word)), ...added] }
}
