import { expect, test } from 'vitest'
import { layerMarks, type Mark, placeWords } from './layered-marks.ts'

const mark = (from: number, to: number, layer = 'cue'): Mark => ({ from, to, layer, note: layer })

test.each([
  { text: '出租车要停运', marks: [], shown: ['出租车要停运'], why: 'nothing marked' },
  { text: '', marks: [mark(0, 3)], shown: [], why: 'no text, no stretch' },
  {
    text: '停运通知',
    marks: [mark(0, 2), mark(0, 4, 'topic')],
    shown: ['停运:cue+topic', '通知:topic'],
    why: 'one inside another',
  },
  {
    text: '停运通知',
    marks: [mark(0, 3), mark(2, 4, 'topic')],
    shown: ['停运:cue', '通:cue+topic', '知:topic'],
    why: 'crossing',
  },
  { text: '停运', marks: [mark(-3, 1), mark(1, 90, 'topic')], shown: ['停:cue', '运:topic'], why: 'cut to the text' },
])('$why', ({ text, marks, shown }) => {
  const told = layerMarks(text, marks).map(({ text, marks }) => [text, marks.map(({ layer }) => layer).join('+')])
  expect(told.map(([words, layers]) => (layers === '' ? words : `${words}:${layers}`))).toEqual(shown)
})

test('for every two ranges over a short text: the stretches joined are the text, each mark covers its own places only', () => {
  const text = '停😡运'
  const ends = [-1, 0, 1, 2, 3, 4, 5]
  const ranges = ends.flatMap(from => ends.map(to => ({ from, to })))
  for (const a of ranges) {
    for (const b of ranges) {
      const marks = [mark(a.from, a.to, 'a'), mark(b.from, b.to, 'b')]
      const stretches = layerMarks(text, marks)
      expect(stretches.map(stretch => stretch.text).join('')).toBe(text)
      for (const { from, to, layer } of marks) {
        const covered = stretches.filter(stretch => stretch.marks.some(one => one.layer === layer))
        expect(covered.map(stretch => stretch.text).join('')).toBe(text.slice(Math.max(0, from), Math.max(0, to)))
      }
    }
  }
})

test.each([
  { text: '出租车停运', range: { from: 3, to: 5 }, words: '第 4–5 字' },
  { text: '😡停', range: { from: 2, to: 3 }, words: '第 2 字' }, // one emoji is two units but one character
])('$words', ({ text, range, words }) => {
  expect(placeWords(text, range)).toBe(words)
})
