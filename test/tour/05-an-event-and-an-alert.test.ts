/**
 * Chapter 5. Mentions become an event, an event an alert.
 *
 * This chapter opens the whole house in one process and pushes to one of its doors over HTTP, as a partner would. Mentions that
 * match a watch 监测方案 gather into events 舆情事件: one happening each. When a rule holds for an event, alerting raises an alert
 * 预警 and freezes what the decision rested on, so that it can be checked for ever after.
 */
import { isIntact, sha256 } from '@guanlan/alerting'
import { type Alert, type Json, machine, type Watch } from '@guanlan/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FlowHouse, openFlowHouse } from '../flow/house.ts'
import { doorOf } from '../flow/sources.ts'

let house: FlowHouse
let key: string

beforeAll(async () => {
  house = await openFlowHouse()
  key = (await house.addSource(doorOf('partner', 'forum')))!
  await follow({ id: 'taxi', name: '出租汽车', query: '出租车 OR 的士' })
})
afterAll(() => house.close())

async function follow(watch: Pick<Watch, 'id' | 'name' | 'query'>): Promise<void> {
  const at = house.clock.now()
  const body = { watch: { topics: [], regions: [], owner: 'lin', active: true, createdAt: at, ...watch } as Json }
  const of = { kind: 'watch', id: watch.id } as const
  const move = { ...of, type: 'added', by: machine('tour'), at, reason: null, body }
  await house.records.commit({ commitId: watch.id, expect: [{ ...of, version: 0 }], moves: [move] })
}

async function say(...texts: readonly string[]): Promise<void> {
  const items = texts.map(text => ({ id: sha256(text).slice(0, 12), text }))
  const answer = await house.anonymous.ask('POST', '/door/mentions', JSON.stringify(items), {
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
  })
  expect(answer).toMatchObject({ status: 202, body: { accepted: texts.length } }) // from here on a power cut loses nothing
  await house.settled()
}
const events = async () => (await house.ports.events.list({ limit: 10 })).events

test('what no watch follows stays searchable and forms no event', async () => {
  await say('今天云州的晚霞真好看，江边拍照的人很多。')
  expect(await house.ports.index.count({ query: null, filters: {} })).toBe(1)
  expect(await events()).toEqual([])
})

test('mentions of one happening are one event, and it is known why each belongs', async () => {
  await say(
    '云州东站的出租车司机说份子钱又涨了，大家都在抱怨。',
    '出租车份子钱又涨了，东站的司机都在抱怨，坐车要加价。',
    '东站司机抱怨出租车份子钱涨价，有人说要找公司讨说法。',
  )
  const [event, ...others] = await events()
  expect(others).toEqual([])
  expect(event).toMatchObject({ mentions: 3, watchIds: ['taxi'], byChannel: { forum: 3 } })
  const members = await house.ports.events.members(event!.id)
  expect(members.map(({ arrivalSeq }) => arrivalSeq)).toEqual([1, 2, 3])
  expect(JSON.parse(members[1]!.reason)).toMatchObject({ shared: expect.any(Array), score: expect.any(Number) })
  expect(house.records.list('alert')).toEqual([]) // people complain; that alone needs nobody tonight
})

let alert: Alert

test('a hard trigger raises an alert at once: the rule, the words, the suggested level', async () => {
  await say('东站出租车份子钱涨价，司机今天集体罢运了，抱怨没人管。')
  alert = await house.recorded(() => house.records.list('alert')[0]?.state ?? null)
  const [trigger] = alert.triggers
  expect(trigger).toMatchObject({ rule: 'hard', summary: expect.stringContaining('罢运') })
  expect(alert).toMatchObject({
    state: 'open',
    owner: null,
    suggestion: { level: expect.not.stringMatching('general') },
  })
  // suggested by machine; what people confirm is another field of another record, the case of the next chapter
})

test('the evidence is frozen: which mentions, which version of each, which characters, under one hash', async () => {
  const { evidence } = alert
  expect(isIntact(evidence, sha256)).toBe(true)
  expect(evidence.total).toBe(4)
  const mentions = await house.ports.index.getMany(evidence.mentions.map(({ mentionId }) => mentionId))
  const matched = evidence.mentions.map(({ matched }, i) =>
    matched.map(({ field, from, to }) => mentions[i]![field].slice(from, to)),
  )
  expect(matched.flat()).toContain('出租车')
  const [first, ...rest] = evidence.mentions
  const forged = { ...evidence, mentions: [{ ...first!, contentHash: sha256('别的话') }, ...rest] }
  expect(isIntact(forged, sha256)).toBe(false)
})

test('more of the same joins the event and raises no second alert', async () => {
  await say('东站的出租车真的罢运了，司机抱怨份子钱涨价，打不到车。')
  expect(await events()).toMatchObject([{ mentions: 5 }])
  expect(house.records.list('alert')).toHaveLength(1)
})
