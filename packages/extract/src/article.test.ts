import { fullTime } from '@guanlan/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseArticle } from './article.ts'

const BODY = [
  '云州市出租汽车改革方案今日公开征求意见，驾驶员可在三十日内提出书面意见。',
  '市交通运输局表示，运价调整须经听证，任何企业不得提前收取费用。',
  '有驾驶员说，交接班的地方太少，希望增设停靠点。',
]
const TEASERS = Array.from(
  { length: 30 },
  (_, i) => `<li><a href="/n/${i}.html">另一条新闻的标题，说的是第${i}件别的事情</a></li>`,
).join('')
const page = (inner: string, head = '') =>
  `<html><head><title>出租汽车改革征求意见_云州新闻网</title>${head}</head><body><div class="nav"><a href="/">首页</a></div>${inner}<div class="footer">版权所有 2010-01-01 云州新闻网，未经许可不得转载。</div></body></html>`
const paragraphs = (tag: string) => BODY.map(line => `<${tag}>${line}</${tag}>`).join('')
const INFO = '<div class="info">2026-11-24 08:14　来源：云州晚报　作者：李云舟</div>'

test.each([
  {
    layout: 'paragraphs',
    inner: `<h1>出租汽车改革征求意见</h1>${INFO}<div class="content">${paragraphs('p')}<p>（责任编辑：王小云）</p></div>`,
  },
  { layout: 'lines of div', inner: `<h1>出租汽车改革征求意见</h1>${INFO}<div id="zoom">${paragraphs('div')}</div>` },
  {
    layout: 'br only, in a table',
    inner: `<table><tr><td><h1>出租汽车改革征求意见</h1>${INFO}</td></tr><tr><td>${BODY.join('<br><br>')}</td></tr></table>`,
  },
  {
    layout: 'nested sections',
    inner: `<h1>出租汽车改革征求意见</h1>${INFO}<div><section><section>${paragraphs('section')}</section></section></div>`,
  },
  {
    layout: 'a page that is one form, with a body named after an aside',
    inner: `<form action="/"><div class="side-by-side"><h1>出租汽车改革征求意见</h1>${INFO}<div class="entry-content read-more">${paragraphs('p')}</div></div></form>`,
  },
  {
    layout: 'teasers beside the body',
    inner: `<div class="wrap"><h1>出租汽车改革征求意见</h1>${INFO}<div class="txt">${paragraphs('p')}</div><ul>${TEASERS}</ul></div>`,
  },
  {
    layout: 'comments longer than the body',
    inner: `<h1>出租汽车改革征求意见</h1>${INFO}<div class="main">${paragraphs('p')}</div><div class="comment-list">${'<p>我觉得这件事情说得很对，大家都应该看一看，支持一下。</p>'.repeat(40)}</div>`,
  },
])('an article made of $layout', ({ inner }) => {
  const article = parseArticle(page(inner), { url: 'http://news.example/1.html' })
  expect(article.title).toBe('出租汽车改革征求意见')
  expect(article.text).toBe(BODY.join('\n'))
  expect(fullTime(article.publishedAt!)).toBe('2026-11-24 08:14:00')
  expect(article).toMatchObject({ publishedPrecision: 'minute', outlet: '云州晚报', authors: ['李云舟'] })
})

test.each([
  { info: '云州晚报 2026-11-24 08:14', outlet: '云州晚报', authors: ['云州晚报'] }, // before the time: who publishes,
  { info: '李云舟/云州晚报<br>2026-11-24 08:14 字号', outlet: '云州晚报', authors: ['李云舟'] },
  { info: '2026-11-24 08:14 云州广播电视台', outlet: '云州广播电视台', authors: [] },
  { info: '原创 老街路人 2026-11-24 08:14', outlet: '云州新闻网', authors: ['老街路人'] },
  { info: '2026-11-24 08:14 阅读 329 评论 12', outlet: '云州新闻网', authors: [] }, // nobody named: the site itself, as its title says,
])('names that stand by the time without a label: $info', ({ info, outlet, authors }) => {
  const article = parseArticle(
    page(`<h1>出租汽车改革征求意见</h1><div>${info}</div><div class="content">${paragraphs('p')}</div>`),
  )
  expect(article).toMatchObject({ outlet, authors })
})

test('government meta of 国办发〔2017〕47号 and JSON-LD fill in what the page does not show', () => {
  const head =
    '<meta name="ArticleTitle" content="关于征求意见的公告"><meta name="PubDate" content="2026-11-24 08:14"><meta name="ContentSource" content="云州市交通运输局">'
  const article = parseArticle(page(`<div class="content">${paragraphs('p')}</div>`, head))
  expect(article).toMatchObject({ title: '关于征求意见的公告', outlet: '云州市交通运输局' })
  expect(fullTime(article.publishedAt!)).toBe('2026-11-24 08:14:00')
  const linked =
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"征求意见","datePublished":"2026-11-24T08:14:09+08:00"}</script>'
  expect(fullTime(parseArticle(page(`<div>${paragraphs('p')}</div>`, linked)).publishedAt!)).toBe('2026-11-24 08:14:09')
})

test('a footer date is never the publish time; 昨天 needs the reading time', () => {
  expect(parseArticle(page(`<h1>出租汽车改革征求意见</h1><div>${paragraphs('p')}</div>`)).publishedAt).toBeNull()
  const shown = page(`<h1>出租汽车改革征求意见</h1><div>昨天 08:14</div><div>${paragraphs('p')}</div>`)
  expect(fullTime(parseArticle(shown, { now: Date.parse('2026-11-25T10:00:00+08:00') }).publishedAt!)).toBe(
    '2026-11-24 08:14:00',
  )
})

test('selectors of a site override the shape', () => {
  const inner = `<h2 class="t">真标题</h2><b class="d">2026-01-02 03:04</b><div>${paragraphs('p')}</div><div class="x">短讯一则。</div>`
  const article = parseArticle(page(inner), { selectors: { title: '.t', text: '.x', publishedAt: '.d' } })
  expect(article).toMatchObject({ title: '真标题', text: '短讯一则。' })
  expect(fullTime(article.publishedAt!)).toBe('2026-01-02 03:04:00')
})

test('hidden text and scripts are not read', () => {
  const inner = `<h1>出租汽车改革征求意见</h1><div>${paragraphs('p')}<p style="display:none">分享模板，请勿显示，这是很长的一段文字。</p><script>document.write("写入的文字，很长很长。")</script></div>`
  expect(parseArticle(page(inner)).text).toBe(BODY.join('\n'))
})

test('5,000 levels and broken markup end in an article, within two seconds', () => {
  const started = performance.now()
  parseArticle(`${'<div>'.repeat(5000)}${paragraphs('p')}`)
  expect(performance.now() - started).toBeLessThan(2000)
  const piece = fc.constantFrom(
    '<p>',
    '</div>',
    '<table>',
    '<td',
    '>',
    '<a href=x>',
    '\u0000',
    '字，',
    '</p',
    '<h1>',
    '2026-11-24 08:14',
    '来源：',
    '<!--',
    ']]>',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), parts => typeof parseArticle(parts.join('')).text === 'string'),
  )
})

test('a page beyond 20 million characters is refused', () => {
  expect(() => parseArticle('x'.repeat(20_000_001))).toThrow(expect.objectContaining({ code: 'extract/too-large' }))
})
