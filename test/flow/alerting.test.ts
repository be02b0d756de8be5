import { isIntact, sha256 } from '@guanlan/alerting'
import { HOUR_MS, MINUTE_MS, Unavailable } from '@guanlan/domain'
import type { Notice, Receiver } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AlertingHouse, alertingHouse, chorus, daysAgo, said, TEN, until } from './alerting-house.ts'

let house: AlertingHouse

const strike = said({
  id: 'strike',
  text: '听说明天全市出租车司机集体停运，怎么办',
  words: '全市 出租车 司机 集体停运 明天',
  cue: { words: '集体停运', kind: 'action' },
})

describe('with one watch', () => {
  beforeEach(async () => {
    house = await alertingHouse()
    await house.watch('taxi', '出租车 OR 甩站')
  })
  afterEach(() => house.close())

  test('a hard trigger raises one alert with frozen evidence and the exact places', async () => {
    await house.start('a')
    await house.tell(strike, strike)
    const [alert, ...more] = house.alerts()
    expect(more).toEqual([])
    expect(alert).toMatchObject({
      number: 'YJ-20261124-001',
      state: 'open',
      watchIds: ['taxi'],
      triggers: [{ rule: 'hard', key: 'hard:strike' }],
      suggestion: { level: 'major' },
      evidence: { total: 1 },
    })
    const [frozen] = alert!.evidence.mentions
    expect(frozen).toMatchObject({ mentionId: 'strike', contentVersion: 1, contentHash: 'hash of strike' })
    expect(frozen!.matched.map(({ from, to }) => strike.text.slice(from, to))).toEqual(['出租车', '集体停运'])
    expect(isIntact(alert!.evidence, sha256)).toBe(true)
  })

  test('receivers are told after the ledger holds the alert, once', async () => {
    const alerting = await house.start('a')
    await house.tell(strike)
    await alerting.tick(TEN)
    await alerting.tick(TEN + 5 * MINUTE_MS)
    const [alert] = house.alerts()
    expect(house.receiver.notices()).toHaveLength(1)
    expect(house.receiver.notices()[0]).toMatchObject({ link: `/desk?alert=${alert!.id}`, level: 'major' })
  })

  test.each([
    { why: 'negated', mention: { ...strike.analysis.cues[0]!, stance: 'negated' } as const },
    { why: 'reported', mention: { ...strike.analysis.cues[0]!, stance: 'reported' } as const },
  ])('$why hard words raise nothing', async ({ mention }) => {
    await house.start('a')
    await house.tell({ ...strike, analysis: { ...strike.analysis, cues: [mention] } })
    expect(house.alerts()).toEqual([])
    expect((await house.events.eventsOf(['strike']))[0]).not.toBeNull()
  })

  test('an edit that adds hard words is heard, and counted once', async () => {
    await house.start('a')
    await house.tell({ ...strike, analysis: { ...strike.analysis, cues: [] } })
    expect(house.alerts()).toEqual([])
    await house.tell({ ...strike, contentVersion: 2 })
    expect(house.alerts()).toHaveLength(1)
    const [eventId] = await house.events.eventsOf(['strike'])
    expect((await house.events.get(eventId!))?.mentions).toBe(1)
  })

  test('what no watch follows forms no event; a hotline order always does', async () => {
    await house.start('a')
    const text = '请问驾照怎么换'
    await house.tell(
      said({ id: 'outside', text, words: '驾照 换证' }),
      said({ id: 'order', text, words: '驾照 换证', channel: 'hotline' }),
    )
    const [outside, order] = await house.events.eventsOf(['outside', 'order'])
    expect(outside).toBeNull()
    expect(order).not.toBeNull()
  })

  test('fifty negative mentions in a day raise one alert; what follows comes on top of it', async () => {
    await house.start('a')
    await house.tell(...chorus(49, TEN - 3 * HOUR_MS))
    expect(
      house
        .alerts()
        .flatMap(({ triggers }) => triggers)
        .filter(({ rule }) => rule === 'volume'),
    ).toEqual([])
    await house.tell(...chorus(3, TEN - 2 * HOUR_MS, { id: 'more' }))
    const alerts = house.alerts()
    expect(alerts).toHaveLength(1)
    expect(alerts[0]!.triggers.map(({ key }) => key)).toContain('volume:major')
    const event = await house.events.get(alerts[0]!.eventId)
    expect(event).toMatchObject({ mentions: 52, negative: 52, byChannel: { weibo: 52 } })
    expect(event!.negativity.value).toBeGreaterThan(90)
    expect(event!.words).toContain('甩站')
  })

  test('a surge of the watch, without history: thirty in the hour, marked 基线不足', async () => {
    const alerting = await house.start('a')
    await house.tell(...chorus(40, TEN))
    await alerting.tick(TEN)
    const [alert] = house.alerts()
    const surge = alert!.triggers.find(({ rule, key }) => rule === 'surge' && key?.startsWith('surge:taxi'))
    expect(surge?.summary).toContain('基线不足')
    await alerting.tick(TEN + 5 * MINUTE_MS)
    expect(house.alerts()).toHaveLength(1)
    expect(house.alerts()[0]!.triggers).toHaveLength(alert!.triggers.length)
  })

  test('back-filled history raises nothing, however loud it was', async () => {
    const alerting = await house.start('a')
    await house.tell(...chorus(120, daysAgo(5)), { ...strike, publishedAt: daysAgo(3) })
    await alerting.tick(TEN)
    expect(house.alerts()).toEqual([])
    expect((await house.events.list({ limit: 10 })).events.some(({ mentions }) => mentions >= 120)).toBe(true)
  })

  test('a time nobody believes counts as when we read it', async () => {
    await house.start('a')
    await house.tell({ ...strike, publishedAt: daysAgo(4000), publishedDoubt: 'ancient' })
    expect(house.alerts()).toHaveLength(1)
  })

  test('praise may surge and raises nothing', async () => {
    const alerting = await house.start('a')
    await house.tell(...chorus(80, TEN, { sentiment: 'positive', mediaRank: 'national', channel: 'news' }))
    await alerting.tick(TEN)
    expect(house.alerts()).toEqual([])
  })

  test('five hotline orders about one thing raise an alert', async () => {
    await house.start('a')
    await house.tell(...chorus(5, TEN, { channel: 'hotline', sentiment: 'neutral' }))
    expect(house.alerts()[0]?.triggers[0]).toMatchObject({ rule: 'hotline', key: 'hotline' })
  })

  test('what was dismissed is not said again; something graver raises the next number', async () => {
    const alerting = await house.start('a')
    await house.tell(strike)
    await house.move('alert', house.alerts()[0]!.id, 'dismissed', {}, '已核实为旧闻')
    await house.tell({ ...strike, id: 'again' })
    await alerting.tick(TEN)
    expect(house.alerts()).toHaveLength(1)
    const crowd = { words: '堵路', kind: 'action' } as const
    await house.tell(
      said({ id: 'crowd', text: '全市出租车司机集体停运，已经堵路了', words: '全市 出租车 司机 集体停运', cue: crowd }),
    )
    expect(house.alerts().map(({ number, state }) => ({ number, state }))).toEqual([
      { number: 'YJ-20261124-001', state: 'dismissed' },
      { number: 'YJ-20261124-002', state: 'open' },
    ])
  })

  test('a snooze that ends brings the alert back', async () => {
    const alerting = await house.start('a')
    await house.tell(strike)
    await house.move('alert', house.alerts()[0]!.id, 'snoozed', { until: TEN + HOUR_MS })
    await alerting.tick(TEN + HOUR_MS - 1)
    expect(house.alerts()[0]!.state).toBe('snoozed')
    await alerting.tick(TEN + HOUR_MS)
    expect(house.alerts()[0]).toMatchObject({ state: 'open', snoozedUntil: null })
  })

  test('people’s merges and splits are applied once, and a split undoes a merge', async () => {
    const alerting = await house.start('a')
    await house.tell(...chorus(4, TEN - HOUR_MS), strike)
    const [bus, taxi] = await house.events.eventsOf(['chorus-0', 'strike'])
    expect(bus).not.toBe(taxi)
    const before = await house.events.get(taxi!)
    await house.move('event', taxi!, 'merged', { into: bus! })
    await alerting.tick(TEN)
    expect(await house.events.get(bus!)).toMatchObject({ mentions: 5 })
    expect(await house.events.get(taxi!)).toMatchObject({ mergedInto: bus })
    expect(await house.events.eventsOf(['strike'])).toEqual([bus])
    await house.move('event', bus!, 'split', { into: taxi!, mentionIds: ['strike'] })
    await alerting.tick(TEN)
    await alerting.tick(TEN)
    expect(await house.events.get(bus!)).toMatchObject({ mentions: 4, mergedInto: null })
    expect(await house.events.get(taxi!)).toMatchObject({ mentions: 1, title: before!.title, mergedInto: null })
  })

  test('an alert of an event that was merged away speaks for the event it went into', async () => {
    const alerting = await house.start('a')
    await house.tell(...chorus(4, TEN - HOUR_MS), strike)
    const [bus, taxi] = await house.events.eventsOf(['chorus-0', 'strike'])
    await house.move('event', taxi!, 'merged', { into: bus! })
    await alerting.tick(TEN)
    await house.tell(...chorus(60, TEN, { id: 'more' }))
    expect(house.alerts()).toHaveLength(1)
    expect(house.alerts()[0]!.triggers.map(({ key }) => key)).toEqual(['hard:strike', 'volume:serious'])
  })

  test('what is not an analysed mention is set aside', async () => {
    await house.start('a')
    await house.bus.append('analysed', [{ key: 'x', body: { id: 'x' } }])
    await house.tell(strike)
    const codes = (await house.bus.deadLetters({ limit: 10 })).map(({ code }) => code)
    expect(codes).toContain('alerting/not-analysed')
    expect(house.alerts()).toHaveLength(1)
  })

  test('a watch narrows by region: as stated, else as the text names it', async () => {
    await house.watch('river', '噪音', { regions: ['临江区'] })
    await house.start('a')
    await house.tell(
      said({ id: 'stated', text: '工地噪音', words: '噪音 工地', region: '临江区' }),
      said({ id: 'named', text: '临江区的夜里全是噪音', words: '噪音 夜里' }),
      said({ id: 'elsewhere', text: '噪音', words: '噪音', region: '北岭区' }),
    )
    const found = await house.events.eventsOf(['stated', 'named', 'elsewhere'])
    expect(found.map(id => id !== null)).toEqual([true, true, false])
  })
})

test('a receiver that is away is tried again and told once', async () => {
  const told: Notice[] = []
  let away = 2
  const receiver: Receiver = {
    name: 'duty',
    deliver: async notice => {
      if (away-- > 0) throw new Unavailable('receiver/away')
      told.push(notice)
    },
  }
  house = await alertingHouse({ receivers: [receiver] })
  await house.watch('taxi', '出租车')
  const alerting = await house.start('a')
  await house.tell(strike)
  await until(() => away < 2)
  for (let minute = 5; minute <= 20; minute += 5) {
    await alerting.tick(TEN + minute * MINUTE_MS)
  }
  expect(told).toHaveLength(1)
  expect(house.alerts()).toHaveLength(1)
  await house.close()
})
