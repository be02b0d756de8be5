import { chance } from '../chance.ts'
import type { Item } from '../item.ts'
import { firstOf, html, type Pages, pageOf, plain, wholeNumber } from './answer.ts'
import { directory } from './directory.ts'
import { escaped, page, weiboTime } from './markup.ts'

const USUAL_COUNT = 50
const MOST = 200

/**
 * The Weibo-shaped feed: newest first; `page` from 1, `count` at most 200, `since_id` leaves only newer ones, `next_url`
 * names the older page. Texts are HTML: hashtags and mentions are links.
 */
export const weibo: Pages = firstOf(directory, ({ path, query, origin, shelf }) => {
  if (path === '/api/statuses.json') {
    const since = Number(query.get('since_id') ?? 0)
    const count = Math.min(MOST, wholeNumber(query.get('count'), USUAL_COUNT))
    const pageNumber = pageOf(query)
    const items = shelf.newest(pageNumber, count)
    const statuses = items.filter(({ externalId }) => !(Number(externalId) <= since)).map(item => status(item, origin))
    const more = shelf.count > pageNumber * count && statuses.length === items.length
    const next_url = `${origin}${path}?page=${pageNumber + 1}&count=${count}${since > 0 ? `&since_id=${since}` : ''}`
    const answer = { statuses, total_number: shelf.count, ...(more ? { next_url } : {}) }
    return plain('application/json; charset=utf-8', JSON.stringify(answer), shelf.latestAt)
  }
  const item = shelf.at(path)
  return item === null
    ? null
    : html(page('微博正文', `<div class="wb">${weiboHtml(item.text)}</div>`), item.publishedAt)
})

function status(item: Item, origin: string): Record<string, unknown> {
  const { reads, likes, comments, reposts } = item.interactions
  const draw = chance('followers', item.author ?? '')
  return {
    id: Number(item.externalId),
    mid: item.externalId,
    url: origin + item.path,
    text: weiboHtml(item.text),
    created_at: weiboTime(item.publishedAt),
    source: '<a href="http://app.weibo.example/" rel="nofollow">微博网页版</a>',
    user: {
      screen_name: item.author,
      verified: item.authorIsOrganisation,
      followers_count: draw.between(12, 90_000),
    },
    ...(item.region === null ? {} : { region_name: `发布于 ${item.region}` }),
    reposts_count: reposts,
    comments_count: comments,
    attitudes_count: likes,
    reads_count: reads,
  }
}

function weiboHtml(text: string): string {
  const topicLink = (whole: string, topic: string) =>
    `<a href="//s.weibo.example/weibo?q=${encodeURIComponent(topic)}" data-hide="">${whole}</a>`
  return escaped(text)
    .replaceAll('\n', '<br />')
    .replace(/#([^#\s]{2,30})#/gu, topicLink)
    .replace(
      /@([\p{L}\p{N}_]{2,20})/gu,
      (whole, name: string) => `<a href="/n/${encodeURIComponent(name)}">${whole}</a>`,
    )
}
