import { type EpochMs, fromWallClock, wallClock } from '@guanlan/domain'

const DAY_MS = 86_400_000
/** Days from 1900-01-01 as Excel counts them, its 29 February 1900 included, to 1970-01-01. */
const EPOCH_DAY = 25_569
/** How much later the count of old Macintosh workbooks begins. */
const LATER_1904 = 1462
const FIRST = 20_000 // 1954
const LAST = 80_000 // 2119

/** The instant of an Excel day number, taken as a wall clock at +08:00, to the second; null outside 1954–2119. */
export function excelTime(serial: number, from1904: boolean): EpochMs | null {
  const days = serial + (from1904 ? LATER_1904 : 0)
  if (!(days >= FIRST && days < LAST)) return null
  const utc = Math.round(((days - EPOCH_DAY) * DAY_MS) / 1000) * 1000
  const at = new Date(utc)
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()]
  return fromWallClock(year, month, day, at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds())
}

/** A cell that is formatted as a date, as people read it; the number itself outside what `excelTime` takes. */
export function excelDate(serial: number, from1904: boolean): string {
  const at = excelTime(serial, from1904)
  if (at === null) return String(serial)
  const { year, month, day, hour, minute, second } = wallClock(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}`
}

/** Formats of Excel's own table that show dates: days, times of day, and the East Asian ones. */
const BUILT_IN = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47, ...range(27, 36), ...range(50, 58)])

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

/** Whether a number format shows a date; `code` is the workbook's own, null for Excel's. Words in quotes and colours say nothing. */
export function showsDate(id: number, code: string | null): boolean {
  if (code === null) return BUILT_IN.has(id)
  const bare = code.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare)
}
