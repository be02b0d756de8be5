/** Repeatable randomness: the same labels give the same draws for ever, on every machine. */
export type Chance = Readonly<{
  /** A number in [0, 1). */
  next(): number
  /** An integer in [0, limit). */
  int(limit: number): number
  /** An integer in [low, high], both ends included. */
  between(low: number, high: number): number
  /** Whether something of this probability (0..1) happens. */
  yes(probability: number): boolean
  /** One member of a list that is not empty. */
  pick<T>(list: readonly T[]): T
  /** One name, as often as its weight says; weights are not negative and not all zero. */
  weighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>): T
  /** A copy in another order. */
  shuffled<T>(list: readonly T[]): T[]
  /** A Poisson count of this mean, >= 0. */
  poisson(mean: number): number
}>

/** 32-bit FNV-1a over UTF-16 units with a final mix: labels that differ in one digit give unrelated streams. */
export function hash32(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** The stream of draws that belongs to these labels (mulberry32 started from their hash). */
export function chance(...labels: readonly (string | number)[]): Chance {
  let state = hash32(labels.join('\u0000'))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const int = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    int,
    between: (low, high) => low + int(high - low + 1),
    yes: probability => next() < probability,
    pick: list => list[int(list.length)]!,
    weighted: weights => weighted(weights, next()),
    shuffled: list => shuffled(list, int),
    poisson: mean => poisson(mean, next),
  }
}

function weighted<T extends string>(weights: Readonly<Partial<Record<T, number>>>, draw: number): T {
  const names = Object.keys(weights) as T[]
  const total = names.reduce((sum, name) => sum + (weights[name] ?? 0), 0)
  let left = draw * total
  for (const name of names) {
    left -= weights[name] ?? 0
    if (left < 0) return name
  }
  return names[names.length - 1]!
}

function shuffled<T>(list: readonly T[], int: (limit: number) => number): T[] {
  const copy = [...list]
  for (let i = copy.length - 1; i > 0; i--) {
    const j = int(i + 1)
    ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
  }
  return copy
}

/** Knuth's product in steps of at most 30, because e^-mean underflows for large means. */
function poisson(mean: number, next: () => number): number {
  let count = 0
  for (let left = mean; left > 0; left -= 30) {
    const floor = Math.exp(-Math.min(left, 30))
    for (let product = next(); product > floor; product *= next()) count++
  }
  return count
}
