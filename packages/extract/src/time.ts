import { DAY_MS, type EpochMs, fromWallClock, HOUR_MS, MINUTE_MS, SECOND_MS, wallClock } from '@guanlan/domain'

/** An instant as a page states it, how finely, and whether it was stated relative to the reading time (昨天, 3分钟前). */
export type StatedTime = Readonly<{ at: EpochMs; precision: 'day' | 'minute' | 'second'; relative: boolean }>

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -5,
  edt: -4,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  jst: 9,
  bst: 1,
  cet: 1,
  cest: 2,
  hkt: 8,
}

const CLOCK = String.raw`(?:(上午|下午|晚上|凌晨|中午)\s*)?(\d{1,2})\s*(?:[:：]|时|点)\s*(\d{1,2})(?:\s*(?:[:：]|分)\s*(\d{1,2})(?:[.,]\d+)?)?\s*[秒分]?`
const OFFSET = String.raw`(?:\s*(Z\b|UTC|GMT|[+-]\d{2}:?\d{2}))?`
const FULL = new RegExp(
  String.raw`(?<!\d)((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)\s*[日号]?(?:\s*[T,，]?\s*(?:[(（]?(?:星期|周)[一二三四五六日天][)）]?\s*)?${CLOCK}(?:\s*([ap]m)\b)?${OFFSET})?`,
  'i',
)
/** `26-11-24 08:14`, as lists of posts shorten it: without a clock it could be anything. */
const SHORT_YEAR = new RegExp(String.raw`(?<![\d-])(\d{2})-(\d{1,2})-(\d{1,2})\s+${CLOCK}`)
/** `24.11.2026, 08:14` and `11/24/26` of pages elsewhere; which of two numbers is the month must be plain. */
const ELSEWHERE = new RegExp(
  String.raw`(?<![\d./])(?:(\d{1,2})\.\s?(\d{1,2})\.\s?|(\d{1,2})/(\d{1,2})/)((?:20)?\d{2})(?![\d./])(?:,?\s+(?:um\s+)?${CLOCK})?`,
)
const COMPACT = /(?<!\d)((?:19|20)\d{2})(\d{2})(\d{2})(?:\s*T?(\d{2}):?(\d{2}):?(\d{2}))?(?!\d)/
const WORDED =
  /(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s,-]+(\d{4}|\d{2})(?![\d:])(?:,?\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?\s*([+-]\d{2}:?\d{2}|[a-z]{1,4}\b)?)?/i
const AMERICAN =
  /\b([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?\s*([+-]\d{2}:?\d{2}|[a-z]{1,4}\b)?)?/i
const UNIX =
  /\b[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+([a-z]{1,4}|[+-]\d{2}:?\d{2})\s+(\d{4})/i
const AGO = /(\d{1,4})\s*(秒钟?|分钟|小时|天)\s*前/
const NAMED = new RegExp(String.raw`(今天|昨天|前天)(?:\s*${CLOCK})?`)
const SHORT = new RegExp(String.raw`(?<![\d-])(\d{1,2})\s*[-/月]\s*(\d{1,2})(?![\d-])\s*[日号]?(?:\s*${CLOCK})?`)

/**
 * The first point in time that a text states: ISO, Chinese, RFC 822 and the forms of web pages, +08:00 where no offset is
 * given. Relative forms and those without a year need `now`; without it they are not read. null when there is none.
 * @param offsetMs from UTC, of times that state none: +08:00 unless the page is one of elsewhere
 * @param chineseCst whether CST means China Standard Time (Chinese pages and feeds) or US Central
 */
export function parseTime(
  text: string,
  now: EpochMs | null = null,
  chineseCst = true,
  offsetMs = 8 * HOUR_MS,
): StatedTime | null {
  const trimmed = text.trim()
  if (/^\d{10}$/.test(trimmed)) return { at: Number(trimmed) * SECOND_MS, precision: 'second', relative: false }
  if (/^\d{13}$/.test(trimmed)) return { at: Number(trimmed), precision: 'second', relative: false }
  const zone = { chineseCst, offsetMs }
  return absolute(trimmed, zone) ?? (now === null ? null : relative(trimmed, now))
}

type Zone = Readonly<{ chineseCst: boolean; offsetMs: number }>
const SHANGHAI: Zone = { chineseCst: true, offsetMs: 8 * HOUR_MS }

function absolute(text: string, assumed: Zone): StatedTime | null {
  const full = FULL.exec(text)
  if (full) {
    const [, y, m, d, half, h, min, s, english, zone] = full
    return stated([y, m, d, twelveHour(h, half ?? english), min, s], zone, assumed)
  }
  const unix = UNIX.exec(text)
  if (unix) return stated([unix[7], month(unix[1]), unix[2], unix[3], unix[4], unix[5]], unix[6], assumed)
  const worded = WORDED.exec(text)
  if (worded && month(worded[2])) {
    const [, d, m, y, h, min, s, half, zone] = worded
    return stated([longYear(y!), month(m), d, twelveHour(h, half), min, s], zone, assumed)
  }
  const american = AMERICAN.exec(text)
  if (american && month(american[1])) {
    const [, m, d, y, h, min, s, half, zone] = american
    return stated([y, month(m), d, twelveHour(h, half), min, s], zone, assumed)
  }
  const compact = COMPACT.exec(text)
  if (compact !== null) return stated(compact.slice(1), undefined, assumed)
  return assumed.chineseCst ? shortYear(text, assumed) : elsewhere(text, assumed)
}

function shortYear(text: string, assumed: Zone): StatedTime | null {
  const short = SHORT_YEAR.exec(text)
  if (short === null) return null
  const [, y, m, d, half, h, min, s] = short
  return stated([`20${y}`, m, d, twelveHour(h, half), min, s], undefined, assumed)
}

function elsewhere(text: string, assumed: Zone): StatedTime | null {
  const found = ELSEWHERE.exec(text)
  if (found === null) return null
  const [, day, month, one, other, year, half, h, min, s] = found
  const [m, d] = day !== undefined ? [month, day] : Number(one) > 12 ? [other, one] : [one, other]
  if (day === undefined && Number(one) <= 12 && Number(other) <= 12) return null
  return stated([longYear(year!), m, d, twelveHour(h, half), min, s], undefined, assumed)
}

function relative(text: string, now: EpochMs): StatedTime | null {
  if (/^\s*刚刚/.test(text)) return { at: now, precision: 'minute', relative: true }
  const ago = AGO.exec(text)
  if (ago) {
    const unit = ago[2]!.startsWith('秒')
      ? SECOND_MS
      : ago[2] === '分钟'
        ? MINUTE_MS
        : ago[2] === '小时'
          ? HOUR_MS
          : DAY_MS
    const precision = unit === DAY_MS || unit === HOUR_MS ? 'day' : 'minute'
    return { at: now - Number(ago[1]) * unit, precision, relative: true }
  }
  const named = NAMED.exec(text)
  if (named) {
    const [, word, half, h, min, s] = named
    const { year, month: m, day } = wallClock(now - ['今天', '昨天', '前天'].indexOf(word!) * DAY_MS)
    const time = stated([String(year), String(m), String(day), twelveHour(h, half), min, s], undefined, SHANGHAI)
    return time && { ...time, relative: true }
  }
  const short = SHORT.exec(text)
  if (!short) return null
  const [, m, d, half, h, min, s] = short
  const year = wallClock(now).year
  for (const y of [year, year - 1]) {
    const time = stated([String(y), m, d, twelveHour(h, half), min, s], undefined, SHANGHAI)
    // a date without a year is the last one that has passed; a day of leeway for clocks that run ahead
    if (time && time.at <= now + DAY_MS) return { ...time, relative: true }
  }
  return null
}

type Parts = readonly (string | undefined)[]

function stated(parts: Parts, zone: string | undefined, assumed: Zone): StatedTime | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(p => Number(p ?? 0))
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null
  const wall = fromWallClock(year, month, day, hour, minute, second)
  if (hour < 24 && wallClock(wall).day !== day) return null // 31 February
  const precision = parts[3] === undefined ? 'day' : parts[5] === undefined ? 'minute' : 'second'
  const offset = precision === 'day' ? assumed.offsetMs : offsetOf(zone, assumed)
  return { at: wall + 8 * HOUR_MS - offset, precision, relative: false }
}

/** Offset from UTC in ms; the assumed one where none or an unknown name is given. */
function offsetOf(zone: string | undefined, { chineseCst, offsetMs }: Zone): number {
  if (zone === undefined) return offsetMs
  const digits = /^([+-])(\d{2}):?(\d{2})$/.exec(zone)
  if (digits) return (digits[1] === '-' ? -1 : 1) * (Number(digits[2]) * HOUR_MS + Number(digits[3]) * MINUTE_MS)
  const name = zone.toLowerCase()
  if (name === 'cst') return (chineseCst ? 8 : -6) * HOUR_MS
  const hours = ZONES[name]
  return hours === undefined ? offsetMs : hours * HOUR_MS
}

function month(word: string | undefined): string | undefined {
  const index = MONTHS.indexOf((word ?? '').slice(0, 3).toLowerCase())
  return index < 0 ? undefined : String(index + 1)
}

function longYear(year: string): string {
  return year.length === 4 ? year : String(Number(year) < 70 ? 2000 + Number(year) : 1900 + Number(year))
}

function twelveHour(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined || half === undefined) return hour
  const n = Number(hour)
  if (/^(下午|晚上|pm)$/i.test(half)) return String(n < 12 ? n + 12 : n)
  if (/^(上午|凌晨|am)$/i.test(half)) return String(n === 12 ? 0 : n)
  return hour
}
