import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalUrl } from './canonical-url.ts'

test.each([
  { url: 'HTTP://News.Example.CN:80/a/B.html#top', canonical: 'http://news.example.cn/a/B.html' },
  { url: 'https://news.example.cn/show?id=7&utm_source=x', canonical: 'https://news.example.cn/show?id=7' },
  { url: 'https://news.example.cn/show?id=8', canonical: 'https://news.example.cn/show?id=8' }, // the query names the article
  { url: 'https://m.example.cn/#/detail/9', canonical: 'https://m.example.cn/#/detail/9' }, // a route, not an anchor
  { url: 'javascript:alert(1)', canonical: null },
  { url: '不是网址', canonical: null },
])('$url', ({ url, canonical }) => {
  expect(canonicalUrl(url)).toBe(canonical)
})

test('a relative link is read against its page', () => {
  expect(canonicalUrl('../b.html', 'https://a.example.cn/x/y/')).toBe('https://a.example.cn/x/b.html')
})

test('canonical addresses are fixed points', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), url => {
      const once = canonicalUrl(url)
      expect(once).not.toBeNull()
      expect(canonicalUrl(once!)).toBe(once)
    }),
  )
})
