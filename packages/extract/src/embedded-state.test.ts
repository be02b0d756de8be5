import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateArticle } from './embedded-state.ts'

const AT = Date.UTC(2026, 10, 20, 1, 30)
const TEXT = '云州市公交集团今天起增开两条夜间线路，末班车延长到凌晨一时，票价不变。'.repeat(3)
const article = { title: '夜间公交增开两条线路', publishTime: '2026-11-20 09:30:00', content: `<p>${TEXT}</p>` }
const script = (text: string, id = '', type = '') => [{ id, type, text }]
const inside = { props: { pageProps: { list: [{ title: '别的消息', content: '很短' }], detail: article } } }

describe('the article in a page’s own data', () => {
  test.each([
    ['__NEXT_DATA__', script(JSON.stringify(inside), '__NEXT_DATA__', 'application/json')],
    ['__INITIAL_STATE__', script(`window.__INITIAL_STATE__=${JSON.stringify(inside)};(function(){go()})()`)],
    ['__NUXT__ with undefined', script(`window.__NUXT__ = {"error":undefined,"data":[${JSON.stringify(inside)}]}`)],
    ['a string of JSON', script(`window["__STATE__"] = JSON.parse(${JSON.stringify(JSON.stringify(inside))})`)],
    ['single quotes around it', script(`var __DATA__ = JSON.parse('${JSON.stringify(inside)}');`)],
  ])('%s', (_, scripts) => {
    const found = stateArticle(scripts, '')
    expect(found).toMatchObject({ title: article.title, text: TEXT, publishedAt: { at: AT, precision: 'second' } })
  })

  test('the flat form of Nuxt 3', () => {
    const flat = [
      { data: 1 },
      { title: 2, content: 3, source: 4, author: 5, publishedAt: 6 },
      article.title,
      TEXT,
      '云州晚报',
      [7],
      AT,
      '江临',
    ]
    expect(stateArticle(script(JSON.stringify(flat), '__NUXT_DATA__', 'application/json'), '')).toMatchObject({
      title: article.title,
      text: TEXT,
      outlet: '云州晚报',
      authors: ['江临'],
      publishedAt: { at: AT },
    })
  })

  test('JSON-LD that carries the whole text', () => {
    const data = {
      '@graph': [
        {
          '@type': 'NewsArticle',
          headline: article.title,
          datePublished: '2026-11-20T09:30:00+08:00',
          articleBody: TEXT,
        },
      ],
    }
    expect(stateArticle(script(JSON.stringify(data), '', 'application/ld+json'), '')).toMatchObject({
      from: 'json-ld',
      title: article.title,
      text: TEXT,
      publishedAt: { at: AT },
    })
  })

  test('one long text that a flat table points at from everywhere costs it once', () => {
    const long = '今天起公交改道。'.repeat(100_000)
    const flat = [...Array.from({ length: 5000 }, () => ({ title: 5000, content: 5001 })), '标题', `<p>${long}</p>`]
    const started = performance.now()
    expect(stateArticle(script(JSON.stringify(flat), '__NUXT_DATA__', 'application/json'), '')?.title).toBe('标题')
    expect(performance.now() - started).toBeLessThan(1500)
  })

  test('paragraphs as a list, outlet and authors as objects', () => {
    const blocks = {
      headline: '停运通知',
      body: [
        { type: 'p', text: TEXT },
        { type: 'p', text: '特此通知。' },
      ],
    }
    const state = { story: { ...blocks, source: { name: '云州日报' }, authors: [{ name: '林远' }, { name: '何一' }] } }
    expect(stateArticle(script(`window.__S__ = ${JSON.stringify(state)}`), '')).toMatchObject({
      text: `${TEXT}\n特此通知。`,
      outlet: '云州日报',
      authors: ['林远', '何一'],
      publishedAt: null,
    })
  })

  test('of several the one the page is titled with', () => {
    const other = { ...article, title: '上周回顾', content: `<p>${TEXT.repeat(2)}</p>` }
    const state = script(`window.__STATE__ = ${JSON.stringify({ related: [other], article })}`)
    expect(stateArticle(state, '夜间公交增开两条线路_云州晚报')?.title).toBe(article.title)
  })

  test.each([
    [
      'code instead of JSON',
      script(`window.__NUXT__=(function(a,b){return {data:[{title:a,content:b}]}})("x","${TEXT}")`),
    ],
    ['objects with unquoted names', script(`window.__STATE__ = {title:"夜间公交",content:"${TEXT}"}`)],
    [
      'teasers only',
      script(`window.__STATE__ = ${JSON.stringify({ pad: 'x'.repeat(300), list: [{ title: '甲', content: '短' }] })}`),
    ],
    ['unclosed', script(`window.__STATE__ = ${JSON.stringify(inside).slice(0, -3)}`)],
    ['too deep', script(`window.__STATE__ = ${'['.repeat(500)}${']'.repeat(500)}`)],
  ])('nothing from %s', (_, scripts) => {
    expect(stateArticle(scripts, '')).toBeNull()
  })

  test('whatever a script holds, an article or nothing comes out', () => {
    const whole = `window.__INITIAL_STATE__=${JSON.stringify(inside)};`
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(30), fc.string({ maxLength: 12 }), (at, cut, put) => {
        const found = stateArticle(script(whole.slice(0, at) + put + whole.slice(at + cut)), '')
        expect(found === null || found.text.length > 0).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('many unclosed values cost no more than a few passes', () => {
    const hostile = 'window.__A__ = {"a":'.repeat(100_000)
    const started = performance.now()
    expect(stateArticle(script(hostile), '')).toBeNull()
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
