/** China has one zone and no summer time: every time on screen is at +08:00, whatever the browser's zone. */
const SHANGHAI_MS = 8 * 3_600_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

const two = (n: number) => String(n).padStart(2, '0')
const shifted = (at: number) => new Date(at + SHANGHAI_MS)
const WEEKDAYS = '日一二三四五六'

/** `11-24 08:14`. */
export function shortTime(at: number): string {
  const d = shifted(at)
  return `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${clockTime(at)}`
}

/** `08:14`. */
export function clockTime(at: number): string {
  const d = shifted(at)
  return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`
}

/** `08:14:09`. */
export function clockSeconds(at: number): string {
  return `${clockTime(at)}:${two(shifted(at).getUTCSeconds())}`
}

/** `2026-11-24 08:14:09`. */
export function fullTime(at: number): string {
  return `${isoDay(at)} ${clockSeconds(at)}`
}

/** `2026-11-24`. */
export function isoDay(at: number): string {
  return shifted(at).toISOString().slice(0, 10)
}

/** `2026年11月24日 周二`. */
export function chineseDay(at: number): string {
  const d = shifted(at)
  return `${d.getUTCFullYear()}年${d.getUTCMonth() + 1}月${d.getUTCDate()}日 周${WEEKDAYS[d.getUTCDay()]}`
}

/** `24日`, or `24日 08时` when it is not midnight: a label under a time axis. */
export function axisTime(at: number, byDay: boolean): string {
  const d = shifted(at)
  if (byDay) return `${d.getUTCMonth() + 1}-${two(d.getUTCDate())}`
  return d.getUTCHours() === 0 ? `${d.getUTCDate()}日` : clockTime(at)
}

/** Midnight at +08:00 of the day that holds `at`. */
export function dayStart(at: number): number {
  return Math.floor((at + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS
}

/** Monday midnight at +08:00 of the week that holds `at`. */
export function weekStart(at: number): number {
  return dayStart(at) - ((shifted(at).getUTCDay() + 6) % 7) * DAY_MS
}

/** How a time field shows a time at +08:00: `2026-11-24 08:14`, '' for null. */
export function toField(at: number | null): string {
  return at === null ? '' : shifted(at).toISOString().slice(0, 16).replace('T', ' ')
}

const WRITTEN = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2})[:：时](\d{1,2})分?)?$/

/** The instant a time field names, at +08:00; a day alone is its midnight. Null when blank or not a time. */
export function fromField(text: string): number | null {
  const parts = WRITTEN.exec(text.trim())
  if (parts === null) return null
  const [year, month, day, hour, minute] = parts.slice(1).map(part => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const utc = Date.UTC(year, month - 1, day, hour, minute)
  const same = toField(utc - SHANGHAI_MS) === `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
  return same ? utc - SHANGHAI_MS : null
}

/** A length of time in words: `12 秒`, `11 分`, `4 时 56 分`, `2 天 3 时`. Negative lengths read as their size. */
export function duration(ms: number): string {
  const size = Math.abs(ms)
  if (size < MINUTE_MS) return `${Math.floor(size / 1000)} 秒`
  if (size < HOUR_MS) return `${Math.floor(size / MINUTE_MS)} 分`
  if (size < 2 * DAY_MS) {
    const minutes = Math.floor((size % HOUR_MS) / MINUTE_MS)
    return minutes === 0 ? `${Math.floor(size / HOUR_MS)} 时` : `${Math.floor(size / HOUR_MS)} 时 ${minutes} 分`
  }
  const hours = Math.floor((size % DAY_MS) / HOUR_MS)
  return hours === 0 ? `${Math.floor(size / DAY_MS)} 天` : `${Math.floor(size / DAY_MS)} 天 ${hours} 时`
}
