import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalUrl } from './canonical-url.ts'

const WECHAT = 'https://mp.weixin.qq.example/s?__biz=MzA&mid=26&idx=1&sn=ab'

test.each([
  { url: 'HTTP://News.Example.CN:80/a/B.html#top', canonical: 'http://news.example.cn/a/B.html' },
  { url: 'https://news.example.cn/show?id=7&utm_source=x', canonical: 'https://news.example.cn/show?id=7' },
  { url: 'https://news.example.cn/show?id=8', canonical: 'https://news.example.cn/show?id=8' }, // the query names the article
  { url: 'https://m.example.cn/#/detail/9', canonical: 'https://m.example.cn/#/detail/9' }, // a route, not an anchor
  { url: 'https://a.example.cn/x?from=singlemessage&isappinstalled=0', canonical: 'https://a.example.cn/x' },
  { url: 'https://a.example.cn/x?SPM=1.2&%75tm_medium=y&a=1', canonical: 'https://a.example.cn/x?a=1' },
  { url: 'https://a.example.cn/x?fromid=1&utm=2&spmx=3', canonical: 'https://a.example.cn/x?fromid=1&utm=2&spmx=3' },
  { url: 'https://a.example.cn/x?b=2&a=1&a=1&', canonical: 'https://a.example.cn/x?b=2&a=1&a=1' }, // order and repeats may matter
  { url: 'https://a.example.cn/x?scene=21&key=5', canonical: 'https://a.example.cn/x?scene=21&key=5' },
  { url: `${WECHAT}&scene=21&key=5&chksm=c0`, canonical: WECHAT }, // the share's, beside the four that name the article
  { url: 'https://user:word@a.example.cn/x', canonical: 'https://a.example.cn/x' },
  { url: 'https://云州.example/公告', canonical: 'https://xn--9kqw68a.example/%E5%85%AC%E5%91%8A' },
  { url: 'https://a-example.cdn.ampproject.org/c/s/a.example/n/7?x=1', canonical: 'https://a.example/n/7?x=1' },
  { url: 'https://www.google.com/amp/s/a.example/n/7', canonical: 'https://a.example/n/7' },
  { url: 'https://m-a-example.mipcdn.com/c/m.a.example/n/7', canonical: 'http://m.a.example/n/7' },
  { url: 'https://www.google.com/search?q=7', canonical: 'https://www.google.com/search?q=7' },
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

test('addresses that differ anywhere but in what is listed stay different, however long they begin alike', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9_~.-]{1,8}$/).filter(word => !/^\.+$/.test(word))
  const shape = fc.constantFrom<(word: string) => string>(
    word => `/${word}`,
    word => `/x/${word}/`,
    word => `/${word}.html`,
    word => `/show?id=${word}`,
    word => `/show?id=1&p=${word}&spm=7`,
    word => `/show?q_${word}=1`,
    word => `/#/${word}`,
  )
  fc.assert(
    fc.property(
      part,
      part,
      shape,
      fc.nat(1500),
      fc.constantFrom('?from=timeline', '&from=timeline', ''),
      (a, b, at, length, tail) => {
        fc.pre(a !== b)
        const prefix = `https://a.example.cn/${'云'.repeat(length)}`
        expect(canonicalUrl(prefix + at(a) + tail)).not.toBe(canonicalUrl(prefix + at(b) + tail))
      },
    ),
  )
})

test('how a reader came changes nothing', () => {
  const listed = fc.constantFrom('utm_source', 'utm_campaign', 'spm', 'from', 'isappinstalled', 'share_token', 'fbclid')
  const pairs = fc.array(fc.tuple(listed, fc.webFragments()), { maxLength: 5 })
  fc.assert(
    fc.property(fc.webUrl(), pairs, pairs, (url, before, after) => {
      const query = (more: readonly (readonly [string, string])[]) =>
        more.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      const address = new URL(url)
      const came = `${address.origin}${address.pathname}?${[...query(before), 'id=7', ...query(after)].join('&')}`
      expect(canonicalUrl(came)).toBe(canonicalUrl(`${address.origin}${address.pathname}?id=7`))
    }),
  )
})
