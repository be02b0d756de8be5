import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import { matcher } from './matcher.ts'

function find(patterns: readonly string[], text: string) {
  const units = new Uint16Array(text.length)
  fold(text, units)
  return matcher(patterns)(units, text.length).map(({ pattern, from, to }) => [patterns[pattern], from, to])
}

test('the longest pattern wins at one beginning, a later beginning inside it is told too', () => {
  expect(find(['公交', '公交车', '车站'], '公交车站')).toEqual([
    ['公交车', 0, 3],
    ['车站', 2, 4],
  ])
})

test('patterns are folded like the text, and an empty pattern matches nothing', () => {
  expect(find(['', 'ETC'], '办ＥＴＣ和etc')).toEqual([
    ['ETC', 1, 4],
    ['ETC', 5, 8],
  ])
})

test('finds exactly what a search by hand finds', () => {
  const word = fc.string({ unit: fc.constantFrom('打', '车', '票', '路'), minLength: 1, maxLength: 3 })
  const text = fc.string({ unit: fc.constantFrom('打', '车', '票', '路', '。'), maxLength: 30 })
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 40 }), text, (patterns, sample) => {
      const byHand: unknown[] = []
      for (let from = 0; from < sample.length; from++) {
        const longest = patterns.filter(p => sample.startsWith(p, from)).sort((a, b) => b.length - a.length)[0]
        if (longest !== undefined) byHand.push([longest, from, from + longest.length])
      }
      expect(find(patterns, sample)).toEqual(byHand)
    }),
  )
})

test('a long list keeps every entry', () => {
  const patterns = Array.from({ length: 5000 }, (_, i) => `村${i}号`)
  expect(find(patterns, '在村4999号和村17号')).toEqual([
    ['村4999号', 1, 7],
    ['村17号', 8, 12],
  ])
})
