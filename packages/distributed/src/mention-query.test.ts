import { parseQuery } from '@guanlan/domain'
import { describe, expect, test } from 'vitest'
import { narrowing } from './mention-query.ts'

const exact = (text: string) => narrowing(parseQuery(text)).exact
const dsl = (text: string) => narrowing(parseQuery(text)).dsl

describe('a query for Elasticsearch', () => {
  test.each<[string, object]>([
    ['标题：公交', { term: { 'tokens.title': '公交' } }],
    ['标题：路', { term: { 'firsts.title': '路' } }], // a single character: any word that begins so
    ['标题：公交车', { match_phrase: { 'tokens.title': '公交 交车' } }],
    ['标题：g1*', { prefix: { 'tokens.title': 'g1' } }],
    ['channel:微博', { term: { channel: 'weibo' } }],
  ])('%s', (text, expected) => {
    expect(narrowing(parseQuery(text))).toEqual({ dsl: expected, exact: true })
  })

  test('what people write is never syntax', () => {
    const text = '"* OR {}"'
    expect(JSON.stringify(dsl(text))).not.toContain('query_string')
    expect(JSON.stringify(dsl(text))).toContain('"tokens.text":"or"')
  })

  test.each([
    ['公交 停运', true],
    ['公交 -停运', true],
    ['标题：95路', true],
    ['公交 NEAR/3 停运', false], // distances are counted in characters
    ['路a*', true],
    ['路ab*', false], // a longer open end after other words
    ['公交 OR (停运 NEAR/3 罢运)', false],
  ])('%s: decided by the engine %s', (text, expected) => {
    expect(exact(text)).toBe(expected)
  })

  test('what is only narrowed excludes nothing', () => {
    const { dsl: made, exact: isExact } = narrowing(parseQuery('公交 NOT (停运 NEAR/3 罢运)'))
    expect(isExact).toBe(false)
    expect(made).toMatchObject({ bool: { must_not: [] } })
  })

  test('the deepest query people can write stays within what the engine takes', () => {
    const or = `${'(乙 OR '.repeat(50)}深处${')'.repeat(50)}`
    expect(exact(or)).toBe(true)
    expect(nesting(dsl(or))).toBeLessThan(30)
    const not = `${'(深处 NOT '.repeat(49)}(没有)${')'.repeat(49)}`
    expect(exact(not)).toBe(false) // the inner part is left to `matches`
    expect(nesting(dsl(not))).toBeLessThan(30)
    const mixed = `${'(甲 AND (乙 OR '.repeat(24)}(丙 NEAR/2 丁)${'))'.repeat(24)}`
    expect(nesting(dsl(mixed))).toBeLessThan(30)
  })
})

/** How deep queries stand in queries. */
function nesting(query: unknown): number {
  if (Array.isArray(query)) return Math.max(0, ...query.map(nesting))
  if (typeof query !== 'object' || query === null) return 0
  const own = 'bool' in query || 'term' in query || 'match_phrase' in query || 'intervals' in query ? 1 : 0
  return own + Math.max(0, ...Object.values(query).map(nesting))
}
