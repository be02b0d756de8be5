import { type EpochMs, fromWallClock, wallClock } from '@guanlan/domain'
import { type DayWord, daysAway, nearestMonth, nearestYear } from './entity-day.ts'
import { numberBefore, numeral } from './entity-number.ts'

/** A date that stands in the folded text at [from, to); `value` is its first moment at +08:00, null when too vague. */
export type DateFound = Readonly<{ from: number; to: number; value: EpochMs | null }>

const CHINESE_MONTH = '十[一二]?|[一二三四五六七八九]'
const CHINESE_DAY = '三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九]'
const YEAR = '(?<year>(?:19|20)\\d\\d|[一二][〇零一二三四五六七八九]{3})年'
const MONTH = `(?<month>1[0-2]|0?[1-9]|${CHINESE_MONTH})月(?:份)?`
const DAY = `(?<day>3[01]|[12]\\d|0?[1-9]|${CHINESE_DAY})[日号]`
/** 26号 is a day, 26号楼, 2号线 and 3日内 are none. */
const NO_DAY =
  '(?!线|楼|门|院|店|车|文|公告|厅|出[口站]|入口|窗|桥|台|机|位|路|柜|仓|令|码|库|航|泊|闸|岗|坑|井|桩|墩|标段|地块|渡|船|高速|公路|站|梯|床|字|段|牌|内|后|游|票|均|龄|元|之间)'

const MONTH_ALONE = '(?!票|卡|薪|租|均|供|饼|台|嫂|子)'

const WRITTEN = new RegExp(
  `(?<![\\d.第每零〇一二三四五六七八九十])(?:${YEAR}(?:${MONTH}(?:${DAY})?)?|${MONTH}(?:${DAY}${NO_DAY}|${MONTH_ALONE}))`,
  'g',
)
const FIGURES = /(?<![\d.\-/a-z])((?:19|20)\d\d)([-/.])(0?[1-9]|1[0-2])\2(3[01]|[12]\d|0?[1-9])(?![\d\-/])/g
/** A day without a month; in words only from the tenth on, and never a number in a street or after a letter. */
const DAY_ALONE = new RegExp(
  `(?<![\\d.:第每a-z\\-零〇一二三四五六七八九十月路街道巷弄幢栋楼区])(?<day>3[01]|[12]\\d|0?[1-9]|二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?)(?:日|号)${NO_DAY}`,
  'g',
)

const figure = (written: string) => (/\d/.test(written) ? Number(written) : numeral(written))

function written(groups: Record<string, string | undefined>, now: EpochMs): EpochMs | null {
  const { year, month, day } = groups
  const monthFigure = month === undefined ? 1 : figure(month)
  const dayFigure = day === undefined ? 1 : figure(day)
  return year === undefined
    ? nearestYear(now, monthFigure, dayFigure)
    : fromWallClock(figure(year), monthFigure, dayFigure)
}

/** A day that follows another date by 至, 到 or 、 is of that date's month: 11月24日至26日. */
function dayAlone(folded: string, from: number, day: number, found: readonly DateFound[], now: EpochMs): EpochMs {
  const lead = found.find(
    ({ to, value }) => value !== null && to < from && /^[至到和、~—-]+$/.test(folded.slice(to, from)),
  )
  if (lead?.value == null) return nearestMonth(now, day)
  const { year, month } = wallClock(lead.value)
  return fromWallClock(year, month, day)
}

/** Dates with figures, in order of form: 2026年11月24日, 11月24日, 2026-11-24, 24日. Call it where 年, 月, 日, 号 or 20 stands. */
export function writtenDates(folded: string, now: EpochMs): readonly DateFound[] {
  const found: DateFound[] = []
  for (const match of folded.matchAll(WRITTEN)) {
    const from = match.index
    found.push({ from, to: from + match[0].length, value: written(match.groups ?? {}, now) })
  }
  for (const match of folded.matchAll(FIGURES)) {
    const value = fromWallClock(Number(match[1]), Number(match[3]), Number(match[4]))
    found.push({ from: match.index, to: match.index + match[0].length, value })
  }
  for (const match of folded.matchAll(DAY_ALONE)) {
    const from = match.index
    const to = from + match[0].length
    if (found.some(date => date.from < to && from < date.to)) continue
    found.push({ from, to, value: dayAlone(folded, from, figure(match.groups!.day!), found, now) })
  }
  return found
}

const MONTH_DAY = new RegExp(`${MONTH}(?:${DAY})?`, 'y')
const ONLY_DAY = new RegExp(`${DAY}${NO_DAY}`, 'y')

/** The date that a word about a day begins at `from`, with the month or day that follows it: 去年12月1日, 上月15日. */
export function wordDate(folded: string, word: DayWord, from: number, now: EpochMs): DateFound {
  const to = from + word.word.length
  const value = word.dayOf(now, wallClock(now))
  if (word.opens === null || value === null) return { from, to, value }
  const tail = word.opens === 'year' ? MONTH_DAY : ONLY_DAY
  tail.lastIndex = to
  const match = tail.exec(folded)
  if (match === null) return { from, to, value }
  const { month, day } = match.groups ?? {}
  const start = wallClock(value)
  const monthFigure = month === undefined ? start.month : figure(month)
  return {
    from,
    to: to + match[0].length,
    value: fromWallClock(start.year, monthFigure, day === undefined ? 1 : figure(day)),
  }
}

/** The date of a distance that ends at [at, to): `unit` is 天, 周, 个月 …, `ahead` when it lies in the future. */
export function distantDate(
  folded: string,
  unit: string,
  ahead: boolean,
  at: number,
  to: number,
  now: EpochMs,
): DateFound | null {
  const count = numberBefore(folded, at)
  if (count === null) return null
  const value =
    count.value === null || count.value > 10_000 ? null : daysAway(now, ahead ? count.value : -count.value, unit)
  return { from: count.from, to, value }
}
