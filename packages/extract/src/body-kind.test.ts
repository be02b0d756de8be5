import { expect, test } from 'vitest'
import { bodyKind } from './body-kind.ts'

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
