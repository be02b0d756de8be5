/** What ours and the bare client came to in the same run: medians over the rounds, in whatever the rounds measured. */
export type Compared = Readonly<{ ours: number; bare: number; ratio: number }>

type Round = (round: number) => Promise<number>

/**
 * Runs both in turn, whoever began last time going second, since a machine is not the same for two minutes; the ratio is the median of
 * the ratios of rounds that stood side by side. The first round of each only warms up.
 */
export async function interleaved(rounds: number, ours: Round, bare: Round): Promise<Compared> {
  const mine: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const figures = new Map<Round, number>()
    for (const one of round % 2 === 0 ? [ours, bare] : [bare, ours]) figures.set(one, await one(round))
    if (round === 0) continue
    mine.push(figures.get(ours)!)
    theirs.push(figures.get(bare)!)
  }
  return { ours: median(mine), bare: median(theirs), ratio: median(mine.map((figure, n) => figure / theirs[n]!)) }
}

/** The value that `share` (0..1) of all do not exceed. */
export function quantile(figures: readonly number[], share: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}

/** The middle one. */
export const median = (figures: readonly number[]): number => quantile(figures, 0.5)

/** How many of `count` were done a second. */
export async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return count / ((performance.now() - began) / 1000)
}
