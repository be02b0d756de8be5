import { DAY_MS, type EpochMs } from '@guanlan/domain'
import type { PageMeta } from './article-meta.ts'
import { type Found, weigh } from './article-origin.ts'
import type { CreditLine } from './credit-lines.ts'
import type { CreditZones } from './credit-zones.ts'
import { parseTime, type StatedTime } from './time.ts'

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*'
const DATED = new RegExp(
  String.raw`(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}|(?<!\d)\d{2}-\d{1,2}-\d{1,2}\s+\d{1,2}:|\d{1,2}\s*[-/月]\s*\d{1,2}|\d{1,2}\.\s?\d{1,2}\.\s?20\d{2}|今天|昨天|前天|\d+\s*(?:分钟|小时|天)\s*前|刚刚|(?:19|20)\d{6}(?!\d)|\b${MONTH}\.?\s+\d{1,2}|\b\d{1,2}(?:st|nd|rd|th)?\.?\s+${MONTH}`,
  'gi',
)
const NOT_PUBLISHED = /(?:打印|访问|截止|活动|会议|注册|演出)(?:时间|日期)?\s*[:：]?\s*$/
const UPDATED =
  /(?:更新|修改)(?:[于於]|[时時][间間]|日期)?\s*[:：]?\s*$|\b(?:updated|modified|reviewed|edited)(?:\s+(?:on|at))?\s*[:：]?\s*$/i

/**
 * When the article was published. On a Chinese page what readers are shown wins over the head of the page, which fills in the
 * clock where only the day is shown; elsewhere, where shown times lack year, zone or clock, the head comes first. Forms relative
 * to the reading time (昨天, 11-24) are read last: a score or a chapter looks like a date without a year.
 */
export function articleTime(zones: CreditZones, meta: PageMeta, now: EpochMs | null): Found<StatedTime> | null {
  const read = (lines: readonly CreditLine[], sure: number, at: EpochMs | null = null) => timeIn(lines, meta, at, sure)
  const near = read(zones.between, 0.97)
  const head = meta.times[0] ?? null
  const elsewhere = [
    read(zones.above, 0.9),
    read(labels(zones.start.slice(0, 6)), 0.85),
    read(labels(zones.end.slice(-6)), 0.8),
    read(publishLine([...zones.end, ...zones.below]), 0.8),
  ].filter(time => time !== null)
  const stated = meta.chinese ? shownFirst(near, head, elsewhere) : [head, near, ...finestFirst(elsewhere)]
  const late = () => [now === null ? null : read(zones.between, 0.85, now), updatedIn(zones, meta)]
  return weigh(stated.some(time => time !== null) ? stated : late(), sameTime)
}

type Reading = Found<StatedTime> | null

const isDay = (time: Reading) => time !== null && time.value.precision === 'day'
const finestFirst = (times: readonly Found<StatedTime>[]) => [
  ...times.filter(time => !isDay(time)),
  ...times.filter(isDay),
]

/** By the headline, then the head, then elsewhere; but a clock before a day, when both mean the same day. */
function shownFirst(near: Reading, head: Reading, elsewhere: readonly Found<StatedTime>[]): readonly Reading[] {
  const others = finestFirst(elsewhere)
  if (near !== null) {
    const finer = isDay(near) && head !== null && !isDay(head) && sameTime(near.value, head.value)
    return finer ? [head, near, ...others] : [near, head, ...others]
  }
  if (head !== null && !isDay(head)) return [head, ...others]
  return [...others.filter(time => !isDay(time)), head, ...others.filter(isDay)]
}

const sameTime = (one: StatedTime, other: StatedTime) =>
  one.precision === 'day' || other.precision === 'day'
    ? Math.abs(one.at - other.at) < DAY_MS
    : Math.abs(one.at - other.at) < 60_000

/** The first time that is not one of updating; one with a clock wins over a day. */
function timeIn(
  lines: readonly CreditLine[],
  meta: PageMeta,
  now: EpochMs | null,
  sure: number,
): Found<StatedTime> | null {
  const text = lines
    .map(line => line.text.replaceAll('\t', ' '))
    .join('\n')
    // a calendar leaf: the year over month and day, each in a box of its own
    .replace(/(?<!\d)((?:19|20)\d{2})\s+(?=\d{1,2}\s*\/\s*\d{1,2}(?!\d))/g, '$1/')
  let day: StatedTime | null = null
  for (const match of text.matchAll(DATED)) {
    const before = text.slice(Math.max(0, match.index - 30), match.index)
    if (UPDATED.test(before) || NOT_PUBLISHED.test(before)) continue
    const value = parseTime(
      text.slice(match.index, match.index + 44).replaceAll('\n', ' '),
      now,
      meta.chinese,
      meta.offsetMs,
    )
    if (value === null) continue
    if (value.precision !== 'day') return { value, from: 'layout', sure }
    day ??= value
  }
  return day === null ? null : { value: day, from: 'layout', sure: sure - 0.05 }
}

/** Only when nothing else is shown: a page that says when it was updated was not published later. */
function updatedIn(zones: CreditZones, meta: PageMeta): Found<StatedTime> | null {
  for (const { text } of [...zones.between, ...zones.above, ...zones.start.slice(0, 4)]) {
    const match =
      /(?:更新|updated|reviewed|modified)[^\d]{0,20}(?=\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.exec(text)
    if (match === null || text.length > 120) continue
    const value = parseTime(
      text
        .slice(match.index + match[0].length)
        .slice(0, 44)
        .replaceAll('\t', ' '),
      null,
      meta.chinese,
      meta.offsetMs,
    )
    if (value !== null) return { value, from: 'layout', sure: 0.4 }
  }
  return null
}

/** Lines short enough to be a label: a date in a sentence is what the article tells of, not when it was published. */
function labels(lines: readonly CreditLine[]): CreditLine[] {
  return lines.filter(({ text }) => text.length < 50 && !/[，。]/.test(text))
}

/** The line that says `时间：`, as boxes below an article do. */
function publishLine(lines: readonly CreditLine[]): CreditLine[] {
  const found = lines.find(
    ({ text }) => /(?:时间|日期)\s*[:：]\s*20\d\d/.test(text) && !/(?:更新|打印|访问)(?:时间|日期)/.test(text),
  )
  return found === undefined ? [] : [found]
}
