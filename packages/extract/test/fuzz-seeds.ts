import { encode } from '../src/fixtures/encode.ts'

/** What a case starts from: a document of ours in some format. */
export type Seed = Readonly<{ kind: 'page' | 'feed' | 'sitemap' | 'robots' | 'posts' | 'line'; bytes: Uint8Array }>

const utf8 = (text: string) => new TextEncoder().encode(text)
const BODY = '云州市交通运输局昨日通告，石桥镇大桥自今晨起封闭检修，过往车辆绕行国道，三路公交临时改道。'

const PAGES = [
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="gbk"><title>大桥封闭检修_云州晚报</title><meta name="PubDate" content="2026-11-24 08:14"><meta name="ContentSource" content="云州晚报"><link rel="canonical" href="/n/7.html"><script type="application/ld+json">{"@type":"NewsArticle","headline":"大桥封闭检修","datePublished":"2026-11-24T08:14:00+08:00","author":[{"name":"王小云"}]}</script></head><body><div class="nav"><a href="/">首页</a></div><h1>大桥封闭检修</h1><div class="info">2026-11-24 08:14 来源：云州晚报 作者：王小云</div><div class="content"><p>${BODY}</p><p>${BODY}</p><p>（责任编辑：李河）</p></div><div class="comments"><p>终于修了</p></div><div>Copyright 2026</div></body></html>`,
  `<html><body><table>${Array.from({ length: 5 }, (_, n) => `<tr id="p${n}"><td><a href="/u/${n}">网友${n}</a></td><td>${n + 1}楼 2026-11-24 08:1${n}<div class="msg">${BODY}<blockquote>引用</blockquote></div></td></tr>`).join('')}</table></body></html>`,
  `<html><body><ul class="list">${Array.from({ length: 8 }, (_, n) => `<li><a href="/n/2026/11/${n}.html">第${n}条交通消息的标题在此</a><span>11-2${n}</span></li>`).join('')}</ul><a href="?page=2">下一页</a></body></html>`,
  `<html><head><script>window.__INITIAL_STATE__={"article":{"title":"改道","time":"3小时前","html":"<p>${BODY}</p>"}}</script></head><body><div id="app"></div></body></html>`,
]
const RSS = `<?xml version="1.0" encoding="utf-8"?><!DOCTYPE rss [<!ENTITY a "b">]><rss version="2.0" xmlns:dc="d"><channel><title>云州</title><language>zh-cn</language><item><title><![CDATA[三路公交 & 改道]]></title><link>/n/1</link><guid isPermaLink="false">1</guid><pubDate>Tue, 24 Nov 2026 08:14:09 CST</pubDate><description>&lt;p&gt;${BODY}&lt;/p&gt;</description></item><item><title>停运</title><dc:date>2026年11月24日</dc:date></item></channel></rss>`
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom"><title>公告</title><entry xml:base="/d/"><id>urn:1</id><title type="xhtml"><div>改<b>道</b></div></title><link href="1"/><updated>2026-11-24T00:14:09Z</updated><content type="html">&lt;p&gt;${BODY}</content></entry></feed>`
const JSON_FEED = `{"version":"https://jsonfeed.org/version/1.1","title":"街谈","items":[{"id":1,"url":"/1","title":"堵","content_html":"<p>${BODY}</p>","date_published":"2026-11-24T08:14:09+08:00"},{"id":"2","content_text":"车多\\n"}]}`
const POSTS = `{"ok":1,"data":{"cards":[{"mblog":{"id":5123456789012345678,"text":"<a href='/n'>#公交#</a>又晚点","created_at":"Tue Nov 24 08:14:09 +0800 2026","user":{"screen_name":"阿云"},"reposts_count":"1.2万","retweeted_status":{"text":"原文"}}}]}}`
const SITEMAP = `<urlset xmlns:news="n"><url><loc>http://a.example/1?a=1&amp;b=2</loc><lastmod>2026-11-24</lastmod><news:news><news:publication_date>2026-11-24T08:14:09+08:00</news:publication_date></news:news></url><sitemap><loc>/2.xml.gz</loc></sitemap></urlset>`
const ROBOTS = `User-agent: *\nDisallow: /*.pdf$\nAllow: /内部/%7Eopen\nCrawl-delay: 2.5\n\nUser-agent: Guanlan*Bot\nDisallow: /a*b*c$\nRequest-rate: 1/10s\nSitemap: http://a.example/map.xml`
const LINES = [
  '2026年11月24日 上午8:14',
  'Tue, 24 Nov 2026 08:14:09 GMT+0800 (中国标准时间)',
  '昨天 08:14 3分钟前 11-24',
  'https://m.a.example:443/n/7.html?utm_source=x&id=7#/r',
  '<p>改道&nbsp;<b>通知</b>&#x1F68C;</p>',
]

const of = (kind: Seed['kind'], texts: readonly string[]): Seed[] => texts.map(text => ({ kind, bytes: utf8(text) }))

/** One of every kind, some in the charsets of the East. */
export const SEEDS: readonly Seed[] = [
  ...of('page', PAGES),
  ...of('feed', [RSS, ATOM, JSON_FEED]),
  ...of('posts', [POSTS]),
  ...of('sitemap', [SITEMAP, 'http://a.example/1\nhttp://a.example/2']),
  ...of('robots', [ROBOTS]),
  ...of('line', LINES),
  { kind: 'page', bytes: encode(PAGES[0]!, 'gb18030') },
  { kind: 'page', bytes: encode(PAGES[1]!, 'utf-16le') },
  { kind: 'feed', bytes: encode(RSS.replace('utf-8', 'GBK'), 'gb18030') },
  { kind: 'feed', bytes: encode(ATOM, 'big5') },
]
