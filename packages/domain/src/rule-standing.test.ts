import { expect, test } from 'vitest'
import { isRuleStale, type ReadPage, type RuleStanding, withPage, withReading } from './rule-standing.ts'

const read = (before: RuleStanding | null, matched: boolean, readAt: number, version = 1) =>
  withReading(before, { version, matched, readAt, sourceId: 's1' })

test('ten pages without a match make a rule stale; one match, fewer pages or a change of the rule do not', () => {
  let standing = read(null, true, 1)
  for (let at = 2; at <= 10; at++) standing = read(standing, false, at)
  expect(isRuleStale(standing)).toBe(false)
  standing = read(standing, false, 11)
  expect(isRuleStale(standing)).toBe(true)
  expect(standing).toMatchObject({ lastReadAt: 11, lastMatchedAt: 1, sourceIds: ['s1'] })
  expect(standing.matched).toHaveLength(10)
  expect(isRuleStale(read(standing, true, 12))).toBe(false)
  expect(read(standing, false, 12, 2).matched).toEqual([false])
})

test('pages are listed newest first, each once, at most thirty', () => {
  const page = (i: number): ReadPage => ({
    url: `https://a.example/${i}`,
    foundAt: `https://a.example/${i}`,
    evidence: 'h',
    contentType: '',
    readAt: i,
  })
  let pages: readonly ReadPage[] = []
  for (let i = 0; i < 40; i++) pages = withPage(pages, page(i))
  expect([pages.length, pages[0]!.readAt]).toEqual([30, 39])
  pages = withPage(pages, { ...page(20), readAt: 50 })
  expect([pages.length, pages[0]!.url, pages.filter(({ url }) => url.endsWith('/20')).length]).toEqual([
    30,
    page(20).url,
    1,
  ])
})
