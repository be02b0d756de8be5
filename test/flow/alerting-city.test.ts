import { HOUR_MS, MINUTE_MS } from '@guanlan/domain'
import { type City, createCity, type Item } from '@guanlan/scenario'
import { afterEach, expect, test } from 'vitest'
import { type AlertingHouse, alertingHouse, TEN } from './alerting-house.ts'
import { analyserOf } from './scenario-mentions.ts'

const SEED = 2
let house: AlertingHouse
afterEach(() => house.close())

/** What a bureau would follow. */
async function watches(): Promise<void> {
  await house.watch('taxi', '出租车 OR 出租汽车 OR 的士 OR 网约车 OR 份子钱')
  await house.watch('bus', '公交 OR 甩站 OR topic:公交')
  await house.watch('road', '大桥 OR 封闭 OR 路面 OR topic:养护施工 OR topic:农村公路')
  await house.watch('driving', '驾校 OR topic:驾培')
}

/** 28 days at once, each page newest first as archives list them. */
async function backfill(city: City, mention: ReturnType<typeof analyserOf>): Promise<void> {
  const history = city.itemsBetween(city.historyFromAt, TEN)
  for (let from = 0; from < history.length; from += 500) {
    await house.tell(
      ...history
        .slice(from, from + 500)
        .reverse()
        .map(item => mention(item, TEN)),
    )
  }
}

/** Everything published in `hours`, every ten minutes with its tick. */
async function live(city: City, mention: ReturnType<typeof analyserOf>, hours: number): Promise<void> {
  const alerting = await house.start('live')
  for (let at = TEN; at < TEN + hours * HOUR_MS; at += 10 * MINUTE_MS) {
    const until = at + 10 * MINUTE_MS
    house.clock.advance(until - house.clock.now())
    await alerting.beat()
    const items = city.itemsBetween(at, until)
    if (items.length > 0) await house.tell(...items.map(item => mention(item, until)))
    await alerting.tick(until)
  }
}

const truths = (items: readonly Item[]) => new Map(items.map(item => [item.truthId, item.eventTruth ?? item.kind]))

test('the first hours of the storm raise an alert as soon as history is in, and grow graver as it goes on', async () => {
  house = await alertingHouse()
  await watches()
  const city = createCity({ seed: SEED, startAt: TEN })
  const mention = analyserOf(city)
  const truth = truths(city.itemsBetween(city.historyFromAt, TEN + 2 * HOUR_MS))
  const about = () => house.alerts().map(({ evidence }) => truth.get(evidence.mentions[0]!.mentionId))

  const first = await house.start('history')
  await backfill(city, mention)
  expect(about()).toContain('storm:taxi-reform')
  const early = house.alerts().length
  await first.stop()

  await live(city, mention, 2)
  const storm = house.alerts().filter((_, at) => about()[at] === 'storm:taxi-reform')
  console.log(`alerts: ${early} after history, ${house.alerts().length} two hours on, of the storm ${storm.length}`)
  expect(storm.some(({ suggestion }) => suggestion.level === 'serious')).toBe(true)
  expect(storm.flatMap(({ triggers }) => triggers).some(({ rule }) => rule === 'surge')).toBe(true)
  expect(about().filter(name => name?.startsWith('rural-praise'))).toEqual([])
})

test('a quiet day in a city without a storm: a handful of alerts, none of praise, denials or old film', async () => {
  house = await alertingHouse()
  await watches()
  const city = createCity({ seed: SEED, startAt: TEN, storm: null })
  const mention = analyserOf(city)
  const truth = truths(city.itemsBetween(city.historyFromAt, TEN + 6 * HOUR_MS))
  const first = await house.start('history')
  await backfill(city, mention)
  await first.stop()
  await live(city, mention, 6)
  const about = house.alerts().map(({ evidence }) => truth.get(evidence.mentions[0]!.mentionId))
  console.log(`alerts of a quiet day and the day before: ${about.join(', ')}`)
  expect(about.length).toBeLessThanOrEqual(8)
  for (const kind of ['rural-praise', 'taxi-kind', 'negated', 'old-film', 'noise', 'national']) {
    expect(about.filter(name => name?.startsWith(kind))).toEqual([])
  }
})
