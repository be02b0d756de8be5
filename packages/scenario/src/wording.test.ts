import { describe, expect, test } from 'vitest'
import { chance } from './chance.ts'
import { fictionalIdCard, fictionalPhone, geography, slots } from './geography.ts'
import { say, slotsOf } from './phrase.ts'
import { CHATTER } from './wording/chatter.ts'
import { FORMAL } from './wording/formal.ts'
import { HAPPENINGS } from './wording/happenings.ts'
import { STARTERS, STORM_REPORTS, STORM_RESPONSES } from './wording/storm-script.ts'
import { STRANDS } from './wording/storm-strands.ts'

const STORM_WORDS = { stopDay: '25号', stopDate: '11月25日', oldYear: '2019' }
const pieces = [
  ...STARTERS,
  ...STORM_REPORTS,
  ...STORM_RESPONSES,
  ...HAPPENINGS.flatMap(h => [h.report, h.official, h.acclaim].filter(p => p !== undefined)),
]
const phrases = [
  ...[...CHATTER, ...FORMAL, ...HAPPENINGS, ...STRANDS].flatMap(w => [...w.titles, ...Object.values(w.phrases).flat()]),
  ...pieces.flatMap(({ title, text }) => [title, text]),
]

describe('wording', () => {
  test(`every one of our ${phrases.length} phrases can be said, whatever its branches`, () => {
    const places = geography(4)
    for (const phrase of phrases) {
      const draw = chance('say', phrase)
      for (let i = 0; i < 12; i++) {
        const said = say(phrase, slots(places, draw, STORM_WORDS), draw)
        expect(said).not.toMatch(/[{}|]|undefined/)
      }
      for (const name of slotsOf(phrase)) expect(slots(places, draw, STORM_WORDS)(name)).not.toBe('')
    }
  })

  test('a happening holds its own slots, so that all its tellers mean the same place', () => {
    for (const { own, titles, phrases, name } of HAPPENINGS) {
      const used = new Set([...titles, ...Object.values(phrases).flat()].flatMap(slotsOf))
      expect(
        own.some(slot => used.has(slot)),
        name,
      ).toBe(true)
    }
  })

  test.each([
    { phrase: '(甲|乙)', says: ['甲', '乙'] },
    { phrase: '前(甲(子|丑)|)后', says: ['前甲子后', '前甲丑后', '前后'] },
    { phrase: '甲|乙', says: ['甲', '乙'] },
  ])('$phrase', ({ phrase, says }) => {
    const draw = chance('branches')
    const heard = new Set(Array.from({ length: 60 }, () => say(phrase, () => '', draw)))
    expect([...heard].sort()).toEqual([...says].sort())
  })

  test.each(['(甲', '甲)', '{甲'])('%s is a mistake', phrase => {
    expect(() => say(phrase, () => '', chance(1))).toThrow(SyntaxError)
  })

  test('an unknown slot is a mistake', () => {
    expect(() => slots(geography(1), chance(1))('nowhere')).toThrow(RangeError)
  })
})

describe('fictional numbers', () => {
  test('have the right shape and a valid check digit, and cannot be anybody', () => {
    const draw = chance('numbers')
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1]
    for (let i = 0; i < 200; i++) {
      expect(fictionalPhone(draw)).toMatch(/^1[3-9]\d0000\d{4}$/)
      const card = fictionalIdCard(draw)
      expect(card).toMatch(/^990101\d{11}[\dX]$/)
      const sum = weights.reduce((total, weight, at) => total + weight * (card[at] === 'X' ? 10 : Number(card[at])), 0)
      expect(sum % 11).toBe(1)
    }
  })
})

describe('chance', () => {
  test('a Poisson count keeps its mean, small and large', () => {
    for (const mean of [0, 0.3, 7, 400]) {
      const draw = chance('poisson', mean)
      const total = Array.from({ length: 2000 }, () => draw.poisson(mean)).reduce((a, b) => a + b, 0)
      expect(Math.abs(total / 2000 - mean)).toBeLessThanOrEqual(4 * Math.sqrt(mean / 2000))
    }
  })

  test('neighbouring labels give unrelated streams', () => {
    const heads = new Set(Array.from({ length: 1000 }, (_, i) => chance(1, 'x', i).next()))
    expect(heads.size).toBe(1000)
    const mean = [...heads].reduce((a, b) => a + b, 0) / 1000
    expect(mean).toBeGreaterThan(0.45)
    expect(mean).toBeLessThan(0.55)
  })
})
