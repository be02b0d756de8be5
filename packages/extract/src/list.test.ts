import { fullTime } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { parseList } from './list.ts'
import { parseSitemap } from './sitemap.ts'
import { parseWeibo } from './weibo.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const url = 'http://city.example/news/index.html'
const LIST = `<div class="nav"><a href="/">云州市政府门户网站首页</a><a href="/about.html">关于我们的单位介绍</a></div>
<ul class="list"><li><a href="./t20261124_1.html" title="关于调整三路公交线路走向的公告">关于调整三路公交…</a><span>2026-11-24</span></li>
<li><a href="../news/t20261123_2.html#top">农村公路养护进度公示情况</a><span>11-23</span></li>
<li><a href="http://other.example/t20261123_9.html">别家网站的一条新闻标题</a></li></ul>
<a href="index_1.html">下一页</a><a href="javascript:void(0)">无效</a>`

test('a list page by shape: article links with dates, the next page', () => {
  const { articles, next } = parseList(LIST, { url, now: Date.parse('2026-11-24T10:00:00+08:00') })
  expect(articles.map(a => [a.url, a.title, a.statedAt && fullTime(a.statedAt)])).toEqual([
    ['http://city.example/news/t20261124_1.html', '关于调整三路公交线路走向的公告', '2026-11-24 00:00:00'],
    ['http://city.example/news/t20261123_2.html', '农村公路养护进度公示情况', '2026-11-23 00:00:00'],
  ])
  expect(next).toBe('http://city.example/news/index_1.html')
})

test.each([
  {
    layout: 'rows of a table with the unit between title and date',
    row: '<tr><td>1</td><td><a href="/n/t20261124_7.html">· 关于开展道路客运专项整治的通知</a></td><td>云州市交通运输局</td><td>2026-11-24</td></tr>',
  },
  {
    layout: 'cards that are one link with a blurb',
    row: '<a class="card" href="/n/20261124/7.html"><img src="x.jpg"><h3>关于开展道路客运专项整治的通知</h3><p>整治为期一个月，重点检查站外揽客。</p><span>2026-11-24</span></a>',
  },
  {
    layout: 'a title and a date in one link',
    row: '<li><a href="/n/7777.html">关于开展道路客运专项整治的通知 [2026-11-24]</a></li>',
  },
  {
    layout: 'a definition list with a cut title',
    row: '<dl><dt><a href="/n/7777.html" title="关于开展道路客运专项整治的通知">关于开展道路客运…</a></dt><dd>发布日期：2026年11月24日</dd></dl>',
  },
])('a list of $layout', ({ row }) => {
  const { articles } = parseList(`<div class="nav"><a href="/">首页</a></div><div class="list">${row}</div>`, { url })
  expect(articles.map(({ title, statedAt }) => [title, statedAt && fullTime(statedAt)])).toEqual([
    ['关于开展道路客运专项整治的通知', '2026-11-24 00:00:00'],
  ])
})

test('a list page of boxes thousands deep is refused by name', () => {
  expect(() => parseList('<div>'.repeat(100_000), { url })).toThrow(
    expect.objectContaining({ code: 'extract/too-deep' }),
  )
})

test('a selector and a pattern say what an article is', () => {
  expect(parseList(LIST, { url, selector: '.nav' }).articles).toHaveLength(2)
  expect(parseList(LIST, { url, pattern: 'other\\.example/t\\d+' }).articles).toHaveLength(1)
  expect(() => parseList(LIST, { url, selector: '[[' })).toThrow(
    expect.objectContaining({ code: 'extract/bad-selector' }),
  )
})

test('a sitemap, an index and a plain list; a page is none', () => {
  const map = parseSitemap(
    bytes(
      '<urlset><url><loc>http://city.example/a?x=1&amp;y=2</loc><lastmod>2026-11-20</lastmod></url><url><loc>http://city.example/b</loc><lastmod>2026-11-24T08:00:00+08:00</lastmod></url></urlset>',
    ),
  )
  expect(map.pages.map(p => p.url)).toEqual(['http://city.example/b', 'http://city.example/a?x=1&y=2'])
  expect(
    parseSitemap(bytes('<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap></sitemapindex>'), { url }).sitemaps[0]!.url,
  ).toBe('http://city.example/s1.xml')
  expect(parseSitemap(bytes('http://city.example/a\nhttp://city.example/b\n')).pages).toHaveLength(2)
  expect(() => parseSitemap(bytes('<html><body>404</body></html>'))).toThrow(
    expect.objectContaining({ code: 'extract/not-a-sitemap' }),
  )
})

test('Weibo: long ids as text, counts, region, repost with the words it repeats', () => {
  const page = parseWeibo(
    bytes(
      '{"statuses":[{"id":4987654321098765432,"text":"<a href=x>#公交#</a>晚点<br/>半小时","created_at":"Tue Nov 24 08:14:09 +0800 2026","user":{"screen_name":"云州路人"},"attitudes_count":3,"comments_count":"1.2万","reposts_count":0,"region_name":"发布于 云州","retweeted_status":{"text":"原话"}}],"next_url":"/p2.json"}',
    ),
    { url: 'http://w.example/p1.json' },
  )
  expect(page.next).toBe('http://w.example/p2.json')
  expect(page.items[0]).toMatchObject({
    externalId: '4987654321098765432',
    text: '#公交#晚点\n半小时\n//原话',
    author: '云州路人',
    region: '云州',
    interactions: { reads: null, likes: 3, comments: 12_000, reposts: 0 },
  })
  expect(fullTime(page.items[0]!.publishedAt!)).toBe('2026-11-24 08:14:09')
  expect(() => parseWeibo(bytes('{"ok":0}'))).toThrow(expect.objectContaining({ code: 'extract/not-a-post-list' }))
})
