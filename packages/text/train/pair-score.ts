/** A judged pair. */
export type Judged = Readonly<{ score: number; same: boolean }>

/** Best F1 of "the same" over all thresholds, with its threshold, and average precision. */
export type Ranked = Readonly<{ f1: number; threshold: number; averagePrecision: number }>

/** Ranks judged pairs by score, highest first. */
export function rank(pairs: readonly Judged[]): Ranked {
  const ordered = pairs.toSorted((a, b) => b.score - a.score)
  const positive = ordered.filter(({ same }) => same).length
  let [hit, precisions] = [0, 0]
  let best = { f1: 0, threshold: 0 }
  ordered.forEach(({ score, same }, n) => {
    if (same) precisions += ++hit / (n + 1)
    const f1 = (2 * hit) / (n + 1 + positive)
    if (f1 > best.f1) best = { f1, threshold: score }
  })
  return { ...best, averagePrecision: positive === 0 ? 0 : precisions / positive }
}
