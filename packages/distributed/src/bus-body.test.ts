import type { Json } from '@guanlan/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBody, encodeBody, LONGEST_BODY_BYTES } from './bus-body.ts'

test('what was encoded is read again as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 8 }), body => {
      const { body: again, fault } = decodeBody(encodeBody(body as Json))
      expect(fault).toBeNull()
      expect(again).toEqual(JSON.parse(JSON.stringify(body)))
    }),
  )
})

test('whatever stands in a message, reading it never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      const { fault } = decodeBody(Buffer.from(bytes))
      expect([undefined, 'bus/not-json']).toContain(fault?.code)
    }),
  )
})

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

test.each([
  ['no value', null, 'bus/not-json', null],
  ['no JSON', Buffer.from('公交'), 'bus/not-json', '公交'],
  ['nested too deep', Buffer.from(nested(100_000)), 'bus/too-large', nested(100_000).slice(0, 1000)],
  ['too large', Buffer.alloc(LONGEST_BODY_BYTES + 1, '"'), 'bus/too-large', '"'.repeat(1000)],
])('%s is named, with an excerpt for people', (_, value, code, body) => {
  expect(decodeBody(value)).toMatchObject({ body, fault: { code } })
})
