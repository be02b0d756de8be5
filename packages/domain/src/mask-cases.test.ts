import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { masked } from './mask.ts'
import { MUST_BE_MASKED, MUST_BE_MASKED_IN_ORDERS } from './mask-must.fixture.ts'
import { MUST_STAY, PUBLISHED_STAY, STAY_BUT_IN_ORDERS } from './mask-must-not.fixture.ts'
import { NO_PLATES } from './mask-plates.ts'

const ANYBODY = { plates: NO_PLATES, order: false, published: false }
const ORDER = { ...ANYBODY, order: true }

type Case = readonly [kind: string, text: string]
const rows = (table: Readonly<Record<string, readonly string[]>>): Case[] =>
  Object.entries(table).flatMap(([kind, texts]) => texts.map((text): Case => [kind, text]))

const plain = (text: string) => text.replace(/[⟦⟧]/g, '')

/** What stands outside the marks is the same, what stands inside has stars over more than half of it. */
function expectHidden(text: string, result: string) {
  let at = 0
  for (const [i, part] of text.split(/[⟦⟧]/).entries()) {
    const now = result.slice(at, at + part.length)
    at += part.length
    if (i % 2 === 0) expect(now).toBe(part)
    else expect((now.match(/\*/g) ?? []).length, now).toBeGreaterThanOrEqual(part.length / 2)
  }
  expect(result).toHaveLength(at)
}

describe('must be masked', () => {
  test.each(rows(MUST_BE_MASKED))('%s %s', (_kind, text) => {
    expectHidden(text, masked(plain(text), ANYBODY).text)
  })
  test.each(rows(MUST_BE_MASKED_IN_ORDERS))('in an order: %s %s', (_kind, text) => {
    expectHidden(text, masked(plain(text), ORDER).text)
  })
  test('said by an agency too, but for its land lines of duty', () => {
    const others = rows(MUST_BE_MASKED).filter(([kind]) => kind !== '座机')
    for (const [, text] of others) expectHidden(text, masked(plain(text), { ...ANYBODY, published: true }).text)
  })
  test('there are 200 of them and more', () => {
    expect(rows(MUST_BE_MASKED).length + rows(MUST_BE_MASKED_IN_ORDERS).length).toBeGreaterThanOrEqual(200)
  })
})

describe('must stay', () => {
  test.each(rows(MUST_STAY))('%s %s', (_kind, text) => {
    expect(masked(text, ANYBODY)).toEqual({ text, count: 0 })
    expect(masked(text, ORDER)).toEqual({ text, count: 0 })
  })
  test.each(STAY_BUT_IN_ORDERS)('but in orders: %s', text => {
    expect(masked(text, ANYBODY)).toEqual({ text, count: 0 })
    expect(masked(text, ORDER).count).toBe(1)
  })
  test.each(PUBLISHED_STAY)('an agency’s own: %s', text => {
    expect(masked(text, { ...ANYBODY, published: true })).toEqual({ text, count: 0 })
    expect(masked(text, ANYBODY).count).toBeGreaterThan(0)
  })
  test('there are 200 of them and more', () => {
    expect(rows(MUST_STAY).length).toBeGreaterThanOrEqual(200)
  })
})

describe('whatever is written', () => {
  const texts = [...rows(MUST_BE_MASKED), ...rows(MUST_BE_MASKED_IN_ORDERS), ...rows(MUST_STAY)].map(([, text]) =>
    plain(text),
  )
  const piece = fc.oneof(
    fc.constantFrom(...texts),
    fc.string({ unit: fc.constantFrom(...'0123456789一三九零X-. （）云A·：人我叫王*\u200b①１@'), maxLength: 24 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  const text = fc.array(piece, { maxLength: 5 }).map(parts => parts.join(''))
  const masking = fc
    .record({ order: fc.boolean(), published: fc.boolean() })
    .map(given => ({ ...given, plates: NO_PLATES }))

  test('masking twice changes nothing more, lengths stay, and only stars are new', () => {
    fc.assert(
      fc.property(text, masking, (given, how) => {
        const once = masked(given, how)
        expect(masked(once.text, how)).toEqual({ text: once.text, count: 0 })
        expect(once.text).toHaveLength(given.length)
        for (let i = 0; i < given.length; i++) if (once.text[i] !== '*') expect(once.text[i]).toBe(given[i])
      }),
      { numRuns: 400 },
    )
  })

  test('no mobile number is left, however it is split', () => {
    const gap = fc.constantFrom('', ' ', '-', '\u200b', '·')
    fc.assert(
      fc.property(
        fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }),
        gap,
        piece,
        piece,
        (number, between, before, after) => {
          const digits = String(number)
          const split = [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].join(between)
          const whole = `${before}，请打${split}，${after}`
          const at = before.length + 3
          expect(masked(whole, ANYBODY).text.slice(at, at + split.length)).not.toContain(digits.slice(3, 7))
        },
      ),
    )
  })

  test('a long text of nothing but near misses takes no long time', () => {
    const hostile = [
      '1390000123',
      '云A',
      '来电人王',
      '王'.repeat(50),
      '1-',
      '住',
      'a@',
      '微信号：',
      '一',
      '我叫王',
    ].map(part => part.repeat(20_000 / part.length))
    const start = performance.now()
    for (const given of hostile) masked(given, ORDER)
    expect(performance.now() - start).toBeLessThan(2000)
  })
})
