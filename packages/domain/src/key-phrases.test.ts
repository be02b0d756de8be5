import { expect, test } from 'vitest'
import { type CountedPhrase, chooseKeyPhrases, timesWords } from './key-phrases.ts'

const period = { fromAt: 0, toAt: 1 }
const against = 'before' as const
const counted = (phrase: string, mentions: number, before: number): CountedPhrase => {
  return { phrase, kind: 'word', mentions, before }
}

test('what is said as often as before is not key, however often it is said', () => {
  const around = { of: 100, against, period, before: 10_000 }
  const all = [
    counted('公交', 60, 6000),
    counted('甩站', 30, 100),
    counted('栖澜芷苑', 25, 0),
    counted('司机', 10, 900),
  ]
  const { phrases } = chooseKeyPhrases(all, around)
  expect(phrases.map(({ phrase }) => phrase)).toEqual(['栖澜芷苑', '甩站'])
  expect(phrases.map(one => timesWords(one, around))).toEqual(['此前未见', '此前的 30 倍'])
})

test('one or two mentions before are told as they are, not divided by', () => {
  const around = { of: 50, against, period, before: 5000 }
  const [phrase] = chooseKeyPhrases([counted('夜班车', 20, 2)], around).phrases
  expect(phrase).toMatchObject({ times: null })
  expect(timesWords(phrase!, around)).toBe('此前仅 2 条')
  expect(timesWords(phrase!, { ...around, against: 'others' })).toBe('其余仅 2 条')
})

test('a period before that holds too little leaves the order as found and gives counts alone', () => {
  const around = { of: 50, against, period, before: 199 }
  const { phrases } = chooseKeyPhrases([counted('站牌', 5, 150), counted('夜班车', 20, 3), counted('无', 0, 3)], around)
  expect(phrases.map(({ phrase, times }) => [phrase, times])).toEqual([
    ['站牌', null],
    ['夜班车', null],
  ])
  expect(timesWords(phrases[0]!, around)).toBeNull()
})

test('no more than asked for', () => {
  const all = Array.from({ length: 40 }, (_, n) => counted(`词${n}`, 10 + n, 0))
  expect(chooseKeyPhrases(all, { of: 100, against, period, before: 1000 }).phrases).toHaveLength(12)
  expect(
    chooseKeyPhrases(all, { of: 100, against, period, before: 1000 }, 3).phrases.map(({ phrase }) => phrase),
  ).toEqual(['词39', '词38', '词37'])
})
