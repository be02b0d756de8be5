import { gzipSync } from 'node:zlib'
import { fullTime } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { encode } from './fixtures/encode.ts'
import { parseSitemap } from './sitemap.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const map = (text: string) => parseSitemap(utf8(text), { url: 'http://a.example/sitemap.xml' })
const urls = (text: string) => map(text).pages.map(({ url }) => url)
const urlset = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inside}</urlset>`
const url = (n: number, more = '') => `<url><loc>http://a.example/n/${n}.html</loc>${more}</url>`

test('pages, newest first where dates are stated, each once', () => {
  const text = urlset(
    url(1, '<lastmod>2026-11-22</lastmod>') + url(2, '<lastmod>2026-11-24T08:14:09+08:00</lastmod>') + url(3) + url(1),
  )
  expect(urls(text)).toEqual([2, 1, 3].map(n => `http://a.example/n/${n}.html`))
  expect(fullTime(map(text).pages[0]!.changedAt!)).toBe('2026-11-24 08:14:09')
})

test('an index names further sitemaps', () => {
  const text =
    '<sitemapindex><sitemap><loc>/1.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap><sitemap><loc>/2.xml</loc><lastmod>2026-11-23</lastmod></sitemap></sitemapindex>'
  expect(map(text)).toMatchObject({
    pages: [],
    sitemaps: [{ url: 'http://a.example/2.xml' }, { url: 'http://a.example/1.xml.gz' }],
  })
})

test('news: the publication date, not the day the file was made anew; pictures are no pages', () => {
  const news =
    '<lastmod>2026-11-24</lastmod><news:news><news:publication><news:name>云州晚报</news:name></news:publication><news:publication_date>2026-11-01T08:00:00+08:00</news:publication_date><news:title>改道</news:title></news:news><image:image><image:loc>http://a.example/1.png</image:loc></image:image>'
  const { pages } = map(urlset(url(1, news)))
  expect(pages).toHaveLength(1)
  expect(fullTime(pages[0]!.changedAt!)).toBe('2026-11-01 08:00:00')
})

test.each([
  ['names with a prefix', urlset(url(1)).replaceAll(/<(\/?)(urlset|url|loc)/g, '<$1sm:$2')],
  ['blanks and warnings before it', `\n\n<b>Warning</b>: 云\n${urlset(url(1))}`],
  ['characters in a section', urlset('<url><loc><![CDATA[ http://a.example/n/1.html ]]></loc></url>')],
  ['an escaped ampersand', urlset(url(1)).replace('1.html', '1.html?a=1&amp;b=2')],
  ['a bare ampersand', urlset(url(1)).replace('1.html', '1.html?a=1&b=2')],
  [
    'addresses of other kinds',
    urlset(`<url><loc>javascript:alert(1)</loc></url><url><loc>ftp://a.example/1</loc></url>${url(1)}`),
  ],
  ['a lost end', urlset(`${url(1)}<url><loc>`)],
  ['an end cut within an entry', urlset(url(1) + url(2)).slice(0, -35)],
  ['empty entries', urlset(`<url/><url><loc/></url>${url(1)}`)],
])('what a dirty sitemap still holds: %s', (_why, text) => {
  expect(urls(text)[0]).toMatch(/^http:\/\/a\.example\/n\/1\.html/)
})

test('gzipped, cut, in another charset', () => {
  const packed = gzipSync(urlset(Array.from({ length: 500 }, (_, n) => url(n)).join('')))
  expect(parseSitemap(packed).pages).toHaveLength(500)
  expect(parseSitemap(packed.subarray(0, packed.length - 200)).pages.length).toBeGreaterThan(100)
  const gbk = encode(urlset('<url><loc>http://a.example/公告.html</loc></url>').replace('UTF-8', 'GBK'), 'gb18030')
  expect(parseSitemap(gbk).pages[0]!.url).toBe('http://a.example/%E5%85%AC%E5%91%8A.html')
})

test('a plain list of addresses, with a stray line', () => {
  expect(urls('http://a.example/1\r\nhttp://a.example/2\n\n# 说明\n/3\nhttp://a.example/4\n')).toHaveLength(3)
})

test('an endless one is read to the protocol’s limit, a deep one to where it is deep', () => {
  const endless = urlset(
    Array.from({ length: 51_000 }, (_, n) => `<url><loc>http://a.example/${n}</loc></url>`).join(''),
  )
  expect(urls(endless)).toHaveLength(50_000)
  expect(urls(urlset(url(1) + '<url>'.repeat(20_000) + url(2)))).toEqual(['http://a.example/n/1.html'])
})

test.each([
  ['a page', '<html><body><a href="http://a.example/1">1</a></body></html>', 'extract/not-a-sitemap'],
  ['nothing', '', 'extract/not-a-sitemap'],
  ['words with an address', '详见\n公告\nhttp://a.example/1', 'extract/not-a-sitemap'],
  ['a feed', '<rss><channel><item><title>改道</title></item></channel></rss>', 'extract/not-a-sitemap'],
])('%s is refused', (_why, text, code) => {
  expect(() => map(text)).toThrow(expect.objectContaining({ name: 'Rejected', code }))
})

test('a bomb and a damaged archive are refused by name', () => {
  expect(() => parseSitemap(gzipSync(new Uint8Array(30_000_000)))).toThrow(
    expect.objectContaining({ code: 'extract/too-large' }),
  )
  expect(() => parseSitemap(Uint8Array.of(0x1f, 0x8b, 8, 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))).toThrow(
    expect.objectContaining({ code: 'extract/bad-gzip' }),
  )
})
