/** Milliseconds since 1970 UTC. */
export type EpochMs = number

export const SECOND_MS = 1000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** China has one zone and no summer time since 1992: a fixed offset is exact for everything we collect. */
const SHANGHAI_MS = 8 * HOUR_MS

/** Wall-clock parts at +08:00; `weekday` 0 is Sunday. */
export type WallClock = Readonly<{
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  weekday: number
}>

/** The wall clock at +08:00. */
export function wallClock(at: EpochMs): WallClock {
  const d = new Date(at + SHANGHAI_MS)
  return {
    year: d.getUTCFullYear(),
    month: d.getUTCMonth() + 1,
    day: d.getUTCDate(),
    hour: d.getUTCHours(),
    minute: d.getUTCMinutes(),
    second: d.getUTCSeconds(),
    weekday: d.getUTCDay(),
  }
}

/** The instant of a wall-clock reading at +08:00; `month` 1..12. */
export function fromWallClock(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): EpochMs {
  return Date.UTC(year, month - 1, day, hour, minute, second) - SHANGHAI_MS
}

/** Midnight at +08:00 of the day that holds `at`. */
export function dayStart(at: EpochMs): EpochMs {
  return Math.floor((at + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS
}

/** Monday midnight at +08:00 of the week that holds `at`. */
export function weekStart(at: EpochMs): EpochMs {
  const sinceMonday = (wallClock(at).weekday + 6) % 7
  return dayStart(at) - sinceMonday * DAY_MS
}

const two = (n: number) => String(n).padStart(2, '0')

/** `2026-11-24` at +08:00. */
export function isoDay(at: EpochMs): string {
  const { year, month, day } = wallClock(at)
  return `${year}-${two(month)}-${two(day)}`
}

/** `2026年11月24日` at +08:00. */
export function chineseDay(at: EpochMs): string {
  const { year, month, day } = wallClock(at)
  return `${year}年${month}月${day}日`
}

/** `11-24 08:14` at +08:00, 24-hour clock. */
export function shortTime(at: EpochMs): string {
  const { month, day, hour, minute } = wallClock(at)
  return `${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
}

/** `2026-11-24 08:14:09` at +08:00. */
export function fullTime(at: EpochMs): string {
  const { hour, minute, second } = wallClock(at)
  return `${isoDay(at)} ${two(hour)}:${two(minute)}:${two(second)}`
}
