import { DEFAULT_RULES, HOUR_MS } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { memoryFromJson, memoryToJson } from './event-memory.ts'
import { Grouping } from './grouping.ts'
import { DEFAULT_GROUPING } from './grouping-rules.ts'
import { aMark } from './mark.fixture.ts'
import type { Mark } from './mark.ts'

const at = Date.UTC(2026, 10, 24)

const mark = (id: string, words: string, change: Partial<Mark> = {}): Mark =>
  aMark(id, words === '' ? [] : words.split(' '), change)

const open = () => new Grouping(DEFAULT_RULES, DEFAULT_GROUPING, id => `of ${id}`)

/** Which marks share an event, as groups of ids. */
function groups(marks: readonly Mark[], grouping = open()): string[][] {
  const byEvent = new Map<string, string[]>()
  marks.forEach((each, n) => {
    const placement = grouping.place(each)
    grouping.add(each, placement, n + 1)
    byEvent.set(placement.eventId, [...(byEvent.get(placement.eventId) ?? []), each.id])
  })
  return [...byEvent.values()]
}

const skipped = '司机 甩站 不停 投诉'
const print = Array.from({ length: 64 }, (_, n) => n * 7919)

test.each([
  { why: 'the same words join', second: mark('b', skipped), together: true },
  { why: 'other words do not', second: mark('b', '大桥 封闭 堵车'), together: false },
  { why: 'one word in common is not enough', second: mark('b', '司机 热心 表扬'), together: false },
  { why: 'another line is another happening', second: mark('b', skipped, { names: ['line:95路'] }), together: false },
  { why: 'the same line helps', second: mark('b', skipped, { names: ['line:203路'] }), together: true },
  { why: 'another watch keeps apart', second: mark('b', skipped, { watchIds: ['other'] }), together: false },
  { why: 'a day later it is over', second: mark('b', skipped, { at: at + 24 * HOUR_MS }), together: false },
])('$why', ({ second, together }) => {
  const first = mark('a', skipped, { names: ['line:203路'] })
  expect(groups([first, second])).toHaveLength(together ? 1 : 2)
})

test('a copy folds under what it repeats, and is counted', () => {
  const grouping = open()
  groups([mark('a', skipped, { print }), mark('b', '', { print })], grouping)
  const [event] = [...grouping.open.values()]
  expect(event).toMatchObject({ mentions: 2, copies: 1, said: 1 })
})

test('the same form about another place is no copy', () => {
  const here = mark('a', skipped, { print, names: ['place:石桥镇'] })
  const there = mark('b', skipped, { print, names: ['place:柳塘镇'] })
  expect(groups([here, there])).toHaveLength(2)
})

test('an event much spoken of takes what a quiet one would not', () => {
  const strike = Array.from({ length: 25 }, (_, n) => mark(`s${n}`, '出租车 停运 改革 份子钱', { topics: ['taxi'] }))
  const aside = mark('aside', '改革 出租车 经营权 收回 方案 期满 手续', { topics: ['taxi'] })
  expect(groups([...strike, aside])).toHaveLength(1)
})

test('an event unheard of for 72 hours of arrivals is closed', () => {
  const grouping = open()
  groups([mark('a', skipped), mark('b', '大桥 封闭', { seenAt: at + 73 * HOUR_MS, at: at + 73 * HOUR_MS })], grouping)
  expect([...grouping.open.keys()]).toEqual(['of b'])
})

const WORDS = '出租车 停运 改革 大桥 封闭 堵车 甩站 公交 驾校 退费 学员 坑槽'.split(' ')
const NAMES = [[], ['line:203路'], ['place:石桥镇'], ['area:临江区']]

/** Marks of all kinds, the same for the same seed (a linear congruential generator). */
function manyMarks(seed: number, count: number): readonly Mark[] {
  let state = seed
  const below = (limit: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * limit)
  }
  return Array.from({ length: count }, (_, n) => {
    const words = WORDS.filter(() => below(3) === 0)
    const when = at + below(200) * HOUR_MS
    const change = { at: when, seenAt: when, names: NAMES[below(NAMES.length)]!, print: below(4) === 0 ? print : [] }
    return mark(`${seed}-${n}`, words.join(' '), change)
  })
}

test.each([1, 2, 3, 4, 5, 6, 7, 8])('books written down and read again decide as before (seed %i)', seed => {
  const marks = manyMarks(seed, 120)
  const half = 60
  const through = open()
  groups(marks, through)
  const before = open()
  groups(marks.slice(0, half), before)
  const after = open()
  for (const memory of before.open.values()) after.restore(memoryFromJson(memoryToJson(memory)))
  marks.slice(half).forEach((each, n) => {
    after.add(each, after.place(each), half + n + 1)
  })
  expect([...after.open.values()].map(memoryToJson)).toEqual([...through.open.values()].map(memoryToJson))
})
