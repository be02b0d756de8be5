import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepare, spanOf, wordsAt } from './document.ts'
import type { Segmenter } from './segment.ts'

/** Cuts into single characters: what stands here must not depend on a dictionary. */
const segmenter: Segmenter = { version: 'none', cut: text => [...text], cutKnown: text => [...text] }
const read = (text: string, title = '') => prepare(segmenter, title, text)

test.each([
  ['計程車罷運', '计程车罢运'],
  ['Ｇ３１１　堵車', 'g311 堵车'],
  ['罢\u200b运', '罢运'],
  ['bà工 ba\u0300工', 'bà工 bà工'],
  ['罢⼯', '罢工'], // a radical that passes for the character
  ['𝟏𝟐𝟑𝟐𝟖', '12328'],
  ['①②路', '12路'],
  ['3\ufe0f\u20e3路', '3路'],
  ['全长20㎞', '全长20km'],
  ['哈哈哈哈哈哈', '哈哈哈'],
  ['好好好好好！！！！！', '好好好!!!'],
  ['气死了。。。。。。\n\n\n\n', '气死了。。。\n\n\n\n'],
  ['10000000元 豫K****5', '10000000元 豫k****5'], // figures and masks keep their length
  ['😂😂😂😂', '😂😂😂😂'], // one feature however many
  ['哈\u200b哈哈哈哈', '哈哈哈'],
  ['\ud800罢\udc00运', '\ufffd罢\ufffd运'],
  ['a\0b\tc', 'a b c'],
  ['', ''],
])('%j is read as %j', (text, folded) => {
  const { folded: read_, length, units } = read(text)
  expect(read_).toBe(folded)
  expect(String.fromCharCode(...units.subarray(0, length))).toBe(folded)
})

test('a shortened run stands for all of it, also behind a title', () => {
  const document = read('真的哈哈哈哈哈好', '好好好好')
  const at = document.folded.indexOf('哈')
  expect(spanOf(document, at, at + 3)).toEqual({ field: 'text', from: 2, to: 7 })
  expect(wordsAt(document, at, at + 3)).toBe('哈哈哈哈哈')
  expect(spanOf(document, 0, 3)).toEqual({ field: 'title', from: 0, to: 4 })
  expect(spanOf(document, at + 3, at + 4)).toEqual({ field: 'text', from: 7, to: 8 })
})

test('every range leads back to the original, in order and without gaps in what is visible', () => {
  const pieces = fc.constantFrom(
    ...[
      '车',
      '運',
      '哈',
      '哈哈哈哈',
      '！',
      '！！！！',
      'Ｇ',
      '3',
      '\u200b',
      '\u0301',
      'e',
      '⼯',
      '㎞',
      '😀',
      '\ud83d',
      '\0',
      '\u202e',
      '\n',
      '𝐛',
    ],
  )
  const texts = fc.array(pieces, { maxLength: 30 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(texts, texts, (title, text) => {
      const document = read(text, title)
      const { folded, length, textFrom, original } = document
      expect(length).toBe(folded.length)
      let last = 0
      for (let at = 0; at < length; at++) {
        const { field, from, to } = spanOf(document, at, at + 1)
        if (folded[at] === '\n' && at === textFrom - 1) continue
        expect(field === 'text').toBe(at >= textFrom)
        const whole = (field === 'title' ? title : text).slice(from, to)
        expect(whole).toBe(wordsAt(document, at, at + 1))
        expect(whole.length).toBeGreaterThan(0)
        const begin = field === 'title' || title === '' ? from : from + title.length + 1
        expect(begin).toBeGreaterThanOrEqual(last === 0 ? 0 : last - 4)
        expect(begin).toBeLessThan(original.length)
        last = begin
      }
    }),
    { numRuns: 300 },
  )
})
