import { expect, test } from 'vitest'
import { ACT_WORDS } from './act-words.ts'
import { CUES, SIGN } from './cue-signs.ts'
import { STANCE_WORDS } from './stance-words.ts'

const groups = Object.entries({ ...STANCE_WORDS, ...ACT_WORDS })

test('every group has a bit of its own, but those that only cover others', () => {
  const bits = Object.values(SIGN).filter(bit => bit !== 0)
  expect(new Set(bits).size).toBe(bits.length)
  expect(bits.length).toBeLessThanOrEqual(32)
  expect(groups.length - bits.length).toBe(3)
})

test.each(groups)('%s holds no word twice and no blank one', (_, words) => {
  const list = words.split(' ')
  expect(list.filter(word => word.trim() === '')).toEqual([])
  expect(list.filter((word, at) => list.indexOf(word) !== at)).toEqual([])
})

test('no risk word is covered for good by a word of the same letters that says nothing', () => {
  const silent = new Set([...STANCE_WORDS.noNegator.split(' '), ...ACT_WORDS.none.split(' ')])
  expect(CUES.filter(({ word }) => silent.has(word))).toEqual([])
})
