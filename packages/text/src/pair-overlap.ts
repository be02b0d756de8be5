/** How much a thing tells when both sides say it. */
export type Weigh = (key: string) => number

/** What two sides share, and what each says besides; sums are of squared weights. */
export type Overlap = Readonly<{
  shared: number
  a: number
  b: number
  count: number
  first: number // the heaviest shared weights
  second: number
  third: number
  alone: number // the heaviest that only `a` says
}>

type Keys = Readonly<{ keys: () => Iterable<string>; has: (key: string) => boolean }>

/** Compares two sets of things. */
export function overlap(a: Keys, b: Keys, weigh: Weigh): Overlap {
  const sum = { shared: 0, a: 0, b: 0, count: 0, first: 0, second: 0, third: 0, alone: 0 }
  for (const key of a.keys()) {
    const weight = weigh(key)
    sum.a += weight * weight
    if (!b.has(key)) {
      sum.alone = Math.max(sum.alone, weight)
      continue
    }
    sum.shared += weight * weight
    sum.count++
    const [first, second, third] = [sum.first, sum.second, sum.third]
    sum.first = Math.max(first, weight)
    sum.second = Math.max(second, Math.min(first, weight))
    sum.third = Math.max(third, Math.min(second, weight))
  }
  for (const key of b.keys()) sum.b += weigh(key) ** 2
  return sum
}

/** The heaviest thing that `a` says and `b` does not. */
export function heaviestAlone(a: Keys, b: Keys, weigh: Weigh): number {
  let heaviest = 0
  for (const key of a.keys()) if (!b.has(key)) heaviest = Math.max(heaviest, weigh(key))
  return heaviest
}

/** The longest stretch both texts hold (its length and where it stands in each), the next longest in `a` beside it, and the longest common subsequence. */
export type Runs = Readonly<{ longest: number; atA: number; atB: number; next: number; subsequence: number }>

/** By dynamic programming, length × length steps: for short texts. */
export function commonRuns(a: string, b: string): Runs {
  const run = new Uint16Array(b.length + 1)
  const common = new Uint16Array(b.length + 1)
  const bestAt = new Uint16Array(a.length + 1)
  let [longest, endA, endB] = [0, 0, 0]
  for (let i = 1; i <= a.length; i++) {
    let [runBefore, commonBefore] = [0, 0]
    const unit = a.charCodeAt(i - 1)
    for (let j = 1; j <= b.length; j++) {
      const [runAbove, commonAbove] = [run[j]!, common[j]!]
      const same = b.charCodeAt(j - 1) === unit
      run[j] = same ? runBefore + 1 : 0
      common[j] = same ? commonBefore + 1 : Math.max(commonAbove, common[j - 1]!)
      if (run[j]! > bestAt[i]!) bestAt[i] = run[j]!
      if (run[j]! > longest) [longest, endA, endB] = [run[j]!, i, j]
      runBefore = runAbove
      commonBefore = commonAbove
    }
  }
  let next = 0
  for (let i = 1; i <= a.length; i++) {
    const apart = i <= endA - longest || i - bestAt[i]! >= endA
    if (apart) next = Math.max(next, bestAt[i]!)
    else if (i > endA) next = Math.max(next, Math.min(bestAt[i]!, i - endA))
  }
  return { longest, atA: endA - longest, atB: endB - longest, next, subsequence: common[b.length]! }
}
