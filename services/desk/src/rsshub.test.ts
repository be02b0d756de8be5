import { expect, test } from 'vitest'
import { resolveRoute } from './rsshub.ts'

const INSTANCE = 'http://rsshub.yunzhou.example:1200/'

test.each([
  { url: 'rsshub:/weibo/user/123', is: 'http://rsshub.yunzhou.example:1200/weibo/user/123' },
  { url: ' RSSHUB:weibo/user/123?limit=20 ', is: 'http://rsshub.yunzhou.example:1200/weibo/user/123?limit=20' },
  { url: 'https://jtj.yunzhou.example/rss.xml', is: 'https://jtj.yunzhou.example/rss.xml' },
  { url: null, is: null },
])('$url', ({ url, is }) => {
  expect(resolveRoute(url, INSTANCE)).toBe(is)
})

test.each([
  { url: 'rsshub:/weibo/../admin', instance: INSTANCE, code: 'source/bad-route' },
  { url: 'rsshub:/a b', instance: INSTANCE, code: 'source/bad-route' },
  { url: 'rsshub:/weibo', instance: '', code: 'source/no-rsshub' },
])('$code', ({ url, instance, code }) => {
  expect(() => resolveRoute(url, instance)).toThrow(code)
})
