import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Move } from './ledger.ts'
import { foldSiteRule, pathFits, ruleFor, type SiteRule, siteRule } from './site-rule.ts'

const rule: SiteRule = {
  id: 'r1',
  host: 'news.yunzhou.example',
  path: '/a/*.html',
  selectors: { title: 'h1.t', drop: ['.ad'] },
  active: true,
}

describe('a site rule', () => {
  test.each([
    ['a good one', {}, null],
    ['an address for a host', { host: 'https://news.yunzhou.example' }, 'site-rule/bad-host'],
    ['a port', { host: '127.0.0.1:80' }, 'site-rule/bad-host'],
    ['capitals', { host: 'News.yunzhou.example' }, 'site-rule/bad-host'],
    ['no host', { host: '' }, 'site-rule/bad-host'],
    ['a path without its slash', { path: 'a/*' }, 'site-rule/bad-path'],
    ['a path with a question', { path: '/a?b=*' }, 'site-rule/bad-path'],
    ['nothing to find', { selectors: { drop: [] } }, 'site-rule/empty'],
    ['only parts to drop', { selectors: { drop: ['.promo'] } }, null],
    ['a blank selector', { selectors: { title: ' ', drop: [] } }, 'site-rule/bad-selector'],
    ['a long selector', { selectors: { text: 'p '.repeat(200), drop: [] } }, 'site-rule/bad-selector'],
    ['many to drop', { selectors: { drop: Array.from({ length: 21 }, () => 'p') } }, 'site-rule/bad-selector'],
  ])('%s', (_, change, code) => {
    const made = () => siteRule({ ...rule, ...change } as SiteRule)
    if (code === null) expect(made().id).toBe('r1')
    else expect(made).toThrow(expect.objectContaining({ code }))
  })

  test.each([
    ['/a/*.html', '/a/7.html', true],
    ['/a/*.html', '/a/b/7.html', true],
    ['/a/*.html', '/a/7.htm', false],
    ['/a/', '/a/', true],
    ['/a/', '/a/b', false],
    ['*', '/whatever', true],
    ['/a*a', '/a', false],
    ['/*/art/*', '/x/art/1', true],
  ])('%s over %s', (pattern, path, fits) => {
    expect(pathFits(pattern, path)).toBe(fits)
  })

  test('a pattern fits what it was made of, whatever the stars stand for', () => {
    const piece = fc.string({ maxLength: 6 }).map(text => text.replaceAll('*', ''))
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), piece, (pieces, filling) => {
        expect(pathFits(pieces.join('*'), pieces.join(filling))).toBe(true)
      }),
    )
  })

  test('the longest path that fits decides; what is switched off never does', () => {
    const rules: readonly SiteRule[] = [
      rule,
      { ...rule, id: 'all', path: null },
      { ...rule, id: 'deep', path: '/a/deep/*.html' },
      { ...rule, id: 'off', path: '/a/deep/only/*.html', active: false },
    ]
    const chosen = (path: string) => ruleFor(rules, `https://news.yunzhou.example${path}`)?.id
    expect([chosen('/a/deep/only/1.html'), chosen('/a/1.html'), chosen('/b')]).toEqual(['deep', 'r1', 'all'])
    expect(ruleFor(rules, 'https://other.example/a/1.html')).toBeNull()
    expect(ruleFor(rules, 'no address')).toBeNull()
  })

  test('its record follows the moves', () => {
    const move = (type: string, body = {}) => ({ type, body }) as unknown as Move
    const states = [
      move('added', { rule }),
      move('paused'),
      move('resumed'),
      move('changed', { rule: { ...rule, path: null } }),
    ]
    expect(foldSiteRule(null, move('paused'))).toBeNull()
    const after = (count: number) => states.slice(0, count).reduce(foldSiteRule, null as SiteRule | null)
    expect([after(1)?.active, after(2)?.active, after(3)?.active, after(4)?.path]).toEqual([true, false, true, null])
  })
})
