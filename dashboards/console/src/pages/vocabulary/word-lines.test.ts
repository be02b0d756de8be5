import { expect, test } from 'vitest'
import { mergeWords, readWordLines, wordsChanged } from './word-lines.ts'

test.each([
  { text: '', words: [], bad: [], again: [] },
  { text: '网约车\n\n  巡游车 \r\n', words: ['网约车', '巡游车'], bad: [], again: [] }, // blanks around a word do not count
  { text: '治超站\n车\nK787+532\n治超站', words: ['治超站'], bad: [2, 3], again: [4] },
  { text: 'ＥＴＣ门架\nETC门架', words: ['ETC门架'], bad: [], again: [2] }, // full width is the same word
  { text: '上下班 路上', words: [], bad: [1], again: [] }, // two words on one line
])('$text', ({ text, words, bad, again }) => {
  const read = readWordLines(text)
  expect(read.words).toEqual(words)
  expect(read.bad.map(({ line }) => line)).toEqual(bad)
  expect(read.again.map(({ line }) => line)).toEqual(again)
})

test('a fault names its place in the text', () => {
  const text = '网约车\n!!\n'
  const [fault] = readWordLines(text).bad
  expect(text.slice(fault!.from, fault!.to)).toBe('!!')
})

test('what changed, and the same change on what others made of it', () => {
  const base = ['甲甲', '乙乙', '丙丙']
  const mine = ['甲甲', '丙丙', '丁丁']
  expect(wordsChanged(base, mine)).toEqual({ added: ['丁丁'], removed: ['乙乙'] })
  expect(mergeWords(base, mine, ['甲甲', '乙乙', '戊戊'])).toEqual(['甲甲', '戊戊', '丁丁'])
})
