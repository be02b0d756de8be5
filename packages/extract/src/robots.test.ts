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

test.each([
  { why: 'an escaped mark is the mark', line: 'Disallow: /%7Eoffice', path: '/~office', allow: false },
  { why: 'an escaped slash is no slash', line: 'Disallow: /a%2fb', path: '/a/b', allow: true },
  { why: 'escapes are in either case', line: 'Disallow: /a%2fb', path: '/a%2Fb', allow: false },
  {
    why: 'an unescaped Chinese path is no address, so no permission holds for it',
    line: 'Disallow: /\nAllow: /内部',
    path: '/内部',
    allow: false,
  },
  { why: 'the same as an address', line: 'Disallow: /\nAllow: /内部', path: '/%E5%86%85%E9%83%A8', allow: true },
  { why: 'an escaped letter opens no door', line: 'Disallow: /\nAllow: /%6fpen', path: '/open', allow: false },
  { why: 'but forbids', line: 'Disallow: /%63losed', path: '/closed', allow: false },
  { why: 'a `*` in an address is a character', line: 'Disallow: /a%2Ab', path: '/a*b', allow: false },
  { why: 'a missing first slash is meant', line: 'Disallow: archive', path: '/archive/1', allow: false },
  { why: 'a key without its colon', line: 'Disallow /archive', path: '/archive/1', allow: false },
  { why: 'a misspelt key', line: 'Dissallow: /archive', path: '/archive/1', allow: false },
  { why: 'a comment ends the line', line: 'Disallow: /archive # only for now', path: '/archive/1', allow: false },
  { why: 'an empty line of forbidding forbids nothing', line: 'Disallow:', path: '/archive/1', allow: true },
])('$why', ({ line, path, allow }) =>
  expect(parseRobots(`User-agent: *\n${line}`, 'GuanlanBot').allows(path)).toBe(allow),
)

test.each([
  {
    why: 'a whole header names its product',
    line: 'GuanlanBot',
    agent: 'Mozilla/5.0 (compatible; GuanlanBot/0.1; +http://a.example)',
  },
  { why: 'letters of other writings', line: '云州-bot', agent: '云州-bot/2' },
  { why: 'a star within a name', line: 'Guan*Bot', agent: 'GuanlanBot' },
  { why: 'two words, in full', line: 'Guanlan Robot', agent: 'guanlan robot' },
])('whom a group means: $why', ({ line, agent }) => {
  expect(parseRobots(`User-agent: ${line}\nDisallow: /x`, agent).allows('/x')).toBe(false)
  expect(parseRobots(`User-agent: ${line}\nDisallow: /x`, 'OtherBot').allows('/x')).toBe(true)
})

test('where a name of two words meets its own group, what is for all counts too', () => {
  const rules = parseRobots(
    'User-agent: *\nDisallow: /\nUser-agent: Guanlan Robot\nAllow: /open\nCrawl-delay: 3',
    'Guanlan Robot',
  )
  expect(rules.allows('/open')).toBe(false)
  expect(rules.crawlDelayMs).toBe(3000)
})

test('a rule with an unknown word ends the names of its group; a sitemap line does not', () => {
  const groups = (between: string) => `User-agent: *\n${between}\nUser-agent: OldBot\nDisallow: /`
  expect(parseRobots(groups('Noindex: /tmp'), 'GuanlanBot').allows('/a')).toBe(true)
  expect(parseRobots(groups('Sitemap: http://a.example/map.xml'), 'GuanlanBot').allows('/a')).toBe(false)
})

test('a line that the limit cuts is not read', () => {
  const text = `User-agent: *\n${'#'.repeat(511_980)}\nDisallow: /private-part`
  expect(parseRobots(text, 'GuanlanBot').allows('/private')).toBe(true)
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
