import { fullTime, MINUTE_MS } from '@guanlan/domain'
import { chance } from '../chance.ts'
import type { Item } from '../item.ts'
import { author } from '../people.ts'
import { type Answer, firstOf, html, type Pages, pageOf, plain } from './answer.ts'
import { directory, listPage } from './directory.ts'
import { feedOf } from './feed.ts'
import { bodyOf, escaped, isoTime, page } from './markup.ts'

const REPLIES = [
  '顶',
  '同问',
  '楼主说得对',
  '我也遇到过',
  '已经打12328了',
  '帮顶，希望有人管',
  '哈哈',
  '别急，等消息',
  '前排',
  '真的假的？',
  '有图吗',
  '路过看看',
  '这个得反映上去',
]

/** The forum: thread lists, threads with the replies that have come in so far, and a feed of the opening posts. */
export const forum: Pages = firstOf(directory, asked => {
  const { path, shelf } = asked
  if (path === '/rss.xml') return feedOf('rss', '云州论坛', asked)
  const pageNumber = path === '/' ? '1' : /^\/forum-(\d+)\.html$/.exec(path)?.[1]
  if (pageNumber !== undefined) {
    const list = listPage(shelf, Number(pageNumber), n => `/forum-${n}.html`)
    return list === null ? null : html(page('云州论坛', `<h1>云州论坛</h1>${list}`), shelf.latestAt)
  }
  const item = shelf.at(path)
  return item === null ? null : thread(item, shelf.now)
})

const BOARDS: Readonly<Record<string, string>> = { dige: '的哥茶座', jiakao: '驾考交流', chengshi: '城事热议' }

function thread(item: Item, now: number): Answer {
  const replies = repliesOf(item).filter(reply => reply.at <= now)
  const post = (name: string, at: number, body: string, floor: number) =>
    `<div class="post" id="post_${floor}"><div class="author">${escaped(name)}</div><div class="authi">${floor === 1 ? '楼主' : `${floor}楼`} <em>发表于 ${fullTime(at)}</em></div><div class="t_f" id="postmessage_${floor}">${body}</div></div>`
  const posts = [
    post(item.author ?? '游客', item.publishedAt, bodyOf(item), 1),
    ...replies.map(({ name, at, text }, i) => post(name, at, `<p>${escaped(text)}</p>`, i + 2)),
  ]
  const counts = `<div class="counts">浏览 ${item.interactions.reads ?? 0}　回复 ${item.interactions.comments ?? 0}</div>`
  const board = BOARDS[item.section] ?? '城事热议'
  const body = `<div class="crumbs"><a href="/">云州论坛</a> &gt; ${board}</div><h1>${escaped(item.title)}</h1>${counts}${posts.join('\n')}`
  return html(page(`${item.title} - ${board} - 云州论坛`, body), replies.at(-1)?.at ?? item.publishedAt)
}

function repliesOf(item: Item): { name: string; at: number; text: string }[] {
  const draw = chance('replies', item.truthId, item.serial)
  const count = Math.min(item.interactions.comments ?? 0, 6)
  let at = item.publishedAt
  return Array.from({ length: count }, () => {
    at += draw.between(1, 40) * MINUTE_MS
    return { name: author('forum', draw).author ?? '游客', at, text: draw.pick(REPLIES) }
  })
}

const PAGE_SIZE = 50

/** The citizens' board: JSON Feed 1.1 with `next_url`, and one page a message. */
export const board: Pages = firstOf(directory, ({ path, query, origin, shelf }) => {
  if (path === '/feed.json') {
    const pageNumber = pageOf(query)
    const more = shelf.count > pageNumber * PAGE_SIZE ? { next_url: `${origin}/feed.json?page=${pageNumber + 1}` } : {}
    const items = shelf.newest(pageNumber, PAGE_SIZE).map(item => ({
      id: item.externalId,
      url: `${origin}${item.path}`,
      title: item.title,
      content_html: bodyOf(item),
      date_published: isoTime(item.publishedAt),
      authors: [{ name: item.author }],
      ...(item.region === null ? {} : { tags: [item.region] }),
    }))
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: '云州市民留言板',
      home_page_url: `${origin}/`,
      feed_url: `${origin}/feed.json`,
      ...more,
      items,
    }
    return plain('application/feed+json; charset=utf-8', JSON.stringify(feed), shelf.latestAt)
  }
  const item = shelf.at(path)
  if (item === null) return null
  const body = `<h1>${escaped(item.title)}</h1><p class="meta">${escaped(item.author ?? '')} 留言时间：${fullTime(item.publishedAt)}</p><div class="content">${bodyOf(item)}</div>`
  return html(page(`${item.title} - 云州市民留言板`, body), item.publishedAt)
})
