import { isPulled, MINUTE_MS, maskPersonal, type Raw } from '@guanlan/domain'
import { cityHosts, citySources, createCity, type Item, type ServedSite, serveCity } from '@guanlan/scenario'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { crawlHouse, TEN } from './crawl-house.ts'

const PULLED: readonly string[] = ['portal', 'daily', 'observer', 'weekly', 'forum', 'board', 'weibo']
const city = createCity({ seed: 11, startAt: TEN, historyDays: 6, itemsPerDay: 60 })
const published = (to: number): Item[] =>
  city.itemsBetween(city.historyFromAt, to).filter(item => PULLED.includes(item.site))

let served: Awaited<ReturnType<typeof serveCity>>
let house: Awaited<ReturnType<typeof crawlHouse>>
let now = TEN
beforeAll(async () => {
  served = await serveCity(city, { clock: () => now })
  const hosts = cityHosts(served.origins)
  house = await crawlHouse({ host: hosts[0]! }, { hosts, paceMs: 3000 })
  for (const source of citySources(served.origins)) if (isPulled(source)) house.sources.set(source.id, source)
})
afterAll(async () => {
  await house.close()
  await served.close()
})

const crawlAll = () => Promise.all([...house.sources.keys()].map(id => house.crawler.crawl(id)))
const letters = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\d*]{5,}/g, '')
    .replace(/[^\p{L}]+/gu, '')

/** What of the city came in wrong, by address. */
function compare(items: readonly Item[], raws: readonly Raw[]) {
  const byAddress = new Map(raws.map(raw => [raw.url, raw]))
  const missing: string[] = []
  const wrong: string[] = []
  for (const item of items) {
    const raw = byAddress.get(served.origins[item.site as ServedSite] + item.path)
    if (raw === undefined) missing.push(item.path)
    else {
      const [own, whole] = [item.text, item.title + item.text].map(said => letters(maskPersonal(said).text))
      const text = letters(raw.text) === own || letters(raw.text) === whole
      const time = Math.abs((raw.publishedAt ?? 0) - item.publishedAt) < MINUTE_MS
      if (!text || !time || raw.channel !== item.channel) wrong.push(`${item.path} ${text} ${time}`)
    }
  }
  return { missing, wrong }
}

test('the first run brings in the whole history of the city, the next only what was published since', async () => {
  const healths = await crawlAll()
  expect(healths.map(health => health.lastError).filter(code => code !== null)).toEqual([])
  const history = published(TEN + 1)
  const raws = await house.raws(history.length)
  const first = compare(history, raws)
  expect(first.missing).toEqual([])
  expect(first.wrong).toEqual([])

  now = TEN + 30 * MINUTE_MS
  house.clock.advance(30 * MINUTE_MS)
  const since = published(now + 1)
  expect(since.length).toBeGreaterThan(history.length)
  await crawlAll()
  expect(compare(since, await house.raws(since.length)).missing).toEqual([])
})
