import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawsOf, fuzzCase } from './fuzz-cases.ts'
import { TARGETS, tryAll } from './fuzz-targets.ts'

const SEED = 20261124
const CASES = 50

test(`${CASES} broken documents before every parser: a result or a refusal by name`, async () => {
  for (let n = 0; n < CASES; n++) expect(await tryAll(SEED + n, fuzzCase(SEED + n))).toEqual([])
})

test.each(Object.keys(TARGETS))('%s of any bytes', async target => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.option(fc.string()), async (bytes, contentType) => {
      expect(await tryAll(0, { bytes, contentType }, [target])).toEqual([])
    }),
    { numRuns: 15, seed: SEED },
  )
})

test('a case follows from its number alone', () => {
  expect(fuzzCase(7)).toEqual(fuzzCase(7))
  expect(drawsOf(7)(1000)).toBe(drawsOf(7)(1000))
})

test('found by long rounds: a character reference whose figure overflows', async () => {
  for (const reference of [`&#${'9'.repeat(400)};`, `&#x${'f'.repeat(400)};`]) {
    const bytes = new TextEncoder().encode(`<p title="${reference}">${reference}</p>`)
    expect(await tryAll(0, { bytes, contentType: null })).toEqual([])
  }
})
