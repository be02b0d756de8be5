import { integer, property, assert as propertyHolds } from 'fast-check'
import { expect, test } from 'vitest'
import { encodeGbk } from './gbk.ts'

const decoded = (text: string) => new TextDecoder('gbk', { fatal: true }).decode(encodeGbk(text))

test('every character GBK has comes back from its bytes', () => {
  propertyHolds(
    property(
      integer({ min: 0x4e00, max: 0x9fa5 }),
      point => decoded(String.fromCodePoint(point)) === String.fromCodePoint(point),
    ),
  )
  expect(decoded('关于澄江大道（半幅）施工的通告 K12+300、“绕行” abc')).toBe(
    '关于澄江大道（半幅）施工的通告 K12+300、“绕行” abc',
  )
})

test('a character GBK lacks becomes a reference, as browsers write it', () => {
  expect(decoded('的士🚕')).toBe('的士&#128661;')
})
