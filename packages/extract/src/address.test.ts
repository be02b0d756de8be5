import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bodyKind } from './body-kind.ts'
import { canonicalUrl } from './canonical-url.ts'

test.each([
  ['HTTP://News.Example:80/a?utm_source=x&id=1&spm=2#top', 'http://news.example/a?id=1'],
  ['http://news.example/a?b=2&a=1', 'http://news.example/a?b=2&a=1'], // order may matter to the site
  ['http://news.example/a?from=2&id=%E4%BA%91', 'http://news.example/a?from=2&id=%E4%BA%91'], // `from` is also a page number somewhere
  ['ftp://news.example/a', null],
  ['nonsense', null],
])('%s → %s', (address, canonical) => expect(canonicalUrl(address)).toBe(canonical))

test('distinct addresses with a long common prefix stay distinct, and a canonical one stays as it is', () => {
  const tail = fc.stringMatching(/^[a-z0-9=&/._-]{1,20}$/)
  fc.assert(
    fc.property(tail, tail, (a, b) => {
      const prefix = `http://news.example/${'x'.repeat(300)}/?id=`
      const [one, two] = [canonicalUrl(prefix + a)!, canonicalUrl(prefix + b)!]
      expect(one === two).toBe(a === b || /(?:utm_|spm)/.test(a + b))
      expect(canonicalUrl(one)).toBe(one)
    }),
  )
})

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
