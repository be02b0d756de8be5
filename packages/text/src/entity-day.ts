import { DAY_MS, dayStart, type EpochMs, fromWallClock, type WallClock, wallClock, weekStart } from '@guanlan/domain'

/** What a word about a day comes to, seen at `now`: the first moment at +08:00, null when the word is too vague. */
export type DayOf = (now: EpochMs, today: WallClock) => EpochMs | null

/** A word about a day; `year` and `month` say that a month or a day may follow: 去年|12月1日, 上月|15日. */
export type DayWord = Readonly<{ word: string; dayOf: DayOf; opens: 'year' | 'month' | null }>

const days = (offset: number): DayOf => {
  return now => dayStart(now) + offset * DAY_MS
}
const firstOf = (offset: number): DayOf => {
  return (_now, { year, month }) => fromWallClock(year, month + offset, 1)
}
const yearStart = (offset: number): DayOf => {
  return (_now, { year }) => fromWallClock(year + offset, 1, 1)
}

const WEEKDAYS = '一二三四五六'
const WEEK_WORDS = ['周', '星期', '礼拜']
const WEEK_OFFSETS: Readonly<Record<string, number>> = {
  上上: -2,
  上: -1,
  上个: -1,
  本: 0,
  这: 0,
  这个: 0,
  下: 1,
  下个: 1,
  下下: 2,
}

/** Which day of the week a word means, 0 Monday .. 6 Sunday. */
const weekday = (word: string): number => ('日天'.includes(word) ? 6 : word === '末' ? 5 : WEEKDAYS.indexOf(word))

function weekWords(): DayWord[] {
  const found: DayWord[] = []
  for (const week of WEEK_WORDS) {
    for (const day of [...WEEKDAYS, '日', '天', '末']) {
      if (week === '周' && day === '天') continue
      const at = (offset: number): DayOf => {
        return now => weekStart(now) + (offset * 7 + weekday(day)) * DAY_MS
      }
      if (day !== '末') found.push({ word: week + day, dayOf: at(0), opens: null })
      for (const [prefix, offset] of Object.entries(WEEK_OFFSETS)) {
        if (day === '末' && week !== '周') continue
        found.push({ word: prefix + week + day, dayOf: at(offset), opens: null })
      }
    }
    for (const [prefix, offset] of Object.entries(WEEK_OFFSETS)) {
      const dayOf: DayOf = now => weekStart(now) + offset * 7 * DAY_MS
      found.push({ word: prefix + week, dayOf, opens: null })
    }
  }
  return found
}

const NEAR_DAYS: readonly (readonly [offset: number, words: string])[] = [
  [-3, '大前天'],
  [-2, '前天 前日 前晚'],
  [-1, '昨天 昨日 昨晚 昨夜 昨晨 昨早 昨儿'],
  [0, '今天 今日 今晚 今夜 今晨 今早 今儿'],
  [1, '明天 明日 明晚 明早 明晨 明儿'],
  [2, '后天 后日 后晚'],
  [3, '大后天'],
]
const MONTHS: Readonly<Record<string, number>> = {
  上月: -1,
  上个月: -1,
  本月: 0,
  这个月: 0,
  当月: 0,
  下月: 1,
  下个月: 1,
}
const YEARS: Readonly<Record<string, number>> = { 大前年: -3, 前年: -2, 去年: -1, 今年: 0, 本年: 0, 明年: 1, 后年: 2 }
/** Feasts of the moon calendar: which day they fall on is not reckoned here. */
const MOON_FEASTS: readonly string[] = ['春节', '除夕', '清明节', '端午节', '中秋节', '元宵节']
const FEASTS: Readonly<Record<string, readonly [month: number, day: number]>> = {
  元旦: [1, 1],
  劳动节: [5, 1],
  国庆节: [10, 1],
  国庆期间: [10, 1],
  国庆假期: [10, 1],
  五一期间: [5, 1],
  五一假期: [5, 1],
}

/** Every word that names a day, a week, a month or a year by where it lies from today. */
export const DAY_WORDS: readonly DayWord[] = [
  ...NEAR_DAYS.flatMap(([offset, words]) =>
    words.split(' ').map(word => ({ word, dayOf: days(offset), opens: null }) as const),
  ),
  ...weekWords(),
  ...Object.entries(MONTHS).map(([word, offset]) => ({ word, dayOf: firstOf(offset), opens: 'month' }) as const),
  ...Object.entries(YEARS).map(([word, offset]) => ({ word, dayOf: yearStart(offset), opens: 'year' }) as const),
  ...MOON_FEASTS.map(word => ({ word, dayOf: () => null, opens: null }) as const),
  ...Object.entries(FEASTS).map(([word, [month, day]]) => {
    const dayOf: DayOf = now => nearestYear(now, month, day)
    return { word, dayOf, opens: null } as const
  }),
]

const AHEAD_MS = 183 * DAY_MS
const BEHIND_MS = 275 * DAY_MS

/** A day without a year: this year's, unless that lies over half a year ahead or nine months behind. */
export function nearestYear(now: EpochMs, month: number, day: number): EpochMs {
  const { year } = wallClock(now)
  const thisYear = fromWallClock(year, month, day)
  if (thisYear - now > AHEAD_MS) return fromWallClock(year - 1, month, day)
  return now - thisYear > BEHIND_MS ? fromWallClock(year + 1, month, day) : thisYear
}

/** A day without a month: of the month that brings it nearest to today. */
export function nearestMonth(now: EpochMs, day: number): EpochMs {
  const { year, month } = wallClock(now)
  const candidates = [-1, 0, 1].map(offset => fromWallClock(year, month + offset, day))
  return candidates.reduce((best, at) => (Math.abs(at - now) < Math.abs(best - now) ? at : best))
}

/** The day that lies `count` units before (count < 0) or after today: 三天前, 半个月前, 两年后. */
export function daysAway(now: EpochMs, count: number, unit: string): EpochMs {
  if (unit.endsWith('年') || (unit.endsWith('月') && Number.isInteger(count))) {
    const { year, month, day } = wallClock(now)
    return unit.endsWith('年')
      ? fromWallClock(year + Math.trunc(count), month + Math.round((count % 1) * 12), day)
      : fromWallClock(year, month + count, day)
  }
  const length = unit.endsWith('月') ? 30 : unit.endsWith('周') || unit.endsWith('星期') ? 7 : 1
  return dayStart(now) + Math.trunc(count * length) * DAY_MS
}
