import { readFileSync } from 'node:fs'
import { test } from 'vitest'
import { alertingHouse, TEN, until } from './alerting-house.ts'

test('rate', async () => {
  const house = await alertingHouse()
  await house.watch('all', 'topic:公交 OR topic:出租汽车 OR 路 OR 车 OR 桥 OR 校')
  const all: any[] = []
  for (const s of [1, 2, 3, 11, 21, 31])
    for (const d of JSON.parse(readFileSync(`/tmp/alerting-lab/seed-${s}.json`, 'utf8')))
      all.push({ ...d.analysed, id: s + d.analysed.id, seenAt: TEN })
  all.sort((a, b) => a.publishedAt - b.publishedAt)
  for (let i = 0; i < all.length; i += 500)
    await house.bus.append(
      'analysed',
      all.slice(i, i + 500).map(m => ({ key: m.id, body: m })),
    )
  const t = performance.now()
  const a = await house.start('a')
  await until(async () => (await house.bus.lags()).every(l => l.group !== 'alerting' || l.waiting === 0))
  const ms = performance.now() - t
  console.log(all.length, 'offered', a.progress(), Math.round((all.length / ms) * 1000), 'per s', house.alerts().length)
  const t2 = performance.now()
  await a.tick(TEN)
  console.log('tick', performance.now() - t2)
  const t3 = performance.now()
  await a.tick(TEN + 1)
  console.log('tick', performance.now() - t3)
  const t4 = performance.now()
  await a.stop()
  console.log('stop', performance.now() - t4)
  const t5 = performance.now()
  const b = await house.start('b')
  console.log('take over', performance.now() - t5, b.progress())
  await house.close()
}, 200000)
