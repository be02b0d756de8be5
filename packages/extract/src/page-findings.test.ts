import { describe, expect, test } from 'vitest'
import { needsBrowser } from './app-shell.ts'
import { attachments } from './attachments.ts'
import { engagement } from './engagement.ts'
import { nextPage } from './next-page.ts'
import { openPage } from './open-page.ts'
import { type PageFindings, pageFindings } from './page-findings.ts'

const BASE = 'https://jtj.yunzhou.example/zwgk/202611/t20261120_4711.html'
const findings = (body: string, head = ''): PageFindings =>
  pageFindings(openPage(`<html><head>${head}</head><body>${body}</body></html>`).$.root()[0]!)

describe('attachments', () => {
  const titled = (body: string) => attachments(findings(body).links, BASE)

  test('documents, tables, layout files and archives, resolved, each once', () => {
    const found = titled(`<p>附件：</p>
      <p><a href="./P020261120.pdf">1.公交线路调整方案</a></p>
      <p><a href="./P020261120.pdf">1.公交线路调整方案</a></p>
      <p><a href="/files/%E6%9C%8D%E5%8A%A1%E6%89%BF%E8%AF%BA.wps" title="服务承诺书">下载</a></p>
      <p><a href="/download.jsp?id=3&amp;name=stops.xlsx">站点名单</a> <a href="/page.html">网页</a></p>
      <p><a href="/x/y.ofd?v=2">公告（版式文件）</a><a href="/a.rar">打包下载.rar</a></p>
      <p>据<a href="/report.pdf">研究</a>，${'市民出行距离比上一年缩短，步行与骑行所占份额上升，'.repeat(3)}</p>`)
    expect(found).toEqual([
      { url: 'https://jtj.yunzhou.example/zwgk/202611/P020261120.pdf', title: '1.公交线路调整方案' },
      { url: 'https://jtj.yunzhou.example/files/%E6%9C%8D%E5%8A%A1%E6%89%BF%E8%AF%BA.wps', title: '服务承诺书' },
      { url: 'https://jtj.yunzhou.example/download.jsp?id=3&name=stops.xlsx', title: '站点名单' },
      { url: 'https://jtj.yunzhou.example/x/y.ofd?v=2', title: '公告（版式文件）' },
      { url: 'https://jtj.yunzhou.example/a.rar', title: '打包下载.rar' },
    ])
  })

  test('a link that says only 下载 takes what stands before it, else the file’s name', () => {
    expect(titled('<p>附件1：云州市出租汽车运价表 <a href="a.doc">点击下载</a></p>')[0]!.title).toBe(
      '附件1：云州市出租汽车运价表',
    )
    expect(titled('<p><a href="%E5%90%8D%E5%8D%95.xls">下载</a></p>')[0]!.title).toBe('名单.xls')
  })

  test('an icon and its words are one file; a file handed out by number is known by what the link says', () => {
    expect(
      titled(`<p><a href="a.pdf"><img src="pdf.png"></a> <a href="a.pdf">运价方案</a></p>
        <p><a href="/file/download?id=88">线路一览表.xlsx</a> <a href="/file/list?id=9">更多</a></p>`),
    ).toEqual([
      { url: 'https://jtj.yunzhou.example/zwgk/202611/a.pdf', title: '运价方案' },
      { url: 'https://jtj.yunzhou.example/file/download?id=88', title: '线路一览表.xlsx' },
    ])
  })

  test('nothing from navigation, footers, scripts or hidden parts, and no other scheme', () => {
    expect(
      titled(`<nav><a href="guide.pdf">办事指南</a></nav><footer><a href="app.zip">客户端</a></footer>
        <div style="display: none"><a href="share.pdf">分享</a></div><a href="javascript:open('a.pdf')">打开</a>
        <a href="ftp://jtj.yunzhou.example/a.pdf">老附件</a><a href="http://[bad/a.pdf">坏</a>`),
    ).toEqual([])
  })

  test('at most fifty', () => {
    const many = Array.from({ length: 80 }, (_, i) => `<a href="f${i}.pdf">第${i}份</a>`).join('')
    expect(titled(many)).toHaveLength(50)
  })
})

describe('next page', () => {
  const next = (url: string, body: string, head = '') => nextPage(findings(body, head), url)

  test.each([
    ['number added', '/a/123.html', '<a href="123_2.html">下一页</a>', '/a/123_2.html'],
    ['second page called 1', '/a/123.html', '<a href="./123_1.html">下一页 ></a>', '/a/123_1.html'],
    ['counted on', '/a/123_2.html', '<a href="123.html">上一页</a><a href="123_3.html">下一页</a>', '/a/123_3.html'],
    ['hyphen', '/a/123-2.shtml', '<a href="/a/123-3.shtml">后一页</a>', '/a/123-3.shtml'],
    ['a folder', '/a/123', '<a href="/a/123/2">[下一页]</a>', '/a/123/2'],
    ['a parameter', '/a?id=7', '<a href="/a?id=7&amp;page=2#top">下页</a>', '/a?id=7&page=2'],
    ['a parameter counted on', '/a?id=7&page=2', '<a href="?id=7&amp;page=3">Next »</a>', '/a?id=7&page=3'],
    [
      'drawn by a script',
      '/a/t20_7.html',
      '<script>createPageHTML(3, 0, "t20_7", "html");</script>',
      '/a/t20_7_1.html',
    ],
    ['drawn on', '/a/t20_7_1.html', "<script>createPageHTML(3,1,'t20_7','html')</script>", '/a/t20_7_2.html'],
    ['numbers only', '/a/123_2.html', '<b>2</b><a href="123.html">1</a><a href="123_3.html">3</a>', '/a/123_3.html'],
  ])('%s', (_, path, body, expected) => {
    expect(next(`https://news.yunzhou.example${path}`, body)).toBe(`https://news.yunzhou.example${expected}`)
  })

  test.each([
    ['the next article', '/a/123.html', '<a href="124.html">下一篇</a>'],
    ['the next article, called 下一页', '/a/123.html', '<a href="124.html">下一页</a>'],
    ['another host', '/a/123.html', '<a href="https://other.example/a/123_2.html">下一页</a>'],
    ['the last page, leading to itself', '/a/123_3.html', '<a href="123_3.html">下一页</a>'],
    ['the last page, leading back', '/a/123_3.html', '<a href="123.html">1</a><a href="123_2.html">2</a>'],
    ['the last page, drawn', '/a/t20_7_2.html', '<script>createPageHTML(3, 2, "t20_7", "html")</script>'],
    ['a list drawn by a script', '/a/t20_7.html', '<script>createPageHTML(9, 0, "index", "html")</script>'],
    ['a jump', '/a/123.html', '<a href="123_5.html">下一页</a>'],
    ['an unsure hint that may be an id', '/post-12', '<a rel="next" href="/post-13">新的调整</a>'],
    ['script', '/a/123.html', '<a href="javascript:go(2)">下一页</a>'],
  ])('never %s', (_, path, body) => {
    expect(next(`https://news.yunzhou.example${path}`, body)).toBeNull()
  })

  test('rel=next of the head', () => {
    expect(next('https://news.yunzhou.example/a/9/', '', '<link rel="next" href="/a/9/2/">')).toBe(
      'https://news.yunzhou.example/a/9/2/',
    )
  })
})

describe('engagement', () => {
  const counts = (body: string, head = '') => engagement(findings(body, head))

  test('beside the words of the layout', () => {
    expect(
      counts(`<div class="info"><span>2026-11-20 09:30</span><span>阅读 <em>1.2万</em></span></div>
        <div>评论(35)</div><div><i></i>1,024 点赞</div><div>转发：88次</div>`),
    ).toEqual({ reads: 12_000, comments: 35, likes: 1024, reposts: 88 })
  })

  test('microdata and JSON-LD come first', () => {
    expect(
      counts(
        '<p>阅读：7</p><meta itemprop="interactionCount" content="UserPageVisits:310"><meta itemprop="interactionCount" content="UserComments:4">',
        `<script type="application/ld+json">{"@type":"NewsArticle","commentCount":6,"interactionStatistic":[
          {"@type":"InteractionCounter","interactionType":"https://schema.org/LikeAction","userInteractionCount":"59"},
          {"interactionType":{"@type":"ShareAction"},"userInteractionCount":3}]}</script>`,
      ),
    ).toEqual({ reads: 310, comments: 6, likes: 59, reposts: 3 })
  })

  test.each([
    ['0 that a script fills in', '<p>阅读 0</p><p>评论(0)</p>'],
    ['figures of other articles in a list', '<ul><li>换乘 阅读 120</li><li>停运 阅读 98</li></ul>'],
    ['a sentence', `<p>预计阅读2小时。${'市民在公交车上阅读的时间变长了，'.repeat(12)}全年阅读 30 本书</p>`],
    ['a date', '<p>评论 2026年11月20日</p>'],
    ['the minutes before an empty count', '<p><span>09:30</span><span>阅读</span></p><p>2026-11-20 评论</p>'],
    ['hidden parts', '<p hidden>阅读 77</p>'],
  ])('not taken: %s', (_, body) => {
    expect(counts(body)).toEqual({ reads: null, likes: null, comments: null, reposts: null })
  })
})

describe('a shell that scripts fill', () => {
  const shell = '<div id="app"></div><script src="/app.js"></script>'
  test.each([
    ['an empty mount', shell, '', true],
    ['an asked-for browser', '<noscript>请启用JavaScript后浏览</noscript><script src="a.js"></script>', '', true],
    ['a mount beside a full page', `${shell}<p>${'今日公交正常运行。'.repeat(40)}</p>`, '', false],
    ['text found in its state', shell, '从今天起，三路公交车每八分钟一班，末班车延长到二十三时。'.repeat(3), false],
    ['no scripts', '<div id="app"></div>', '', false],
    ['a short notice', '<h1>通知</h1><p>今日停电。</p>', '今日停电。', false],
  ])('%s', (_, body, text, expected) => {
    expect(needsBrowser(findings(body), text)).toBe(expected)
  })
})

test('hostile pages: thousands of links, labels and blocks inside each other end within a second', () => {
  const many = Array.from(
    { length: 5_000 },
    (_, i) => `<p>阅读 ${i} <a href="f${i}.pdf">文件</a><a href="a_${i}.html">2</a></p>`,
  )
  const nested = `${'<div>阅读 7 <a href="f.pdf?1.pdf">下载</a>'.repeat(600)}${'文'.repeat(300_000)}`
  for (const body of [many.join(''), nested]) {
    const page = openPage(body).$.root()[0]!
    const started = performance.now()
    const found = pageFindings(page)
    expect(attachments(found.links, BASE).length).toBeLessThanOrEqual(50)
    engagement(found)
    nextPage(found, BASE)
    expect(performance.now() - started).toBeLessThan(1000)
  }
})
