import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'

describe('fold', () => {
  test.each([
    ['營運車輛', '营运车辆'], // traditional
    ['Ｋ７８７＋５３２', 'k787+532'], // full width
    ['公\u200b交\u2060车\ufeff\u00ad', '公交车'], // what is invisible hides nothing
    ['公\u0301交', '公交'], // nor does a mark on an ideograph
    ['e\u0301', 'é'], // a mark on a letter is part of it
    ['ｶﾞ', 'ガ'],
    ['3\ufe0f\u20e3路', '3路'], // a key cap
    ['각', '각'], // Hangul letters compose
    ['㎞', 'km'], // one character becomes two
    ['㍿', '株式会社'], // and four, simplified after it
    ['ΟΔΟΣ', 'οδοσ'], // both small sigmas are one
    ['a\ud800b\udc00', 'a b '], // halves of characters separate
    ['a\u0000b', 'a\u0000b'],
    ['\u0301', ''],
    ['', ''],
  ])('%j reads %j', (original, folded) => {
    expect(fold(original).text).toBe(folded)
  })

  test('knows where everything came from', () => {
    const { text, from, to } = fold('㎞\u200b公e\u0301')
    expect(text).toBe('km公é')
    expect([...from]).toEqual([0, 0, 2, 3])
    expect([...to]).toEqual([1, 1, 3, 5])
  })

  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({
      unit: fc.constantFrom('公', '車', '\u200b', '\u0301', 'e', 'ﾞ', 'ｶ', '\ud842', '\udfb7', '㎞', 'Σ', 'ᄀ', 'ᅡ'),
      maxLength: 60,
    }),
  )
  test('offsets rise, stay inside, and folding twice changes nothing', () => {
    fc.assert(
      fc.property(anyText, original => {
        const { text, from, to } = fold(original)
        expect(from).toHaveLength(text.length)
        for (let n = 0; n < text.length; n++) {
          expect(from[n]!).toBeLessThan(to[n]!)
          expect(to[n]!).toBeLessThanOrEqual(original.length)
          if (n > 0) expect(from[n]!).toBeGreaterThanOrEqual(from[n - 1]!)
        }
        expect(fold(text).text).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
})
