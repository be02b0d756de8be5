import { fullTime } from '@guanlan/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFeed } from './feed.ts'
import { encode } from './fixtures/encode.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>云州新闻</title><language>zh-cn</language>${items}</channel></rss>`
const ITEM =
  '<item><title>公交调整</title><link>/n/1.html</link><guid isPermaLink="false">n-1</guid><pubDate>Tue, 24 Nov 2026 00:14:09 GMT</pubDate><description>&lt;p&gt;三路公交&lt;/p&gt;改道</description></item>'

test('RSS 2.0: link resolved, HTML to text, time to the second', () => {
  const feed = parseFeed(bytes(rss(ITEM)), { url: 'http://news.example/rss.xml' })
  expect(feed).toMatchObject({ format: 'rss', title: '云州新闻' })
  expect(feed.items[0]).toMatchObject({
    externalId: 'n-1',
    url: 'http://news.example/n/1.html',
    title: '公交调整',
    text: '三路公交\n改道',
    author: null,
  })
  expect(fullTime(feed.items[0]!.publishedAt!)).toBe('2026-11-24 08:14:09')
})

test('Atom: alternate link, author name, published before updated, next page', () => {
  const feed = parseFeed(
    bytes(`<feed xmlns="http://www.w3.org/2005/Atom"><title>公告</title><link rel="next" href="http://a.example/2"/>
      <entry><id>urn:1</id><title type="html">改 &amp;lt;造</title><link rel="self" href="http://a.example/self"/><link href="http://a.example/1"/>
      <author><name>办公室</name></author><updated>2026-11-25T00:00:00Z</updated><published>2026-11-24T00:14:09Z</published><content type="xhtml"><div><p>甲</p><p>乙</p></div></content></entry></feed>`),
  )
  expect(feed).toMatchObject({ format: 'atom', next: 'http://a.example/2' })
  expect(feed.items[0]).toMatchObject({
    externalId: 'urn:1',
    url: 'http://a.example/1',
    title: '改 <造',
    text: '甲\n乙',
    author: '办公室',
  })
  expect(fullTime(feed.items[0]!.publishedAt!)).toBe('2026-11-24 08:14:09')
})

test('RSS 1.0 and JSON Feed', () => {
  const rdf = parseFeed(
    bytes(
      '<rdf:RDF xmlns:rdf="r" xmlns:dc="d"><channel><title>频道</title></channel><item rdf:about="http://a.example/1"><title>一</title><link>http://a.example/1</link><dc:date>2026-11-24T08:14:09+08:00</dc:date><dc:creator>某报</dc:creator></item></rdf:RDF>',
    ),
  )
  expect(rdf).toMatchObject({ format: 'rdf', items: [{ title: '一', url: 'http://a.example/1', author: '某报' }] })
  const json = parseFeed(
    bytes(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: '街谈',
        items: [
          {
            id: 7,
            url: '/7',
            title: '堵',
            content_html: '<p>车多</p>',
            date_published: '2026-11-24T08:14:09+08:00',
            authors: [{ name: '阿云' }],
          },
        ],
      }),
    ),
    { url: 'http://j.example/feed.json' },
  )
  expect(json).toMatchObject({
    format: 'jsonfeed',
    items: [{ externalId: '7', url: 'http://j.example/7', title: '堵', text: '车多', author: '阿云' }],
  })
})

test.each([
  { why: 'cut in the middle of the second item', text: rss(`${ITEM}<item><title>半`).slice(0, -30), least: 1 },
  { why: 'bare ampersands', text: rss(ITEM.replace('公交调整', '公交 & 地铁')), least: 1 },
  { why: 'junk before the prolog', text: `\n\n  警告：缓存\n${rss(ITEM)}`, least: 1 },
  { why: 'NUL and control characters', text: rss(ITEM.replace('公交', '公\u0000\u0008交')), least: 1 },
  { why: 'an empty title', text: rss(ITEM.replace('<title>公交调整</title>', '<title></title>')), least: 1 },
  { why: 'a broken date', text: rss(ITEM.replace(/<pubDate>.*<\/pubDate>/, '<pubDate>某日</pubDate>')), least: 1 },
])('what a malformed feed still holds is kept: $why', ({ text, least }) => {
  const { items } = parseFeed(bytes(text))
  expect(items.length).toBeGreaterThanOrEqual(least)
  expect(items[0]!.text).toBe('三路公交\n改道')
})

test('GBK declared as UTF-8 reads right', () => {
  const text = rss(ITEM).replace('version="1.0"', 'version="1.0" encoding="utf-8"')
  expect(parseFeed(encode(text, 'gb18030'), { contentType: 'text/xml; charset=utf-8' }).items[0]).toMatchObject({
    title: '公交调整',
  })
})

test('entity bombs and external entities stay inert', () => {
  const bomb = `<!DOCTYPE r [<!ENTITY a "哈哈"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;"><!ENTITY x SYSTEM "file:///etc/hostname">]>`
  const feed = parseFeed(
    bytes(rss('<item><title>&c;&x;</title><link>http://a.example/1</link></item>').replace('<rss', `${bomb}<rss`)),
  )
  expect(feed.items[0]!.title).toBe('&c;&x;')
})

test.each([
  {
    why: 'a log-in page',
    text: '<!doctype html><html><body><form>请登录</form></body></html>',
    code: 'extract/not-a-feed',
  },
  { why: 'nothing', text: '', code: 'extract/not-a-feed' },
  { why: 'JSON of another kind', text: '{"code":403}', code: 'extract/not-a-feed' },
  { why: 'a JSON bomb', text: `{"items":${'['.repeat(5000)}`, code: 'extract/too-deep' },
  { why: 'half a JSON', text: '{"items":[{"id":1', code: 'extract/not-json' },
])('$why is refused', ({ text, code }) => {
  expect(() => parseFeed(bytes(text))).toThrow(expect.objectContaining({ code }))
})

test('mutated feeds end in a feed or a named refusal', () => {
  const whole = bytes(rss(ITEM + ITEM))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 20 }),
      fc.nat(whole.length),
      (changes, length) => {
        const broken = whole.slice(0, length)
        for (const [at, byte] of changes) if (at < length) broken[at] = byte
        try {
          expect(Array.isArray(parseFeed(broken).items)).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^extract\//) })
        }
      },
    ),
    { numRuns: 300 },
  )
})
