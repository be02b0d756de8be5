import { fullTime } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { parseArticle } from './article.ts'

const TITLE = '跨江大桥主桥合龙 预计明年三月通车'
const TEXT = [
  '十一月二十四日上午，随着最后一段钢箱梁吊装到位，云州市跨江大桥主桥顺利合龙，比计划提前了二十天。',
  '市交通运输局有关负责人介绍，大桥全长三千二百米，双向六车道，通车后两岸的车程将从四十分钟缩短到八分钟。',
  '施工单位表示，接下来将进行桥面铺装和荷载试验，预计明年三月具备通车条件。',
]
const BODY = TEXT.map(line => `<p>${line}</p>`).join('')
const NAV =
  '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/s/">社会</a></li><li><a href="/c/">财经</a></li></ul>'
const FOOT = '<div class="footer">云州新闻网版权所有 2012-05-06 联系电话 0571-00000000</div>'

type Expected = Readonly<{
  outlet?: string | null
  authors?: string[]
  editor?: string | null
  at?: string
  title?: string
}>

const layouts: readonly (readonly [string, string, string, Expected])[] = [
  [
    'an account above the headline, a mark in the headline, the source as a tag',
    '<meta property="og:title" content="跨江大桥主桥合龙 预计明年三月通车">',
    `<div class="user-info"><h4><a href="/u/1">云州发布</a></h4></div><div class="text-title"><h1>${TITLE}<span class="tag">原创</span></h1><div class="article-info"><span class="time">2026-11-24 08:14</span><span class="tag">来源:<a href="/x">云州日报</a></span></div></div><article class="article">${BODY}<p>责任编辑：</p></article>`,
    { outlet: '云州日报', authors: [], editor: null },
  ],
  [
    'a message of an account: writer and account in named elements, the time in a script',
    '',
    `<div class="rich"><h2 class="rich_title">${TITLE}</h2><div class="meta_list"><span class="meta meta_text">李云舟</span> <span class="meta meta_nickname"><a id="nick_name">云州交通</a></span> <em id="publish_time"></em></div><div class="rich_content" id="js_content">${BODY}</div></div><script>var ct = "1795479240"</script>`,
    { outlet: '云州交通' },
  ],
  [
    'time and source in one line of text, editor in brackets below',
    '',
    `<div class="left-t">2026年11月24日 08:14　来源：<a href="/s">云州新闻社</a><a href="/c">参与互动</a></div><h1>${TITLE}</h1><div class="left_zw">${BODY}</div><div class="left_name">【编辑:王小云】</div>`,
    { outlet: '云州新闻社', editor: '王小云' },
  ],
  [
    'source before the time, editor with a staff number',
    '',
    `<h1>${TITLE}</h1><div class="info">来源：云州电视台 | 2026年11月24日 08:14:00</div><div class="cnt_bd">${BODY}</div><div>编辑：王小云 责任编辑：赵大桥_YZ1024</div>`,
    { outlet: '云州电视台', editor: '王小云' },
  ],
  [
    'source and several authors at the end, as labels in one line',
    '',
    `<h1>${TITLE}</h1><div class="post_time_source">2026-11-24 08:14:00　来源: <a id="source" href="/p">云州晚报</a><a class="jubao" href="/j">举报</a></div><div class="text">${BODY}<div class="ep-source"><span class="left"> 本文来源：云州晚报 作者：李云舟 周江</span><span class="ep-editor">责任编辑：王小云_YN0011</span></div></div>`,
    { outlet: '云州晚报', authors: ['李云舟', '周江'], editor: '王小云' },
  ],
  [
    'a reporter and a correspondent under the headline',
    '',
    `<h1>${TITLE}</h1><div>2026-11-24 08:14　来源：云州日报</div><p class="by">本报记者 李云舟 通讯员 周江</p><div class="article-content">${BODY}</div>`,
    { outlet: '云州日报', authors: ['李云舟', '周江'] },
  ],
  [
    'a line of the reporter’s own at the end names the outlet too',
    '',
    `<h1>${TITLE}</h1><div><span>2026</span><div>11/24</div><div>08:14</div></div><div class="content-article">${BODY}<p>云州晚报记者 李云舟</p></div>`,
    { outlet: '云州晚报', authors: ['李云舟'] },
  ],
  [
    'words with a stroke',
    '',
    `<h1>${TITLE}</h1><div>发布时间：2026-11-24 08:14</div><div class="content"><p>文/李云舟</p>${BODY}<p>编辑｜王小云</p></div>`,
    { authors: ['李云舟'], editor: '王小云' },
  ],
  [
    'no colons, divided by bars',
    '',
    `<h1>${TITLE}</h1><div>发表于2026-11-24 08:14| 1164次阅读| 来源云州在线| 0 条评论| 作者李云舟</div><div class="content">${BODY}</div>`,
    { outlet: '云州在线', authors: ['李云舟'] },
  ],
  [
    'icons for labels',
    '',
    `<h2 class="post-title">${TITLE}</h2><h6 class="post-footer"><a class="post-date">2026-11-24 08:14</a><i class="fa fa-user"></i>云州传媒<i class="fa fa-list"></i>时政新闻<i class="fa fa-eye"></i>1665</h6><div class="post-body">${BODY}</div>`,
    { outlet: '云州传媒', authors: [] },
  ],
  [
    'a source of the people’s own: 网络 is nobody',
    '',
    `<h1>${TITLE}</h1><div>时间：2026-11-24 08:14 来源：网络 作者：佚名 点击：33</div><div class="content">${BODY}</div>`,
    { outlet: null, authors: [] },
  ],
  [
    'a government page: its tags say what the layout leaves out',
    '<meta name="SiteName" content="云州市交通运输局"><meta name="ArticleTitle" content="跨江大桥主桥合龙 预计明年三月通车"><meta name="PubDate" content="2026-11-24 08:14"><meta name="ContentSource" content="市大桥建设指挥部"><meta name="ColumnName" content="工作动态">',
    `<div class="bt">${TITLE}</div><div class="xx">发布日期：2026-11-24 浏览次数：<span>33</span> 字体：[<a>大</a> <a>中</a> <a>小</a>]</div><div class="TRS_Editor">${BODY}</div><div>【打印】【关闭】</div>`,
    { outlet: '市大桥建设指挥部' },
  ],
  [
    'linked data with several authors',
    `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","datePublished":"2020-01-01"},{"@type":"NewsArticle","headline":"${TITLE}","datePublished":"2026-11-24T00:14:00Z","author":[{"@type":"Person","name":"李云舟"},{"@id":"#zhou"}],"publisher":{"@type":"Organization","name":"云州晚报"}},{"@type":"Person","@id":"#zhou","name":"周江"}]}</script>`,
    `<h1>${TITLE}</h1><div class="content">${BODY}</div>`,
    { outlet: '云州晚报', authors: ['李云舟', '周江'] },
  ],
  [
    'the last update is not the publication',
    '',
    `<h1>${TITLE}</h1><div class="time"><span>2026-11-24 08:14</span><span>来源：云州观察</span></div><div class="time"><span>最后更新: 2026-11-25 09:00:21</span></div><div class="content all-txt">${BODY}</div><div>责任编辑: 王小云</div>`,
    { outlet: '云州观察', editor: '王小云' },
  ],
  [
    'related articles with dates of their own',
    '',
    `<h1>${TITLE}</h1><div>2026-11-24 08:14 云州电台</div><div class="content">${BODY}</div><div class="xgxw"><h3>相关新闻</h3><ul><li><a href="/1">另一座大桥通车</a> 2026-11-30 10:00 来源：别处日报</li></ul></div>`,
    { outlet: '云州电台' },
  ],
  [
    'a kicker over the headline and a subtitle under it',
    '<meta property="og:title" content="跨江大桥主桥合龙 预计明年三月通车">',
    `<p class="yinti">云州重点工程再传捷报</p><h1>${TITLE}</h1><h2>比计划提前二十天</h2><div>2026-11-24 08:14 来源：云州日报</div><div class="content">${BODY}</div>`,
    { outlet: '云州日报' },
  ],
  [
    'a label over its value, each in a line of its own',
    '',
    `<h1>${TITLE}</h1><ul><li>来源：</li><li>云州日报</li><li>作者：</li><li>李云舟</li><li>2026-11-24 08:14</li></ul><div class="content">${BODY}</div>`,
    { outlet: '云州日报', authors: ['李云舟'] },
  ],
  [
    'the outlet in the line under the time',
    '',
    `<h1>${TITLE}</h1><div><p>2026-11-24 08:14</p><p>云州广播电视台</p></div><div class="content">${BODY}</div>`,
    { outlet: '云州广播电视台' },
  ],
  [
    'a calendar leaf of single numbers, the source in a box of its own',
    '',
    `<div class="header"><div class="header-time"><span class="year"><em>2026</em></span> <span class="day"><em>11</em>/<em>24</em></span> <span class="time">08:14:00</span></div><div class="source"> 来源：云州通讯社 </div></div><h1><span class="title">${TITLE}</span></h1><div id="detail">${BODY}</div><div class="editor">【责任编辑:王小云】</div>`,
    { outlet: '云州通讯社', editor: '王小云' },
  ],
  [
    'a day glued to its clock, the writer in a line of its own',
    '<meta name="author" content="100123">',
    `<h1>${TITLE}</h1><div class="author cf">本报记者 李云舟</div><div class="col-1-1 fl">2026年11月24日08:14 | 来源：<a href="/p">云州网－云州日报</a></div><div class="rm_txt_con">${BODY}<div class="edit cf">(责编：王小云、赵大桥)</div></div>`,
    { outlet: '云州网－云州日报', authors: ['李云舟'], editor: '王小云' },
  ],
  [
    'a government notice with its office and its controls in one line',
    '',
    `<div class="title">${TITLE}</div><div class="info">来源：市交通运输局办公室 发布时间：2026-11-24 08:14 浏览次数：33次 【字号：大 中 小】 【打印本页】</div><div class="content">${BODY}</div>`,
    { outlet: '市交通运输局办公室', authors: [] },
  ],
  [
    'labels in brackets',
    '',
    `<h1>${TITLE}</h1><div>【来源】云州日报 【作者】李云舟 【时间】2026-11-24 08:14</div><div class="content">${BODY}</div>`,
    { outlet: '云州日报', authors: ['李云舟'] },
  ],
  [
    'a label without a colon before a link',
    '',
    `<h1>${TITLE}</h1><div class="artInfo">2026年11月24日 08:14　来源于 <a href="/c">云州财经</a></div><div class="content">${BODY}</div>`,
    { outlet: '云州财经' },
  ],
  [
    'the writer as a link, then time, a dot and the source',
    '',
    `<h1>${TITLE}</h1><div class="info"><p><span class="author"><a href="/u">李云舟</a></span><span>2026/11/24 08:14</span><span>·</span><span>来源：云州观察</span><span>浏览 1.3w</span></p></div><div class="content">${BODY}</div>`,
    { outlet: '云州观察', authors: ['李云舟'] },
  ],
  [
    'the editor put where the author belongs',
    '<meta name="author" content="王小云">',
    `<h1>${TITLE}</h1><div>2026-11-24 08:14 来源：云州日报</div><div class="content">${BODY}</div><div>责任编辑：王小云</div>`,
    { outlet: '云州日报', authors: [], editor: '王小云' },
  ],
  [
    'traditional characters',
    '',
    `<h1>${TITLE}</h1><div>發布時間：2026/11/24 08:14　來源：雲州時報　記者：陳雲舟</div><div class="content">${BODY}</div><div>責任編輯：趙小雲</div>`,
    { outlet: '雲州時報', authors: ['陳雲舟'], editor: '趙小雲' },
  ],
  [
    'an h1 that is the site’s name',
    '',
    `<h1><a href="/">云州新闻网</a></h1><div class="title">${TITLE}</div><div>2026-11-24 08:14</div><div class="content">${BODY}</div>`,
    { outlet: '云州新闻网' },
  ],
]

test.each(layouts)('%s', (_name, head, inner, expected) => {
  const html = `<html><head><title>${TITLE}_社会频道_云州新闻网</title>${head}</head><body>${NAV}${inner}${FOOT}</body></html>`
  const article = parseArticle(html)
  const { at = '2026-11-24 08:14:00', title = TITLE, ...fields } = expected
  expect(article.title).toBe(title)
  expect(article.publishedAt === null ? null : fullTime(article.publishedAt)).toBe(at)
  expect(article).toMatchObject(fields)
  expect(article.text).toContain(TEXT.join('\n'))
})

const plain = (title: string, inner: string, head = '') =>
  parseArticle(
    `<html><head><title>${title}</title>${head}</head><body>${NAV}${inner}<div>${BODY}</div>${FOOT}</body></html>`,
  )

test.each([
  [
    'the site before the headline',
    `云州市交通运输局-${TITLE}`,
    `<div class="logo">云州市交通运输局</div><p class="con-title">${TITLE}</p>`,
    TITLE,
  ],
  [
    'only the site in <title>',
    '云州市交通运输局门户网站',
    `<p class="con-title">${TITLE}</p><p>2026-11-24 08:14</p>`,
    TITLE,
  ],
  ['a headline of two characters', '公告_云州新闻网', '<h1>公告</h1>', '公告'],
  ['several separators and sections', `${TITLE}_要闻_新闻中心--云州网`, '<p>2026-11-24 08:14</p>', TITLE],
  ['a separator inside the headline', '云图｜跨江大桥合龙_云州网', '<h1>云图｜跨江大桥合龙</h1>', '云图｜跨江大桥合龙'],
  ['a <title> written for machines', '云州跨江大桥合龙时间确定 大桥最新消息', `<h1>${TITLE}</h1>`, TITLE],
  ['a headline in two lines', `重点工程：${TITLE}`, `<h1><p>重点工程：</p><p>${TITLE}</p></h1>`, `重点工程：${TITLE}`],
])('the headline with %s', (_name, title, inner, expected) => {
  const article = plain(title, inner, title.startsWith('重点') ? `<meta property="og:title" content="${title}">` : '')
  expect(article.title.replace('： ', '：')).toBe(expected)
})

test('a headline only in og:title, and one in a share template nobody sees', () => {
  const head = `<meta property="og:title" content="${TITLE}">`
  const hidden = '<div style="display:none"><h1>分享这篇文章到朋友圈，邀请好友一起看</h1></div>'
  const article = plain('云州网', `${hidden}<p>2026-11-24 08:14</p>`, head)
  expect(article.title).toBe(TITLE)
  expect(article.origins.title?.from).toBe('meta')
})

test('every field found says where it was read and how sure that is; what is missing says nothing', () => {
  const inner = `<h1>${TITLE}</h1><div>2026-11-24 08:14 来源：云州日报 作者：李云舟</div>`
  const agreed = plain(`${TITLE}_云州新闻网`, inner, '<meta name="author" content="李云舟">').origins
  const alone = plain(`${TITLE}_云州新闻网`, inner).origins
  expect(Object.keys(alone).sort()).toEqual(['authors', 'outlet', 'publishedAt', 'text', 'title'])
  for (const origin of Object.values(alone)) {
    expect(origin.from).toBe('layout')
    expect(origin.sure).toBeGreaterThan(0.5)
    expect(origin.sure).toBeLessThanOrEqual(1)
  }
  expect(agreed.authors!.sure).toBeGreaterThan(alone.authors!.sure)
  const weak = plain(`${TITLE}_云州新闻网`, '').origins
  expect(weak).toMatchObject({ title: { from: 'page-title' }, outlet: { from: 'page-title' } })
  expect(weak.outlet!.sure).toBeLessThan(alone.outlet!.sure)
  expect(weak.editor).toBeUndefined()
})

test('昨天 and 3小时前 are marked as relative, dates are not', () => {
  const now = Date.parse('2026-11-25T10:00:00+08:00')
  const read = (shown: string) =>
    parseArticle(`<title>${TITLE}_云州网</title><h1>${TITLE}</h1><div>${shown}</div><div>${BODY}</div>`, { now })
  expect(read('昨天 08:14')).toMatchObject({ publishedRelative: true, publishedPrecision: 'minute' })
  expect(read('3小时前')).toMatchObject({ publishedRelative: true, publishedPrecision: 'day' })
  expect(read('2026-11-24 08:14')).toMatchObject({ publishedRelative: false })
})
