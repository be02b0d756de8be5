import { type EpochMs, HOUR_MS, MINUTE_MS, wallClock } from '@guanlan/domain'
import type { Chance } from './chance.ts'

/** A stretch of time whose item rate is taken as constant. */
export type Slice = Readonly<{ index: number; fromAt: EpochMs; toAt: EpochMs }>

/**
 * The ten-minute slices of one hour (whole hours since 1970), cut once more at `cutAt` when it falls inside, so that
 * nothing before `cutAt` depends on the rate that holds from then on.
 */
export function slicesOf(hour: number, cutAt: EpochMs): Slice[] {
  const marks = new Set([cutAt])
  for (let minute = 0; minute <= 60; minute += 10) marks.add(hour * HOUR_MS + minute * MINUTE_MS)
  const ordered = [...marks].filter(at => at >= hour * HOUR_MS && at <= (hour + 1) * HOUR_MS).sort((a, b) => a - b)
  return ordered.slice(1).map((toAt, index) => ({ index, fromAt: ordered[index]!, toAt }))
}

/** A moment inside a slice. */
export function moment({ fromAt, toAt }: Slice, draw: Chance): EpochMs {
  return fromAt + Math.floor(draw.next() * (toAt - fromAt))
}

/** How busy the city is in each hour of the day at +08:00; the mean is 1. */
const BUSY = [
  0.35, 0.2, 0.12, 0.08, 0.1, 0.3, 0.8, 1.7, 1.9, 1.5, 1.3, 1.25, 1.35, 1.15, 1.1, 1.15, 1.2, 1.6, 1.7, 1.35, 1.25,
  1.15, 0.9, 0.55,
]
const MEAN_BUSY = BUSY.reduce((sum, share) => sum + share, 0) / 24

/** How busy the city is at an instant against its daily mean. */
export function busyness(at: EpochMs): number {
  return BUSY[wallClock(at).hour]! / MEAN_BUSY
}
