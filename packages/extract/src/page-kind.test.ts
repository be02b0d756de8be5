import { expect, test } from 'vitest'
import { parsePage } from './page.ts'

const frame = (title: string, inner: string) =>
  `<html><head><title>${title}</title></head><body><div class="header"><nav><a href="/">首页</a><a href="/about">关于</a></nav></div>${inner}<footer>主办：云州市交通运输局</footer></body></html>`
const NOTICES = Array.from({ length: 12 }, (_, i) => `关于第${i + 1}号桥梁养护期间交通管制的通告`)

test.each([
  {
    layout: 'rows with dates',
    inner: `<ul class="news-list">${NOTICES.map((title, i) => `<li class="row"><a href="./t20261124_${i}.html">${title}</a><span>2026-11-${10 + i}</span></li>`).join('')}</ul>`,
  },
  {
    layout: 'cards with blurbs',
    inner: `<div class="list">${NOTICES.map((title, i) => `<div class="card"><h3><a href="/n/${i}">${title}</a></h3><p>养护时间为每日二十二时至次日六时，请过往车辆绕行。</p></div>`).join('')}</div>`,
  },
  {
    layout: 'rows of a table',
    inner: `<table>${NOTICES.map((title, i) => `<tr class="item"><td><a href="/n/${i}">${title}</a></td><td>云州市交通运输局</td><td>2026-11-${10 + i}</td></tr>`).join('')}</table>`,
  },
])('a list of links in $layout is a listing with its titles', ({ inner }) => {
  const page = parsePage(frame('通知公告_云州市交通运输局', `<h1>通知公告</h1>${inner}`), {
    url: 'http://jt.city.example/tzgg/',
  })
  expect(page.kind).toBe('listing')
  for (const title of NOTICES) expect(page.text).toContain(title)
  expect(page.text).not.toContain('主办')
})

test('a manual is read whole: headings, code, tables and cards', () => {
  const inner = `<div class="docs-wrapper"><aside class="sidebar"><ul><li><a href="/docs/a">安装</a></li></ul></aside><main class="docs-content markdown"><h1>数据上报</h1><p>车载终端每十秒上报一次位置。</p><h2>格式</h2><pre><code>POST /positions\n{"plate": "云A0001"}</code></pre><h2>字段</h2><table><tr><th>名称</th><th>说明</th></tr><tr><td>plate</td><td>车牌</td></tr></table><h2>错误</h2><p>返回 422 时请检查字段。</p><h2>另见</h2><div class="card"><a href="/docs/b">批量上报</a></div></main></div>`
  const page = parsePage(frame('数据上报', inner), { url: 'https://docs.city.example/docs/report' })
  expect(page.kind).toBe('documentation')
  for (const part of ['车载终端每十秒', 'POST /positions', '车牌', '返回 422', '批量上报'])
    expect(page.text).toContain(part)
  expect(page.text).not.toContain('安装')
})

test('an article among more links than text stays an article', () => {
  const story = '云州市长虹桥今日恢复通行，养护工程提前三天完成，过往车辆请按标线行驶，注意限高。'
  const inner = `<h1>长虹桥今日恢复通行</h1><div>2026-11-24 08:14　来源：云州晚报</div><div class="content"><p>${story}</p></div><ul class="list">${NOTICES.map((title, i) => `<li class="row"><a href="/n/${i}.html">${title}</a></li>`).join('')}</ul>`
  for (const url of ['http://news.city.example/2026/11/24/77.html', null]) {
    expect(parsePage(frame('长虹桥今日恢复通行', inner), { url })).toMatchObject({ kind: 'article', text: story })
  }
})

test('an article whose text stands in several boxes is read from all of them', () => {
  const lines = Array.from(
    { length: 6 },
    (_, i) =>
      `第${i + 1}段：养护工程指挥部介绍，本段施工自上月开始，共投入作业人员二十余名，完成了桥面铺装与护栏更换，并对伸缩缝和排水设施作了全面检查，目前各项指标均符合要求。`,
  )
  const inner = `<h1>长虹桥养护工程完工</h1><div class="builder"><div class="box"><div class="inner"><p>${lines.slice(0, 3).join('</p><p>')}</p></div></div><div class="box"><div class="inner"><p>${lines.slice(3).join('</p><p>')}</p></div></div></div>`
  expect(parsePage(frame('长虹桥养护工程完工', inner)).text).toBe(lines.join('\n'))
})
