import { fromWallClock, fullTime, HOUR_MS, isoDay } from '@guanlan/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCity } from './city.ts'
import { pushed, pushedNdjson } from './push.ts'
import { type ServedCity, serveCity } from './serve.ts'
import { cityHosts, citySources } from './sources.ts'
import { truth } from './truth.ts'

const startAt = fromWallClock(2026, 11, 23, 8, 14, 9)
const city = createCity({ seed: 1, startAt })
const items = city.itemsBetween(city.historyFromAt, startAt + 1)
let now = startAt
let served: ServedCity
const get = (url: string, headers: Record<string, string> = {}) => fetch(url, { headers })
const textOf = async (url: string) => (await get(url)).text()
/** What a browser shows of markup: elements gone with the text of scripts, references resolved. */
const shown = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

beforeAll(async () => {
  served = await serveCity(city, { clock: () => now })
})
afterAll(() => served.close())

describe('a served city', () => {
  test('each site has a port of its own, robots.txt with no delay, and a sitemap of every day', async () => {
    expect(new Set(cityHosts(served.origins)).size).toBe(8)
    for (const origin of Object.values(served.origins)) {
      expect(await textOf(`${origin}/robots.txt`)).toContain(`Crawl-delay: 0\nSitemap: ${origin}/sitemap.xml`)
    }
    const index = await textOf(`${served.origins.weekly}/sitemap.xml`)
    const days = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(match => match[1]!)
    expect(days.length).toBe(29)
    const lists = await Promise.all(days.map(textOf))
    const found = lists.flatMap(list => [...list.matchAll(/<loc>([^<]+)<\/loc>/g)].map(match => match[1]!))
    expect(found).toEqual(items.filter(({ site }) => site === 'weekly').map(served.urlOf))
  })

  test('the archive lists lead to every article of the portal, and to nothing else', async () => {
    const found: string[] = []
    for (const section of ['xwzx', 'tzgg']) {
      let address: string | undefined = `/${section}/index.html`
      while (address !== undefined) {
        const html = new TextDecoder(section === 'tzgg' ? 'gbk' : 'utf-8').decode(
          await (await get(served.origins.portal + address)).arrayBuffer(),
        )
        found.push(...[...html.matchAll(/<li><a href="([^"]+)"/g)].map(match => match[1]!))
        address = /rel="next" href="([^"]+)"/.exec(html)?.[1]
      }
    }
    const expected = items.filter(({ site }) => site === 'portal').map(({ path }) => path)
    expect(found.sort()).toEqual(expected.sort())
  })

  test('an article page carries title, time and text', async () => {
    const item = items.findLast(({ site, section }) => site === 'portal' && section === 'xwzx')!
    const html = await textOf(served.urlOf(item)!)
    expect(html).toContain(`发布时间：${fullTime(item.publishedAt)}`)
    expect(shown(html)).toContain(item.text.split('\n')[0])
  })

  test('notices are GBK bytes, said only by the page, and decode to the same text', async () => {
    const item = items.findLast(({ site, section }) => site === 'portal' && section === 'tzgg')!
    const answer = await get(served.urlOf(item)!)
    expect(answer.headers.get('content-type')).toBe('text/html')
    const bytes = await answer.arrayBuffer()
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow(TypeError)
    const html = new TextDecoder('gbk', { fatal: true }).decode(bytes)
    expect(html).toContain('<meta charset="gbk">')
    for (const line of item.text.split('\n')) expect(shown(html)).toContain(line)
  })

  test('RSS, Atom, JSON Feed and the Weibo shape carry the newest first, with older pages behind', async () => {
    const newest = (site: string) => items.findLast(item => item.site === site)!
    const rss = await textOf(`${served.origins.daily}/rss.xml`)
    expect(/<guid isPermaLink="true">([^<]+)/.exec(rss)?.[1]).toBe(served.urlOf(newest('daily')))
    const atom = await textOf(`${served.origins.observer}/atom.xml`)
    expect(/<entry>.*?<id>([^<]+)/s.exec(atom)?.[1]).toBe(served.urlOf(newest('observer')))
    const ids: string[] = []
    let next: string | undefined = `${served.origins.board}/feed.json`
    while (next !== undefined) {
      const feed = (await (await get(next)).json()) as { version: string; next_url?: string; items: { id: string }[] }
      expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
      ids.push(...feed.items.map(({ id }) => id))
      next = feed.next_url
    }
    expect(ids.reverse()).toEqual(items.filter(({ site }) => site === 'board').map(({ externalId }) => externalId))
  })

  test('the Weibo shape pages back to the first status and forward from since_id', async () => {
    type Statuses = { statuses: { mid: string; text: string; created_at: string }[]; next_url?: string }
    const expected = items.filter(({ site }) => site === 'weibo').map(({ externalId }) => externalId)
    const mids: string[] = []
    let next: string | undefined = `${served.origins.weibo}/api/statuses.json`
    while (next !== undefined) {
      const page = (await (await get(next)).json()) as Statuses
      mids.push(...page.statuses.map(({ mid }) => mid))
      next = page.next_url
    }
    expect(mids.reverse()).toEqual(expected)
    const since = await get(`${served.origins.weibo}/api/statuses.json?since_id=${expected.at(-3)}`)
    const { statuses, next_url } = (await since.json()) as Statuses
    expect(statuses.map(({ mid }) => mid)).toEqual([expected.at(-1), expected.at(-2)])
    expect(next_url).toBeUndefined()
    expect(statuses[0]!.created_at).toMatch(/^(Sun|Mon) Nov 2[23] \d\d:\d\d:\d\d \+0800 2026$/)
  })

  test('an item is not there before its time', async () => {
    const coming = city.itemsBetween(startAt + 1, startAt + HOUR_MS).find(({ site }) => site === 'forum')!
    const url = served.urlOf(coming)!
    now = coming.publishedAt - 1
    expect((await get(url)).status).toBe(404)
    expect(await textOf(`${served.origins.forum}/`)).not.toContain(coming.path)
    now = coming.publishedAt
    expect((await get(url)).status).toBe(200)
    expect(await textOf(`${served.origins.forum}/`)).toContain(coming.path)
    now = startAt
    expect((await get(url)).status).toBe(404)
  })

  test.each(['/rss.xml', '/list.html'])('%s answers 304 while nothing is new, and 200 again after', async path => {
    const url = served.origins.daily + path
    const answer = await get(url)
    const [etag, modified] = [answer.headers.get('etag')!, answer.headers.get('last-modified')!]
    expect((await get(url, { 'if-none-match': etag })).status).toBe(304)
    expect((await get(url, { 'if-modified-since': modified })).status).toBe(304)
    expect((await get(url, { 'if-none-match': '"other"', 'if-modified-since': modified })).status).toBe(200)
    now = startAt + 12 * HOUR_MS
    expect((await get(url, { 'if-none-match': etag })).status).toBe(200)
    now = startAt
  })

  test('a thread shows its opening post with poster and time, and replies only when they have come', async () => {
    const item = items.find(({ site, interactions }) => site === 'forum' && (interactions.comments ?? 0) > 2)!
    const full = await textOf(served.urlOf(item)!)
    expect(full.match(/id="postmessage_\d+"/g)!.length).toBeGreaterThan(2)
    expect(full).toContain(`<em>发表于 ${fullTime(item.publishedAt)}</em>`)
    now = item.publishedAt
    const young = await textOf(served.urlOf(item)!)
    expect(young.match(/id="postmessage_\d+"/g)).toHaveLength(1)
    expect(shown(young)).toContain(item.author)
    now = startAt
  })

  test('hostile markup is served as it was written, and titles are escaped in every listing', async () => {
    const script = items.findLast(({ kind }) => kind === 'trap-script')!
    const html = await textOf(served.urlOf(script)!)
    expect(html).toContain('onerror=')
    expect(shown(html)).toContain(script.text.split('\n')[0])
    const bold = items.findLast(({ kind }) => kind === 'trap-bold-title')!
    const list = await textOf(`${served.origins.daily}/archive/${isoDay(bold.publishedAt)}.html`)
    expect(list).toContain('&lt;b&gt;')
    expect(list).not.toContain('<b>')
  })

  test('a statement that people publish stands on the portal at once, first in its list', async () => {
    now = startAt + 13 * HOUR_MS
    const url = served.publish({ title: '关于网传停运的情况说明', text: '未发布过停运通知。\n今日运营正常 <未改动>。' })
    expect(shown(await textOf(url))).toContain('今日运营正常 <未改动>。')
    const list = await textOf(`${served.origins.portal}/xwzx/index.html`)
    expect(served.origins.portal + /<li><a href="([^"]+)"/.exec(list)![1]!).toBe(url)
    now = startAt
    expect((await get(url)).status).toBe(404)
  })

  test('an unknown page is 404, another method 405, a bad date 400', async () => {
    expect((await get(`${served.origins.portal}/nowhere`)).status).toBe(404)
    expect((await get(`${served.origins.daily}/list_9999.html`)).status).toBe(404)
    expect((await fetch(served.origins.portal, { method: 'POST' })).status).toBe(405)
    expect((await get(`${served.origins.hotline}/hotline/export.csv?from=yesterday`)).status).toBe(400)
  })
})

describe('doors', () => {
  test('the hotline export has a row for every order, with formulas and numbers in it to be masked', async () => {
    const csv = await textOf(`${served.origins.hotline}/hotline/export.csv?from=2026-10-26&to=2026-11-23`)
    const rows = csv.trimEnd().split('\r\n')
    expect(rows[0]).toBe('工单号,受理时间,类型,诉求内容,区县,来电号码,处理状态')
    expect(rows.length - 1).toBe(items.filter(({ site }) => site === 'hotline').length)
    expect(csv).toContain('"=HYPERLINK(""http://pay.example/"",""查看工单"")')
    expect(rows[1]).toMatch(/,1\d{2}0000\d{4},/)
  })

  test('pushed articles have the shape of the door', () => {
    const articles = pushed(city, city.historyFromAt, startAt)
    expect(articles.length).toBeGreaterThan(50)
    expect(articles[0]!.publishedAt).toMatch(/^2026-1\d-\d\dT\d\d:\d\d:\d\d\+08:00$/)
    const lines = pushedNdjson(city, city.historyFromAt, startAt).trimEnd().split('\n')
    expect(lines.map(line => JSON.parse(line) as unknown)).toEqual(articles)
    expect(pushed(city, city.historyFromAt, startAt, 'hotline')[0]).toMatchObject({ url: null, author: null })
  })
})

describe('sources and truth', () => {
  test('every pulled source answers, declares no delay, and its pattern fits its list', async () => {
    for (const { url, kind, linkPattern, crawlDelayMs } of citySources(served.origins)) {
      if (url === null) {
        expect(kind).toBe('door')
        continue
      }
      expect(crawlDelayMs).toBe(0)
      const answer = await get(url)
      expect(answer.status).toBe(200)
      if (linkPattern === null) continue
      const links = [...(await answer.text()).matchAll(/<li><a href="([^"]+)"/g)].map(match => match[1]!)
      expect(links.length).toBeGreaterThan(10)
      expect(links.every(link => new RegExp(linkPattern).test(link))).toBe(true)
    }
  })

  test('the truth is found by address, by channel id and by a feed id that is an address', () => {
    const known = truth(city, startAt, served.origins)
    expect(known.items.size).toBe(items.length)
    for (const item of items) {
      const url = served.urlOf(item)
      expect(known.of({ channel: item.channel, externalId: item.externalId, url })?.truthId).toBe(item.truthId)
      if (url !== null)
        expect(known.of({ channel: item.channel, externalId: url, url: null })?.truthId).toBe(item.truthId)
    }
    expect(known.of({ channel: 'news', url: 'http://elsewhere.example/' })).toBeNull()
    const members = [...known.events.values()].flat()
    expect(new Set(members).size).toBe(members.length)
  })

  test('the storm is unknown before it begins; then the first mention and its address are', () => {
    const startsAt = startAt - 3 * HOUR_MS
    expect(truth(city, startsAt - 1, served.origins).storm).toBeNull()
    const { storm } = truth(city, startAt, served.origins)
    expect(storm).toMatchObject({ startsAt, firstTruthId: 'storm-0', responseAt: null })
    expect(storm!.firstUrl).toMatch(new RegExp(`^${served.origins.forum}/thread-`))
    expect(storm!.mentions).toBeGreaterThan(10)
  })
})
