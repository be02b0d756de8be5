import { fullTime } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { parseFeed } from './feed.ts'
import { encode } from './fixtures/encode.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const channel = (items: string, head = '<language>zh-cn</language>') =>
  `<rss version="2.0"><channel><title>云州</title>${head}${items}</channel></rss>`
const item = (inside: string) => `<item><title>改道</title><link>http://a.example/1</link>${inside}</item>`
const feed = (text: string) => parseFeed(utf8(text), { url: 'http://a.example/feed' })
const titles = (text: string) => feed(text).items.map(({ title }) => title)
const times = (text: string) =>
  feed(text).items.map(({ publishedAt }) => (publishedAt === null ? null : fullTime(publishedAt)))

test.each([
  '2026年11月24日 08:14:09',
  '2026年11月24日 8时14分9秒',
  '2026-11-24 08:14:09',
  '2026/11/24 8:14:09',
  '20261124081409',
  '1795479249',
  '1795479249000',
  'Tue, 24 Nov 2026 08:14:09',
  'Tue, 24 Nov 2026 08:14:09 CST',
  'Tue Nov 24 08:14:09 CST 2026',
  'Tue Nov 24 08:14:09 2026',
  'Tue Nov 24 2026 08:14:09 GMT+0800 (中国标准时间)',
  'Tue, 24 Nov 2026 08:14:09 GMT+8',
  'Tue,24 Nov 2026 08:14:09 +0800',
  'Tue, 24 Nov 26 00:14:09 GMT',
  '星期二, 24 十一月 2026 08:14:09 +0800',
  '周二, 24 11月 2026 08:14:09 +0800',
  '２０２６年１１月２４日 ０８：１４：０９',
  '24.11.2026 08:14:09',
  '11/24/2026 08:14:09',
  'Tue, 24 Nov 2026 09:14:09 KST',
  '2026-11-24T00:14:09.123Z',
  '2026-11-24T08:14:09+0800',
])('a Chinese feed dated %s', date => {
  for (const name of ['pubDate', 'pubdate', 'PubDate', 'dc:date', 'updated', 'a10:updated', 'dcterms:modified']) {
    expect(times(channel(item(`<${name}>\n ${date} </${name}>`)))).toEqual(['2026-11-24 08:14:09'])
  }
})

test('a date to the day is the start of that day in China', () => {
  for (const date of ['2026-11-24', '2026年11月24日', '二〇二六年十一月二十四日']) {
    expect(times(channel(item(`<pubDate>${date}</pubDate>`)))).toEqual(['2026-11-24 00:00:00'])
  }
})

test('CST is Central time in an English feed, whatever its language tag says of a Chinese one', () => {
  const date = '<pubDate>Tue, 24 Nov 2026 08:14:09 CST</pubDate>'
  const english = channel(item(date).replace('改道', 'Detour'), '<language>en-us</language>').replace('云州', 'Yunzhou')
  expect(times(english)).toEqual(['2026-11-24 22:14:09'])
  expect(times(channel(item(date), '<language>en-US</language>'))).toEqual(['2026-11-24 08:14:09'])
})

test('the first date that can be read counts, and the channel lends none', () => {
  const odd = '<pubDate>某日</pubDate><dc:date>2026-11-24 08:14</dc:date>'
  expect(times(channel(item(odd) + item(''), '<pubDate>2026-11-20</pubDate>'))).toEqual(['2026-11-24 08:14:00', null])
})

const RSS = channel(item('<description>改道的正文</description>') + item('').replace('改道', '停运'))

test.each([
  ['a GBK prolog', encode(`<?xml version="1.0" encoding="GBK"?>${RSS}`, 'gb18030'), 'text/xml'],
  ['a GBK prolog that lies', utf8(`<?xml version="1.0" encoding="GBK"?>${RSS}`), 'text/xml'],
  [
    'a UTF-8 prolog that lies',
    encode(`<?xml version="1.0" encoding="utf-8"?>${RSS}`, 'gb18030'),
    'text/xml; charset=utf-8',
  ],
  ['a Big5 prolog', encode(`<?xml version="1.0" encoding="big5"?>${RSS.replaceAll('云', '雲')}`, 'big5'), null],
  ['UTF-16 with a mark', encode(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${RSS}`, 'utf-16le'), 'text/xml'],
  ['UTF-16 without one', encode(`<?xml version="1.0" encoding="UTF-16"?>${RSS}`, 'utf-16be'), null],
  ['no prolog and no header', encode(RSS, 'gb18030'), null],
])('%s', (_why, bytes, contentType) => {
  expect(parseFeed(bytes, { contentType }).items.map(({ title }) => title)).toEqual(['改道', '停运'])
})

test.each([
  ['blanks and a mark before the prolog', `\n\t\ufeff \n<?xml version="1.0"?>${RSS}`],
  [
    "a program's warnings before it",
    `<br />\n<b>Warning</b>: include(云.php) in <b>/x.php</b><br />\n<?xml version="1.0"?>${RSS}`,
  ],
  ['a comment with another root before it', `<!-- <feed><entry><title>不是</title></entry></feed> -->${RSS}`],
  ['a document type of HTML before it', `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN" "x.dtd">${RSS}`],
  ['a style sheet instruction', `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="/a.xsl"?>${RSS}`],
  ['markup after its end', `${RSS}<script>alert(1)</script><!-- 缓存于 08:14 -->`],
  [
    'names in capitals',
    RSS.replaceAll(/<(\/?)(rss|channel|item|title|link)/g, (_, slash, name) => `<${slash}${name.toUpperCase()}`),
  ],
  ['names with a prefix', RSS.replaceAll(/<(\/?)(rss|channel|item|title|link)/g, '<$1r:$2')],
  ['a lost end of the first item', RSS.replace('</item>', '')],
  ['a lost end of a description', RSS.replace('</description>', '')],
  ['unescaped HTML in a description', RSS.replace('改道的正文', '<p>改道<br>的<img src=a.png>正文')],
  ['a bare ampersand', RSS.replace('改道的正文', '公交 & 地铁 &c; A&B')],
  ['control characters and NUL', RSS.replace('改道的', '改\u0000道\u0001的\u000b')],
  ['entities of HTML', RSS.replace('的正文', '&nbsp;&hellip;&ldquo;正文&rdquo;')],
  [
    'a section of characters that never ends',
    RSS.replace('<title>停运</title>', '<title>停运</title><description><![CDATA[没有结束'),
  ],
  ['an end cut in the last item', RSS.replace('</item></channel></rss>', '<pubDate>2026-11-')],
])('what a dirty feed still holds: %s', (_why, text) => {
  expect(titles(text)).toEqual(['改道', '停运'])
})

test('a feed cut within its second item keeps the first, whole', () => {
  for (const cut of [30, 55, 70]) {
    expect(feed(RSS.slice(0, -cut)).items[0]).toMatchObject({
      title: '改道',
      text: '改道的正文',
      url: 'http://a.example/1',
    })
  }
})

test.each([
  ['escaped markup', '<title>&lt;b&gt;改道&lt;/b&gt;通知</title>', '改道通知'],
  ['escaped twice', '<title>公交 &amp;amp; 地铁</title>', '公交 & 地铁'],
  ['in a section of characters', '<title><![CDATA[ <em>改道</em> & 停运 ]]></title>', '改道 & 停运'],
  ['over lines', '<title>\n  改道\n  通知\n</title>', '改道 通知'],
  ['a comparison', '<title>客流&lt;3万, 3 &lt; 5</title>', '客流<3万, 3 < 5'],
  ['a lost end of the title', '<title>改道<link>http://a.example/1</link>', '改道'],
  ['only that of a picture', '<media:title>照片</media:title>', ''],
])('titles: %s', (_why, inside, title) => {
  expect(titles(channel(`<item>${inside}<guid>1</guid></item>`))).toEqual([title])
})

test.each([
  ['as text', '<link>http://a.example/1</link>', 'http://a.example/1'],
  ['on a line of its own', '<link>\n http://a.example/1 \n</link>', 'http://a.example/1'],
  ['in a section of characters', '<link><![CDATA[http://a.example/1?a=1&b=2]]></link>', 'http://a.example/1?a=1&b=2'],
  ["beside Atom's", '<atom:link href="http://a.example/self" rel="self"/><link>/1</link>', 'http://a.example/1'],
  ['only as a permanent guid', '<guid>http://a.example/1</guid>', 'http://a.example/1'],
  ['a guid that is none', '<guid isPermaLink="false">http://a.example/1</guid>', null],
  ['of another scheme', '<link>javascript:alert(1)</link>', null],
])('links: %s', (_why, inside, url) => {
  expect(feed(channel(`<item><title>改道</title>${inside}</item>`)).items[0]!.url).toBe(url)
})

test('Atom: base addresses, prefixes, the older names of 0.3', () => {
  const atom = `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>公告</a:title><a:entry xml:base="/dept/">
    <a:id>urn:1</a:id><a:title type="xhtml"><div>改<b>道</b></div></a:title><a:link rel="alternate" href="1.html"/><a:published>2026-11-24T08:14:09+08:00</a:published></a:entry></a:feed>`
  expect(feed(atom).items[0]).toMatchObject({ title: '改道', url: 'http://a.example/dept/1.html', externalId: 'urn:1' })
  const old =
    '<feed version="0.3"><entry><title>改道</title><modified>2026-11-25T00:00:00Z</modified><issued>2026-11-24T00:14:09Z</issued></entry></feed>'
  expect(times(old)).toEqual(['2026-11-24 08:14:09'])
})

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: '街谈',
  home_page_url: 'http://a.example/talk/',
  items: [
    {
      id: '1',
      url: '1',
      title: '改道',
      content_text: '正文',
      date_published: '2026-11-24 08:14:09',
      authors: [{ name: '阿云' }],
    },
    { id: 2, url: '2', title: '停运', attachments: [{ url: 'x', n: { m: [] } }] },
  ],
  authors: [{ name: '编辑', more: { a: 1 } }],
})

test('JSON Feed: whole, with raw line breaks in strings, cut anywhere after its first item', () => {
  const [first] = feed(JSON_FEED).items
  expect(first).toMatchObject({ externalId: '1', url: 'http://a.example/talk/1', title: '改道', author: '阿云' })
  expect(fullTime(first!.publishedAt!)).toBe('2026-11-24 08:14:09')
  expect(feed(`\ufeff\n${JSON_FEED.replace('正文', '正\n文\t')}`).items[0]!.text).toBe('正\n文')
  for (let length = JSON_FEED.indexOf('},{"id":2') + 1; length < JSON_FEED.length; length++) {
    expect(feed(JSON_FEED.slice(0, length)).items[0]).toEqual(first)
  }
})

const refused = (text: string, code: string) =>
  expect(() => feed(text)).toThrow(expect.objectContaining({ name: 'Rejected', code }))

test.each([
  ['a captcha page', '<!DOCTYPE html><html><head><title>安全验证</title></head><body>请输入验证码</body></html>'],
  ['a page that shows a feed', `<html><body><pre>${RSS}</pre></body></html>`],
  ['a page without its root', '<head><title>登录</title></head><form>请登录</form>'],
  ['an answer of a program', '{"code":403,"msg":"访问过于频繁"}'],
  ['a list of another kind', '[{"title":"改道"}]'],
  ['words', '系统维护中'],
  ['nothing', ''],
  ['blanks', ' \n\t '],
  ['a sitemap', '<urlset><url><loc>http://a.example/1</loc></url></urlset>'],
  ['a list of feeds', '<opml version="2.0"><body><outline text="云州" xmlUrl="http://a.example/f"/></body></opml>'],
  ['a comment that never ends', `<!-- ${RSS}`],
])('%s is a fault, not zero news', (_why, text) => refused(text, 'extract/not-a-feed'))

test('an empty feed is a feed', () => {
  expect(feed(channel('')).items).toEqual([])
  expect(feed('{"version":"https://jsonfeed.org/version/1","items":[]}').items).toEqual([])
})

test('attacks end soon with nothing read and nothing grown', () => {
  const doctype = (inside: string) => `<?xml version="1.0"?><!DOCTYPE rss [${inside}]>`
  const bomb = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
  const outside = '<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd">%p;'
  const started = performance.now()
  for (const [declared, title] of [
    [`<!ENTITY l0 "哈">${bomb}`, '&l9;'],
    [outside, '&f;'],
    ['<!ENTITY a "&b;"><!ENTITY b "&a;">', '&a;'],
  ] as const) {
    expect(titles(doctype(declared) + channel(item('')).replace('改道', title))).toEqual([title])
  }
  expect(titles(channel(`${item('')}${'<a>'.repeat(100_000)}`))).toEqual(['改道'])
  expect(titles(channel(item(`<description>${'<p/>'.repeat(150_000)}</description>`)))).toEqual(['改道'])
  expect(titles(channel(`${'<x/>'.repeat(200_000)}${item('')}`))).toEqual(['改道'])
  refused('<a>'.repeat(200_000), 'extract/not-a-feed')
  refused('<!--'.repeat(200_000), 'extract/not-a-feed')
  refused(`{"items":[${'['.repeat(100_000)}`, 'extract/too-deep')
  expect(performance.now() - started).toBeLessThan(5000)
})
