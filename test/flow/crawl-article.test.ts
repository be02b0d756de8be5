import { isRuleStale, type RuleStanding, type SiteRule, standingNote } from '@guanlan/domain'
import { afterEach, expect, test } from 'vitest'
import { crawlHouse, sourceOf, testSite } from './crawl-house.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

async function setUp() {
  const site = await testSite()
  const house = await crawlHouse(site)
  open.push(site.close, () => house.close())
  house.sources.set('a', sourceOf(site, 'list', '/list'))
  const links = (...paths: string[]) =>
    site.routes.set('/list', paths.map(path => `<li><a href="${path}">一条交通消息的较长标题${path}</a></li>`).join(''))
  return { site, house, links, crawl: () => house.crawler.crawl('test-list') }
}

const TIME = '<div>2026-11-24 08:14 来源：云州晚报</div>'
const paragraph = (of: string) =>
  `<p>${of}：市交通运输局今天公布夜间公交调整方案，市民可以在站牌和网站上查到新的时刻表。</p>`
const article = (of: string, more = '') =>
  `<html><head><title>夜间公交调整_云州网</title></head><body><h1>夜间公交调整</h1>${TIME}<div class="content">${paragraph(of)}${paragraph(`${of}续`)}</div>${more}</body></html>`

test('a split article is one item: its pages joined, each kept as evidence, files and counts with it', async () => {
  const { site, house, links, crawl } = await setUp()
  links('/n/20261124.html')
  const files = '<p>附件：<a href="/f/time.pdf">时刻表</a></p><div>阅读 1.2万　评论(35)</div>'
  site.routes.set(
    '/n/20261124.html',
    article('一', `<a href="20261124_2.html">下一页</a><a href="20261125.html">下一篇</a>${files}`),
  )
  site.routes.set(
    '/n/20261124_2.html',
    article('二', '<a href="20261124.html">上一页</a><a href="20261124_3.html">下一页</a>'),
  )
  site.routes.set(
    '/n/20261124_3.html',
    article('三', '<a href="20261124_4.html">下一页</a><p>附件：<a href="/f/map.pdf">线路图</a></p>'),
  )
  expect(await crawl()).toMatchObject({ lastError: null, itemsTotal: 1 })
  const [raw] = await house.raws(1)
  const marks = raw!.text.split('\n').map(line => line.split('：')[0])
  expect(marks).toEqual(['一', '一续', '二', '二续', '三', '三续'])
  expect(raw).toMatchObject({
    attachments: [
      { url: `${site.origin}/f/time.pdf`, title: '时刻表' },
      { url: `${site.origin}/f/map.pdf`, title: '线路图' },
    ],
    interactions: { reads: 12_000, comments: 35, likes: null, reposts: null },
  })
  const kept = [raw!.evidence!, ...raw!.furtherEvidence!]
  expect(kept).toHaveLength(3)
  const third = await house.evidence.get(kept[2]!)
  expect(new TextDecoder().decode(third.bytes)).toContain('三续')
  expect(site.asked).not.toContain('/n/20261125.html')
})

test('following pages: at most ten in all, one that repeats ends it, one that is away is waited for', async () => {
  const { site, house, links, crawl } = await setUp()
  links('/n/1001.html', '/n/2001.html', '/n/3001.html')
  for (let i = 1; i <= 12; i++) {
    site.routes.set(
      i === 1 ? '/n/1001.html' : `/n/1001_${i}.html`,
      article(`第${i}页`, `<a href="1001_${i + 1}.html">下一页</a>`),
    )
  }
  site.routes.set('/n/2001.html', article('重复', '<a href="2001_2.html">下一页</a>'))
  site.routes.set('/n/2001_2.html', article('重复', '<a href="2001_3.html">下一页</a>'))
  site.routes.set('/n/3001.html', article('等待', '<a href="3001_2.html">下一页</a>'))
  site.routes.set('/n/3001_2.html', (_, response) => response.writeHead(500).end())
  await crawl()
  const raws = await house.raws(2)
  expect(raws.map(raw => raw.text.split('\n').length).sort((a, b) => a - b)).toEqual([2, 20])
  expect(site.asked.filter(path => path.startsWith('/n/1001'))).toHaveLength(10)
  expect(site.asked).not.toContain('/n/2001_3.html')
  expect(await house.frontier.visit('test-list', `${site.origin}/n/3001.html`)).toMatchObject({
    failures: 1,
    fetchedAt: null,
  })
})

test('a shell is read from its own data, and is refused when it has none', async () => {
  const { site, house, links, crawl } = await setUp()
  links('/n/20261101.html', '/n/20261102.html')
  const shell = (data: string) =>
    `<html><head><title>云州网</title></head><body><div id="app"></div><script src="/app.js"></script>${data}</body></html>`
  const text = '<p>从今天起，三路公交车每八分钟一班，末班车延长到二十三时。</p>'.repeat(4)
  const state = {
    detail: { title: '三路公交加密班次', publishTime: '2026-11-24 08:14:00', content: text, source: '云州日报' },
  }
  site.routes.set('/n/20261101.html', shell(`<script>window.__INITIAL_STATE__=${JSON.stringify(state)};</script>`))
  site.routes.set('/n/20261102.html', shell(''))
  expect(await crawl()).toMatchObject({ itemsTotal: 1 })
  expect((await house.raws(1))[0]).toMatchObject({
    title: '三路公交加密班次',
    author: '云州日报',
    publishedAt: Date.parse('2026-11-24T08:14:00+08:00'),
  })
})

test('a rule of the site is used as it stands at each page, and its standing is noted', async () => {
  const { site, house, links, crawl } = await setUp()
  const rule: SiteRule = {
    id: 'r',
    host: '127.0.0.1',
    path: '/n/*',
    selectors: { title: '.real', drop: ['.promo'] },
    active: true,
  }
  const page = `<h1>云州网</h1><h2 class="real">真正的标题</h2>${TIME}<div class="content">${paragraph('甲')}<div class="promo">${paragraph('推广')}</div></div>`
  const standing = async () =>
    JSON.parse((await house.frontier.note('127.0.0.1', standingNote('r')))!.value) as RuleStanding
  const read = async (from: number, to: number, html: string) => {
    const paths = Array.from({ length: to - from + 1 }, (_, i) => `/n/2026${from + i}.html`)
    for (const path of paths) site.routes.set(path, html.replace('甲', path))
    links(...paths)
    await crawl()
  }

  await read(1001, 1001, page)
  expect((await house.raws(1))[0]!.text).toContain('推广')
  house.rules.push({ id: 'r', version: 1, position: 1, state: rule })
  await read(1002, 1002, page)
  const second = (await house.raws(2))[1]!
  expect(second.title).toBe('真正的标题')
  expect(second.text).not.toContain('推广')
  expect(await standing()).toMatchObject({ version: 1, matched: [true], sourceIds: ['test-list'] })

  await read(1003, 1012, page.replace('class="real"', 'class="new"'))
  expect(await standing()).toMatchObject({ matched: Array(10).fill(false), lastMatchedAt: house.clock.now() })
  expect(isRuleStale(await standing())).toBe(true)
  const pages = JSON.parse((await house.frontier.note('127.0.0.1', 'pages'))!.value) as readonly { evidence: string }[]
  expect(pages).toHaveLength(12)
  expect((await house.evidence.get(pages[0]!.evidence)).note.kind).toBe('unmasked')
})
