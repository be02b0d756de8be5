/** Seeded chance: the same seed draws the same numbers (mulberry32, Tommy Ettinger, public domain algorithm). */
export type Draws = Readonly<{ whole: (least: number, most: number) => number; odds: (chance: number) => boolean }>

/** Draws from a seed. */
export function draws(seed: number): Draws {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    odds: chance => next() < chance,
  }
}
