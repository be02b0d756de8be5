import { expect, test } from 'vitest'
import { parseArticle } from './article.ts'
import { carrierOf, savedFrom } from './carrier.ts'
import { parsePage } from './page.ts'

const body = Array.from(
  { length: 6 },
  (_, n) => `<p>云州市出租汽车改革第${n + 1}次听证会昨日举行，代表们就经营权期限发表了意见。</p>`,
).join('')
const page = (credits: string, more = '', lead = '') =>
  `${lead}<html><head><title>出租汽车改革听证会举行</title></head><body><h1>出租汽车改革听证会举行</h1>${credits}<div class="article-content">${body}</div>${more}</body></html>`

test('an address below a platform is the platform’s; another that only looks like it is not', () => {
  expect(carrierOf('https://www.toutiao.com/a67300/')?.name).toBe('今日头条')
  expect(carrierOf('http://baijiahao.baidu.com/s?id=1')?.name).toBe('百家号')
  expect(carrierOf('https://nottoutiao.com/a/1')).toBeNull()
  expect(carrierOf('not an address')).toBeNull()
})

test('on a platform the account speaks and the platform is where it stands', () => {
  const article = parseArticle(page('<p><span>云州看天下</span> <span>2026-11-24 08:14</span></p>'), {
    url: 'https://baijiahao.baidu.com/s?id=1646',
  })
  expect(article).toMatchObject({ outlet: '百家号', authors: ['云州看天下'] })
})

test('an account named in the page’s own data alone is found; an outlet the piece states stays', () => {
  const data = "<script>var BASE = { mediaInfo: { uid: '1', name: '云州看天下', avatar: '' } }</script>"
  const bare = page('<p>2026-11-24 08:14:00</p>', data, '<!-- https://www.toutiao.com/a67300/ -->')
  expect(parsePage(bare)).toMatchObject({ outlet: '今日头条', authors: ['云州看天下'] })
  const stated = page('<p>来源：云州晚报　2026-11-24 08:14</p>', data, '<!-- https://www.toutiao.com/a67300/ -->')
  expect(parsePage(stated)).toMatchObject({ outlet: '云州晚报' })
})

test('where a page was saved from is read from its first comment alone', () => {
  expect(savedFrom('<!DOCTYPE html>\n<!-- saved from url=(0032)https://news.yunzhou.example/a/1 --><html>')).toBe(
    'https://news.yunzhou.example/a/1',
  )
  expect(savedFrom('<html><!-- https://news.yunzhou.example/a/1 -->')).toBeNull()
})
