import { expect, test } from 'vitest'
import { excerpt, splitMarks } from './split-marks.ts'

const words = (text: string, ranges: { from: number; to: number }[]) =>
  splitMarks(text, ranges).map(s => (s.marked ? `[${s.text}]` : s.text))

test.each([
  { text: '出租车要停运', ranges: [], shown: ['出租车要停运'], why: 'nothing matched' },
  {
    text: '出租车要停运',
    ranges: [
      { from: 0, to: 3 },
      { from: 4, to: 6 },
    ],
    shown: ['[出租车]', '要', '[停运]'],
    why: 'two apart',
  },
  {
    text: '停运通知',
    ranges: [
      { from: 0, to: 2 },
      { from: 2, to: 4 },
    ],
    shown: ['[停运]', '[通知]'],
    why: 'adjacent marks stay two',
  },
  {
    text: '停运通知',
    ranges: [
      { from: 2, to: 4 },
      { from: 0, to: 2 },
    ],
    shown: ['[停运]', '[通知]'],
    why: 'order does not matter',
  },
  {
    text: '停运通知',
    ranges: [
      { from: 0, to: 3 },
      { from: 2, to: 4 },
    ],
    shown: ['[停运]', '[通知]'],
    why: 'overlap is shown once',
  },
  {
    text: '停运',
    ranges: [
      { from: 0, to: 2 },
      { from: 0, to: 2 },
    ],
    shown: ['[停运]'],
    why: 'the same mark twice',
  },
  {
    text: '停运',
    ranges: [
      { from: 1, to: 9 },
      { from: -3, to: 0 },
    ],
    shown: ['停', '[运]'],
    why: 'outside is cut off',
  },
  { text: '🚕停运', ranges: [{ from: 2, to: 4 }], shown: ['🚕', '[停运]'], why: 'offsets count UTF-16 units' },
])('$why: $shown', ({ text, ranges, shown }) => {
  expect(words(text, ranges)).toEqual(shown)
})

test('whatever the ranges, the stretches put together are the text and stand where they say', () => {
  const text = '网传25日停运🚕，的士司机说没有接到通知。'
  for (let seed = 1; seed < 400; seed++) {
    const ranges = Array.from({ length: seed % 5 }, (_, i) => {
      const from = (seed * 7 + i * 13) % (text.length + 2)
      return { from, to: from + ((seed + i * 3) % 6) }
    })
    const stretches = splitMarks(text, ranges)
    expect(stretches.map(s => s.text).join('')).toBe(text)
    for (const s of stretches) expect(text.startsWith(s.text, s.start)).toBe(true)
  }
})

test('an excerpt keeps its first mark and moves the ranges with it', () => {
  const text = `${'前'.repeat(300)}停运${'后'.repeat(300)}`
  const cut = excerpt(text, [{ from: 300, to: 302 }], 80)
  expect(cut.text.length).toBe(80)
  expect(cut.ranges.map(r => cut.text.slice(r.from, r.to))).toEqual(['停运'])
  expect([cut.cutBefore, cut.cutAfter]).toEqual([true, true])
})

test('an excerpt never halves a surrogate pair', () => {
  const text = '🚕'.repeat(100)
  const cut = excerpt(text, [{ from: 60, to: 62 }], 41)
  expect(cut.text.isWellFormed()).toBe(true)
})
