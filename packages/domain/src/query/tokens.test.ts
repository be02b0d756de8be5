import { describe, expect, test } from 'vitest'
import { occurrences, pattern, tokens } from './tokens.ts'

describe('tokens', () => {
  test.each([
    ['公交车站', ['公交', '交车', '车站', '站']],
    ['公,交', ['公', '交']],
    ['g15高速', ['g15', '高速', '速']],
    ['95路', ['95', '路']],
    ['k787+532处', ['k787+532', '处']],
    ['3.5元 2024-05 1/2', ['3.5', '元', '2024-05', '1/2']],
    ['etc/人工 a-b c++ 5-', ['etc', '人工', '工', 'a', 'b', 'c', '5']],
    ['𠮷野家', ['𠮷野', '野家', '家']],
    ['x'.repeat(70), ['x'.repeat(64), 'x'.repeat(6)]],
    ['!?。 \u0000', []],
  ])('%j is cut into %j', (text, words) => {
    expect(tokens(text).words).toEqual(words)
  })
})

describe('pattern', () => {
  test.each<[string, boolean, string[], boolean]>([
    ['公交车', false, ['公交', '交车'], false], // the text may go on
    ['路', false, ['路'], true], // one character: any token that begins so
    ['95路', false, ['95', '路'], true],
    ['路95', false, ['路', '95'], false], // the run ends here in the text too
    ['g15高速', false, ['g15', '高速'], false],
    ['g15', false, ['g15'], false], // a whole token
    ['g1', true, ['g1'], true],
    ['公交', true, ['公交'], false], // ideographs are open anyway
    ['公交 车站', false, ['公交', '交', '车站'], false],
  ])('%j (open: %s) asks for %j, prefix %s', (term, open, words, prefix) => {
    expect(pattern(term, open)).toEqual({ words, prefix })
  })

  test('nothing to look for is null', () => {
    expect(pattern('，!', false)).toBeNull()
  })

  test('a term of ideographs occurs exactly where it is a substring', () => {
    const text = '公公交公交车公'
    for (const term of ['公', '公交', '交公', '公公', '公交车公', '车公公']) {
      const expected = [...text].flatMap((_, at) => (text.startsWith(term, at) ? [at] : []))
      expect([term, occurrences(tokens(text), pattern(term, false)!)]).toEqual([term, expected])
    }
  })
})
