import { expect, test } from 'vitest'
import { bodyKind } from './body-kind.ts'
import { encode } from './fixtures/encode.ts'

test.each([
  ['<!DOCTYPE html><p>', 'html'],
  ['\ufeff  <?xml version="1.0"?><rss>', 'xml'],
  ['<rss>', 'xml'],
  ['{"a":1}', 'json'],
  ['%PDF-1.7', 'binary'],
  ['plain words', 'text'],
  ['<p>a\u0000b', 'html'],
  ['\u0000\u0001\u0002\u0003\u0004', 'binary'],
  ['', 'empty'],
])('%j is %s', (text, kind) => expect(bodyKind(new TextEncoder().encode(text))).toBe(kind))

test.each(['utf-16le', 'utf-16be'])('a page in %s is a page, marked or not', charset => {
  const page = '<!DOCTYPE html><html><body>云州市交通运输局</body></html>'
  expect(bodyKind(encode(page, charset))).toBe('html')
  expect(bodyKind(encode(`\ufeff${page}`, charset))).toBe('html')
})
