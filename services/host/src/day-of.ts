import { type EpochMs, fromWallClock, isoDay } from '@guanlan/domain'

/** Midnight at +08:00 of a day as people write it, 2026-11-24; null when it is none. */
export function dayOf(text: string): EpochMs | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  const at = fromWallClock(Number(year), Number(month), Number(day))
  const written = [year, month?.padStart(2, '0'), day?.padStart(2, '0')].join('-')
  return Number.isNaN(at) || isoDay(at) !== written ? null : at
}
