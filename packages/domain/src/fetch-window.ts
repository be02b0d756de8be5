import { Rejected } from './error.ts'
import { DAY_MS, dayStart, type EpochMs, MINUTE_MS } from './time.ts'

/** A span of every day at +08:00 in which a site may be asked, in minutes since midnight; it may run past midnight. */
export type FetchWindow = Readonly<{ fromMinute: number; toMinute: number }>

/**
 * Reads `01:00-06:00` (the last minute is not in it; a dash of any kind; `24:00` ends a day).
 * @throws {Rejected} source/bad-window
 */
export function readWindow(text: string): FetchWindow {
  const parts = /^\s*(\d{1,2})[:：](\d{2})\s*[-–—~～至]\s*(\d{1,2})[:：](\d{2})\s*$/.exec(text)
  if (parts === null) throw new Rejected('source/bad-window', { detail: text.slice(0, 40) })
  const [fromHour, from, toHour, to] = parts.slice(1).map(Number) as [number, number, number, number]
  const fromMinute = fromHour * 60 + from
  const toMinute = toHour * 60 + to
  if (from > 59 || to > 59 || fromMinute >= 1440 || toMinute > 1440 || fromMinute === toMinute % 1440)
    throw new Rejected('source/bad-window', { detail: text.slice(0, 40) })
  return { fromMinute, toMinute }
}

/** The first instant at or after `at` that the window holds: `at` itself while it is open. */
export function windowOpensAt({ fromMinute, toMinute }: FetchWindow, at: EpochMs): EpochMs {
  const midnight = dayStart(at)
  const minute = (at - midnight) / MINUTE_MS
  const open =
    fromMinute < toMinute ? minute >= fromMinute && minute < toMinute : minute >= fromMinute || minute < toMinute
  if (open) return at
  const opens = midnight + fromMinute * MINUTE_MS
  return opens > at ? opens : opens + DAY_MS
}
