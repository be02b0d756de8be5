import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ALLOW_NONE, parseRobots } from './robots.ts'

const TEXT = `
# 云州
User-agent: *
Disallow: /private/
Allow: /private/open.html
Disallow: /*.pdf$
Crawl-delay: 2.5

User-agent: GuanlanBot
User-agent: OtherBot
Disallow: /search
Request-rate: 1/10s

Sitemap: http://city.example/sitemap.xml
`

test.each([
  ['SomeBot', '/private/a.html', false],
  ['SomeBot', '/private/open.html', true], // the longer path decides
  ['SomeBot', '/a/b.pdf', false],
  ['SomeBot', '/a/b.pdf?x=1', true], // `$` is the end
  ['SomeBot', '/robots.txt', true],
  ['GuanlanBot/1.0 (+mailto:a@b.example)', '/private/a.html', true], // a named group replaces `*`
  ['guanlanbot', 'http://city.example/search?q=1', false],
  ['GuanlanBot', '/sear', true],
])('%s %s %s', (agent, url, allow) => expect(parseRobots(TEXT, agent).allows(url)).toBe(allow))

test('delays, rates and sitemaps', () => {
  expect(parseRobots(TEXT, 'SomeBot')).toMatchObject({
    crawlDelayMs: 2500,
    requestRate: null,
    sitemaps: ['http://city.example/sitemap.xml'],
  })
  expect(parseRobots(TEXT, 'GuanlanBot')).toMatchObject({
    crawlDelayMs: null,
    requestRate: { requests: 1, perMs: 10_000 },
  })
})

test('Chinese paths match in either spelling', () => {
  const rules = parseRobots('User-agent: *\nDisallow: /内部/', 'GuanlanBot')
  expect(rules.allows(new URL('http://city.example/内部/1').href)).toBe(false)
  expect(parseRobots('User-agent: *\nDisallow: /%e5%86%85%e9%83%a8/', 'GuanlanBot').allows('/内部/1')).toBe(false)
})

test('a page in the place of robots.txt forbids nothing; no robots to be had forbids all', () => {
  expect(parseRobots('<html><body>首页</body></html>', 'GuanlanBot').allows('/x')).toBe(true)
  expect(ALLOW_NONE.allows('http://city.example/x')).toBe(false)
})

test('a pattern of many stars is not slow', () => {
  const rules = parseRobots(`User-agent: *\nDisallow: /${'a*'.repeat(200)}b$`, 'GuanlanBot')
  const started = performance.now()
  expect(rules.allows(`/${'a'.repeat(5000)}`)).toBe(true)
  expect(performance.now() - started).toBeLessThan(500)
})

test('any text makes rules', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.webPath(),
      (text, path) => typeof parseRobots(`User-agent: *\n${text}`, 'GuanlanBot').allows(path) === 'boolean',
    ),
  )
})
