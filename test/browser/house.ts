import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type EventPhrases, HOUR_MS, MINUTE_MS, phrasesState } from '@guanlan/domain'
import { builtConsole, cityNames, type Furnished, furnish, type House, openHouse, partners } from '@guanlan/host'
import { openLog, readConfig } from '@guanlan/runtime'
import { type City, type CityOptions, cityHosts, createCity, type ServedCity, serveCity } from '@guanlan/scenario'
import { temporaryFolder } from '../contract/place.ts'
import { type RunningClock, runningClock } from '../flow/running-clock.ts'
import type { Article } from './articles.ts'

/** 2026-11-24 10:00 at +08:00: when the house opens. */
const TEN = Date.parse('2026-11-24T10:00:00+08:00')

/** A house on a folder of its own with the city's storm in it, its console served, its time running from ten in the morning. */
export type ConsoleHouse = House &
  Readonly<{
    clock: RunningClock
    city: City
    served: ServedCity
    furnished: Furnished
    /** Pushes one article through the WeChat door, as a partner would. */
    pushArticle: (article: Article) => Promise<void>
    /** Takes in all the city has said up to now: pages by the crawler, the partners' items by the doors. */
    takeIn: () => Promise<void>
    close: () => Promise<void>
  }>

/** Opens the house; nothing has been collected yet. `historyDays` and `itemsPerDay` say how much there is to see. */
export async function openConsoleHouse(
  options: Pick<CityOptions, 'historyDays' | 'itemsPerDay'>,
): Promise<ConsoleHouse> {
  const folder = await temporaryFolder()
  // A copy: another run may build the console anew while this one serves it.
  const consoleFolder = join(folder.path, 'console')
  await cp(await builtConsole(() => {}), consoleFolder, { recursive: true })
  const city = createCity({ ...options, seed: 20261124, startAt: TEN, storm: { startsAt: TEN - 5 * HOUR_MS } })
  const clock = runningClock(TEN)
  const served = await serveCity(city, { clock: clock.now })
  const house = await openHouse({
    config: {
      ...readConfig({}),
      data: join(folder.path, 'data'),
      port: 0,
      bureau: '云州市交通运输局',
      allowPrivate: cityHosts(served.origins),
      logLevel: 'silent',
      hostPaceMs: 0,
    },
    log: openLog('silent'),
    consoleFolder,
    demo: true,
    setupCode: null,
    gazetteer: cityNames(city),
    fatal: cause => {
      throw cause
    },
    clock,
    crawlTickMs: null,
  })
  const furnished = await furnish(house, city, served)
  const pushing = partners(city, { ...house, doors: house.address }, furnished)
  let heard = false
  return {
    ...house,
    clock,
    city,
    served,
    furnished,
    pushArticle: article => pushArticle(house, furnished, article),
    takeIn: async () => {
      await (heard ? pushing.news(clock.now()) : pushing.history(clock.now()))
      heard = true
      for (const { id, kind } of furnished.sources) if (kind !== 'door') await house.crawler.crawl(id)
      await settled(house)
    },
    close: async () => {
      await house.stop()
      await served.close()
      await rm(folder.path, { recursive: true, force: true })
    },
  }
}

/** The alert whose event is the biggest: the storm's. */
export async function biggestAlert({
  ports,
  records,
}: House): Promise<Readonly<{ id: string; title: string; eventId: string }>> {
  const alerts = records.list('alert').map(({ state }) => state)
  const events = await ports.events.getMany(alerts.map(({ eventId }) => eventId))
  const sized = alerts.map((alert, i) => ({ alert, mentions: events[i]?.mentions ?? 0 }))
  const [biggest] = sized.sort((a, b) => b.mentions - a.mentions)
  if (biggest === undefined) throw new Error('the storm raised no alert')
  return biggest.alert
}

/** A minute passes; settles when the key phrases of the event are those of nearly all its mentions. */
export async function phrasesFound({ ports, clock }: ConsoleHouse, eventId: string): Promise<void> {
  clock.advance(MINUTE_MS)
  const mentions = (await ports.events.get(eventId))?.mentions ?? 0
  for (;;) {
    const kept = await ports.events.getState(phrasesState(eventId))
    if (kept !== null && 1.25 * (JSON.parse(kept) as EventPhrases).total > mentions) return
    for (let turn = 0; turn < LOOKS_APART; turn++) await new Promise(resolve => setImmediate(resolve))
  }
}

async function pushArticle(house: House, { doorKeys }: Furnished, article: Article): Promise<void> {
  const pushed = {
    ...article,
    url: null,
    author: '云州出行',
    authorIsOrganisation: true,
    publishedAt: new Date(TEN - HOUR_MS).toISOString(),
    region: null,
    interactions: { reads: 320, reposts: null, comments: null, likes: 4 },
  }
  const answer = await fetch(`${house.address}/door/mentions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${doorKeys['yunzhou-wechat']}`, 'content-type': 'application/x-ndjson' },
    body: JSON.stringify(pushed),
  })
  const taken = (await answer.json()) as { accepted: number; refused: readonly unknown[] }
  if (taken.accepted !== 1) throw new Error(`the door refused the article: ${JSON.stringify(taken)}`)
}

const LOOKS_APART = 20 // turns of the event loop between two looks at the lags: a look reads the file

async function settled({ ports }: House): Promise<void> {
  while ((await ports.bus.lags()).some(({ waiting }) => waiting > 0)) {
    for (let turn = 0; turn < LOOKS_APART; turn++) await new Promise(resolve => setImmediate(resolve))
  }
}
