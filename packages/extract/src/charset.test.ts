import { Rejected } from '@guanlan/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode, LONGEST_BYTES } from './charset.ts'
import { encode } from './fixtures/encode.ts'

const WORDS = '云州市交通运输局发布公告：今日起开通三条公交线路，方便市民出行，请大家相互转告。'
const TRADITIONAL = '雲州市交通運輸局今天發表公告，說明從明天開始會有三條新的公車路線，方便大家到市中心工作。'
const utf8 = (text: string) => new TextEncoder().encode(text)
const page = (meta: string) => `<html><head>${meta}</head><body><p>${WORDS}</p></body></html>`

test.each([
  {
    why: 'GBK under a GBK header',
    bytes: encode(WORDS, 'gb18030'),
    type: 'text/html; charset=GBK',
    charset: 'gb18030',
    reason: 'header',
    overruled: null,
  },
  {
    why: 'GBK that a header calls UTF-8',
    bytes: encode(WORDS, 'gb18030'),
    type: 'text/html; charset=utf-8',
    charset: 'gb18030',
    reason: 'statistics',
    overruled: 'utf-8',
  },
  {
    why: 'UTF-8 that a header calls GBK',
    bytes: utf8(WORDS),
    type: 'text/html; charset=gbk',
    charset: 'utf-8',
    reason: 'utf8',
    overruled: 'gb18030',
  },
  {
    why: 'GBK that a header calls ISO-8859-1',
    bytes: encode(WORDS, 'gb18030'),
    type: 'text/html; charset=iso-8859-1',
    charset: 'gb18030',
    reason: 'statistics',
    overruled: 'windows-1252',
  },
  {
    why: 'GBK, meta says so',
    bytes: encode(page('<meta charset="gb2312">'), 'gb18030'),
    type: 'text/html',
    charset: 'gb18030',
    reason: 'meta',
    overruled: null,
  },
  {
    why: 'GBK, nothing says so',
    bytes: encode(WORDS, 'gb18030'),
    type: null,
    charset: 'gb18030',
    reason: 'statistics',
    overruled: null,
  },
  {
    why: 'UTF-8, a meta in a comment lies',
    bytes: utf8(page('<!-- <meta charset="gbk"> -->')),
    type: null,
    charset: 'utf-8',
    reason: 'utf8',
    overruled: null,
  },
  {
    why: 'UTF-8 with a mark under a GBK label',
    bytes: utf8(`\ufeff${WORDS}`),
    type: 'text/html; charset=gbk',
    charset: 'utf-8',
    reason: 'bom',
    overruled: null,
  },
  {
    why: 'UTF-8 with one bad byte',
    bytes: Uint8Array.from([...utf8(WORDS), 0xff, ...utf8(WORDS)]),
    type: 'text/html; charset=utf-8',
    charset: 'utf-8',
    reason: 'header',
    overruled: null,
  },
  {
    why: 'an XML prolog in GBK',
    bytes: encode(`<?xml version="1.0" encoding="GBK"?><a>${WORDS}</a>`, 'gb18030'),
    type: null,
    charset: 'gb18030',
    reason: 'xml',
    overruled: null,
  },
])('$why', ({ bytes, type, charset, reason, overruled }) => {
  const decoded = decode(bytes, type)
  expect(decoded.text).toContain(WORDS)
  expect(decoded).toMatchObject({ charset, reason, overruled })
})

test('Big5 that nothing declares is told from GBK', () => {
  expect(decode(encode(TRADITIONAL, 'big5')).text).toBe(TRADITIONAL)
})

test('UTF-8 cut in the middle of a character keeps what came before', () => {
  expect(decode(utf8(WORDS).subarray(0, -1)).text).toContain(WORDS.slice(0, -1))
})

test('whatever the bytes, there is text', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.option(fc.constantFrom('gbk', 'utf-8', 'big5', 'no-such', 'utf-16')),
      (bytes, label) => {
        expect(typeof decode(bytes, label && `text/html; charset=${label}`).text).toBe('string')
      },
    ),
  )
})

test('over 20 MB nothing is read', () => {
  expect(() => decode(new Uint8Array(LONGEST_BYTES + 1))).toThrow(
    expect.objectContaining({ code: 'extract/too-large' }),
  )
  expect(() => decode(new Uint8Array(LONGEST_BYTES + 1))).toThrow(Rejected)
})
