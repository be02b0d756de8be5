import { fullTime } from '@guanlan/domain'
import type { Item } from '../item.ts'
import { type Answer, firstOf, html, type Pages } from './answer.ts'
import { directory, listPage } from './directory.ts'
import { encodeGbk } from './gbk.ts'
import { bodyOf, escaped, page } from './markup.ts'
import type { Shelf } from './shelf.ts'

const SECTIONS: Readonly<Record<string, string>> = { xwzx: '新闻中心', tzgg: '通知公告' }

/** Notices still run on the old system and come in GBK; the server does not say so, only the page does. */
const OLD_SECTION = 'tzgg'

const NAV = `<div class="nav"><a href="/">首页</a>${Object.entries(SECTIONS)
  .map(([section, name]) => `<a href="/${section}/index.html">${name}</a>`)
  .join('')}<a href="/archive/index.html">往日目录</a><a href="/private/login.html">内部登录</a></div>`
const FOOT = '<div class="footer"><p>主办：云州市交通运输局　服务监督电话：12328</p><p>本站为虚构示例</p></div>'

/** The portal of the transport bureau: two sections of lists and articles, archive, sitemap. */
export const portal: Pages = firstOf(directory, ({ path, shelf }) => {
  if (path === '/' || path === '/index.html') {
    const latest = listPage(shelf, 1, n => `/xwzx/index${n === 1 ? '' : `_${n}`}.html`)
    return html(page('云州市交通运输局', `${NAV}<h2>最新信息</h2>${latest}${FOOT}`), shelf.latestAt)
  }
  const list = /^\/(xwzx|tzgg)\/index(?:_(\d+))?\.html$/.exec(path)
  if (list !== null) return sectionList(list[1]!, Number(list[2] ?? 1), shelf)
  const item = shelf.at(path)
  return item === null ? null : article(item)
})

function sectionList(section: string, pageNumber: number, shelf: Shelf): Answer | null {
  const items = shelf.newest(1, shelf.count).filter(item => item.section === section)
  const all = { count: items.length, newest: (n: number, size: number) => items.slice((n - 1) * size, n * size) }
  const list = listPage(all, pageNumber, n => `/${section}/index${n === 1 ? '' : `_${n}`}.html`)
  if (list === null) return null
  return printed(
    section,
    SECTIONS[section]!,
    `${NAV}<h2>${SECTIONS[section]}</h2>${list}${FOOT}`,
    items[0]?.publishedAt ?? null,
  )
}

function article(item: Item): Answer {
  const info = `<div class="info"><span>发布时间：${fullTime(item.publishedAt)}</span>　<span>来源：${item.author}</span>　<span>责任编辑：林编辑</span></div>`
  const body = `${NAV}<div class="article"><h1>${escaped(item.title)}</h1>${info}<div class="content">${bodyOf(item)}</div></div><div class="share">分享到：微信 微博　【打印】【关闭】</div>${FOOT}`
  return printed(item.section, `${item.title}_云州市交通运输局`, body, item.publishedAt)
}

function printed(section: string, title: string, body: string, modifiedAt: number | null): Answer {
  if (section !== OLD_SECTION) return html(page(title, body), modifiedAt)
  return html(encodeGbk(page(title, body, 'gbk')), modifiedAt, 'text/html')
}
