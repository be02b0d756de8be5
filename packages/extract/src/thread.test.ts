import { fullTime } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { parsePage } from './page.ts'

const now = Date.parse('2026-11-24T10:00:00+08:00')
const POSTS = [
  {
    author: '老街路人',
    at: '2026-11-23 08:14',
    text: '三路公交早高峰等了四十分钟，站牌上写的是十分钟一班，请问调度怎么安排的？',
  },
  { author: '云河渔夫', at: '2026-11-23 08:20', text: '我在下一站等，同样没有车。' },
  { author: '北门小吴', at: '昨天 09:05', text: '司机说学校门口在修路，车都堵在里面出不来，要绕行。' },
  { author: '老街路人', at: '3分钟前', text: '谢谢大家，已经打了热线。' },
]
const words = '<p>版权所有 云州论坛 2010-01-01</p>'
const page = (posts: string, head = '') =>
  `<html><head><title>三路公交等了四十分钟_云州论坛</title>${head}</head><body><div class="nav"><a href="/">首页</a> <a href="/bbs">论坛</a></div><h1>三路公交等了四十分钟</h1>${posts}<div class="footer">${words}</div></body></html>`

test.each([
  {
    layout: 'rows of tables with user boxes and signatures',
    posts: `<div id="postlist">${POSTS.map(
      ({ author, at, text }, i) =>
        `<div id="post_${i + 77}"><table><tr><td class="pls"><div class="authi"><a href="space-uid-${i}.html" class="xw1">${author}</a></div><p>帖子 ${i * 31}，积分 ${i * 7}</p></td><td class="plc"><div class="pi"><strong><a href="#p${i}">${i + 1}楼</a></strong> 发表于 ${at}</div><table><tr><td class="t_f" id="postmessage_${i + 77}">${text}</td></tr></table><div class="sign">签名：云州是我家，爱护靠大家，请大家一起来爱护。</div></td></tr></table></div>`,
    ).join('')}</div>`,
  },
  {
    layout: 'articles with the author after the text',
    posts: `<main class="topic">${POSTS.map(
      ({ author, at, text }, i) =>
        `<article class="message" id="m${i}"><div class="message-body"><p>${text}</p></div><footer><a class="username" href="/members/${i}">${author}</a> <time>${at}</time> <span>${i + 1}楼</span></footer></article>`,
    ).join('')}</main>`,
  },
])('posts in $layout', ({ posts }) => {
  const read = parsePage(page(posts), { url: 'http://bbs.city.example/thread-77-1-1.html', now })
  expect(read.kind).toBe('thread')
  expect(read.posts.map(post => post.text)).toEqual(POSTS.map(post => post.text))
  expect(read.posts.map(post => post.author)).toEqual(POSTS.map(post => post.author))
  expect(read.posts.map(post => post.floor)).toEqual([1, 2, 3, 4])
  expect(read.posts.map(post => post.publishedAt && fullTime(post.publishedAt))).toEqual([
    '2026-11-23 08:14:00',
    '2026-11-23 08:20:00',
    '2026-11-23 09:05:00',
    '2026-11-24 09:57:00',
  ])
  expect(read.text).toBe(POSTS.map(post => post.text).join('\n'))
})

test('a quote of an earlier post is not said twice; a quote from elsewhere is kept', () => {
  const post = (i: number, text: string) =>
    `<div class="post"><a class="author" href="/u/${i}">网友${i}</a> 2026-11-2${i} 08:00 #${i} <div class="post-content">${text}</div></div>`
  const posts = [
    post(
      1,
      '<p>三路公交早高峰等了四十分钟，请问调度怎么安排的？</p><blockquote>公告原文：三路公交十分钟一班。</blockquote>',
    ),
    post(
      2,
      '<blockquote>网友1 说：<br>三路公交早高峰等了四十分钟，请问调度怎么安排的？</blockquote><p>我也遇到了同样的事情。</p>',
    ),
  ].join('')
  const read = parsePage(page(`<div class="thread">${posts}</div>`), { url: 'http://bbs.city.example/t/1', now })
  expect(read.posts.map(({ text }) => text)).toEqual([
    '三路公交早高峰等了四十分钟，请问调度怎么安排的？\n公告原文：三路公交十分钟一班。',
    '我也遇到了同样的事情。',
  ])
})

const STORY = [
  '云州市三路公交昨日起调整发车间隔，早高峰由十分钟缩短为六分钟。',
  '市公交公司表示，新增的八辆车已经上线，学校门口的施工预计本月底结束。',
]
const COMMENTS = POSTS.map(
  ({ author, at, text }, i) =>
    `<li class="comment"><a class="user" href="/user/${i}">${author}</a> <span>${at}</span><div class="comment-content">${text}${text}</div></li>`,
).join('')

test.each([
  { what: 'at the address of an article', url: 'http://news.city.example/2026/1124/77.html', story: STORY },
  { what: 'at an address of a forum', url: 'http://bbs.city.example/thread-9.html', story: STORY },
  { what: 'of one short paragraph', url: 'http://news.city.example/77.html', story: STORY.slice(0, 1) },
])('an article $what stays one, however long the comments below it', ({ url, story }) => {
  const inner = `<div>2026-11-24 08:14　来源：云州晚报</div><div class="content">${story.map(line => `<p>${line}</p>`).join('')}</div><ul class="comments">${COMMENTS}</ul>`
  const read = parsePage(page(inner), { url, now })
  expect(read).toMatchObject({ kind: 'article', posts: [], text: story.join('\n') })
})
