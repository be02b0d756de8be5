import { load } from 'cheerio'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkSelectors, dropParts, readByRule } from './site-rule.ts'

describe('selectors of a site rule', () => {
  test.each([
    'h1.title',
    '#main > .body p:not(.ad)',
    'meta[name="PubDate"]',
    "a[href^='http://']",
    'td:nth-child(2n+1) + td',
    '[class~="x"]',
    'time',
  ])('%s compiles', title => {
    expect(() => checkSelectors({ title, drop: [] })).not.toThrow()
  })

  test.each([
    'h1..title',
    'div[',
    'p:has(b)',
    'p:contains("来源")',
    'p ~ p',
    '<div>',
    'p::text',
    'p:not(p:has(b))',
    '>',
    'p:nth-child(',
    ')',
  ])('%s is refused by name', selector => {
    expect(() => checkSelectors({ drop: [selector] })).toThrow(
      expect.objectContaining({ name: 'Rejected', code: 'site-rule/bad-selector', detail: selector }),
    )
  })
})

test('whatever is written for a selector is refused by name or runs', () => {
  const $ = load('<div id="a" class="b"><p>甲</p><p title="x">乙</p></div>')
  const sign = fc.constantFrom(
    ...'pdiv.#[]=~^$*|>+,: ()"\'\\<-1n ',
    ':not(',
    ':nth-child(',
    ':is(',
    '.b',
    '#a',
    'p',
    ':has(',
  )
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 12 }), signs => {
      const selectors = { title: signs.join(''), drop: [signs.join('')] }
      try {
        checkSelectors(selectors)
      } catch (error) {
        expect(error).toMatchObject({ code: 'site-rule/bad-selector' })
        return
      }
      readByRule($, selectors)
    }),
    { numRuns: 2000 },
  )
})

test('a row of a hundred thousand brothers is not counted through', () => {
  const $ = load(`<div>${'<p>甲</p>'.repeat(100_000)}</div>`)
  const started = performance.now()
  expect(readByRule($, { text: 'p:nth-child(2)' }).text).toBe('')
  dropParts($, { drop: ['p:nth-of-type(2)'] })
  expect(performance.now() - started).toBeLessThan(1000)
  expect(readByRule(load('<p>甲</p><p>乙</p>'), { text: 'p:nth-child(2)' }).text).toBe('乙')
})

describe('reading by a rule', () => {
  const page = () =>
    load(`<head><meta name="pub" content="2026-11-20 09:30"></head><body><h2 class="t">三路公交改道</h2>
      <div class="c"><p>第一段。</p><p class="c">第二段。</p><div class="ad">广告</div></div><div class="c"><p>第三段。</p></div>
      <i class="by">林远</i><i class="by">何一</i><time datetime="2026-11-20T09:30">上午</time></body>`)

  test('each part by its selector, several text elements one after another, none twice', () => {
    const $ = page()
    const selectors = {
      title: '.t',
      text: '.c',
      publishedAt: 'meta[name=pub]',
      outlet: '.none',
      authors: '.by',
      drop: ['.ad'],
    }
    dropParts($, selectors)
    expect(readByRule($, selectors)).toEqual({
      title: '三路公交改道',
      text: '第一段。\n第二段。\n第三段。',
      publishedAt: '2026-11-20 09:30',
      outlet: '',
      authors: ['林远', '何一'],
    })
  })

  test('a time element is read by its attribute', () => {
    expect(readByRule(page(), { publishedAt: 'time' }).publishedAt).toBe('2026-11-20T09:30')
  })

  test('no selectors, nothing read', () => {
    expect(readByRule(page(), undefined)).toEqual({ title: '', text: '', publishedAt: '', outlet: '', authors: [] })
  })
})
