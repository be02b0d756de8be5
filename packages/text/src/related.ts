import type { Analysed, Entity } from '@guanlan/domain'
import type { Idf } from './idf.ts'

/** A named thing both texts speak of counts as this many of the rarest words. */
const ENTITY_WEIGHT = 6

const SPECIFIC: ReadonlySet<Entity['kind']> = new Set(['place', 'road', 'stake', 'line', 'station'])

/** Squared weights of the key words, with the specific named things beside them. */
function weigh({ analysis }: Analysed, idf: Idf): Map<string, number> {
  const weights = new Map<string, number>()
  for (const word of analysis.words) weights.set(word, idf(word) ** 2)
  for (const { kind, name } of analysis.entities) {
    if (SPECIFIC.has(kind)) weights.set(`${kind}:${name}`, ENTITY_WEIGHT ** 2)
  }
  return weights
}

/**
 * How likely two mentions speak of one happening, by what they are about: cosine over key words weighted by rarity and
 * over the places, roads and lines they name. 0 (nothing shared) .. 1 (the same words); time and channel are the caller's business.
 */
export function relatedness(a: Analysed, b: Analysed, idf: Idf): number {
  const weightsA = weigh(a, idf)
  const weightsB = weigh(b, idf)
  let sumA = 0
  let sumB = 0
  let shared = 0
  for (const [word, weight] of weightsA) {
    sumA += weight
    if (weightsB.has(word)) shared += weight
  }
  for (const weight of weightsB.values()) sumB += weight
  return sumA === 0 || sumB === 0 ? 0 : Math.min(1, shared / Math.sqrt(sumA * sumB))
}
