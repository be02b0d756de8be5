import { createHash } from 'node:crypto'
import { type Alert, type Brief, type Case, DAY_MS, HOUR_MS, type Raw, type Versioned } from '@guanlan/domain'
import { STORM_ID, truth } from '@guanlan/scenario'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { gather } from '../contract/gather.ts'
import type { Browser, Refusal } from './browser.ts'
import { type CaseWork, caseWork, consulted } from './case-work.ts'
import { type CityHouse, openCityHouse, TEN } from './house.ts'

/** Chapters of one story, in order: each goes on where the one before stopped. */
let house: CityHouse
let lin: Browser // 值班员
let he: Browser // 审核
let zhou: Browser // 审核
let miao: Browser // 保密
let qin: Browser // 签发
let wen: Browser // 分析
let fang: Browser // may draft and may sign, never the same text
let theCase: CaseWork
let alert: Versioned<Alert>
let caseId: string
let brief: Versioned<Brief>

const FANG = { id: 'fang', name: '方叙', roles: ['officer', 'signer'] } as const
const STATEMENT = {
  title: '关于网传出租汽车停运的情况说明',
  text: '经逐一核实，全市出租汽车企业均无停运安排，运力充足。市民出行如有困难，可拨打12328反映，我局将及时协调。',
}
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function signInAll(): Promise<void> {
  const five = await Promise.all([house.as('lin'), house.as('he'), house.as('zhou'), house.as('miao'), house.as('qin')])
  ;[lin, he, zhou, miao, qin] = five
  ;[wen, fang] = await Promise.all([house.as('wen'), house.as('fang')])
}

beforeAll(async () => {
  const storm = { startsAt: TEN - 5 * HOUR_MS }
  house = await openCityHouse({ seed: 20261124, historyDays: 2, itemsPerDay: 20, storm }, [FANG])
  await signInAll()
})
afterAll(() => house.close())

test('what the city has published is collected, page by page', async () => {
  const raws = gather()
  const reading = await house.ports.bus.consume('raw', 'test', raws.handle, {
    maxBatch: 1000,
    fatal: cause => {
      throw cause
    },
  })
  const pulled = house.furnished.sources.filter(({ kind }) => kind !== 'door')
  expect(await house.crawler.tick(house.clock.now())).toBe(pulled.length)
  const health = await Promise.all(pulled.map(({ id }) => house.crawler.crawl(id)))
  expect(health.map(({ sourceId, lastError }) => ({ sourceId, lastError }))).toEqual(
    pulled.map(({ id }) => ({ sourceId: id, lastError: null })),
  )
  await house.settled()
  await reading.stop()
  const bodies = raws.deliveries.map(({ body }) => body as unknown as Raw)
  const known = truth(house.city, TEN, house.served.origins)
  const found = new Set(bodies.map(raw => known.of(raw)?.truthId))
  const expected = [...known.items.values()].filter(({ url }) => url?.startsWith('http://127.0.0.1'))
  expect(expected.length).toBeGreaterThan(100)
  expect(expected.filter(({ truthId }) => !found.has(truthId))).toEqual([])
  for (const { evidence } of bodies) expect(await house.ports.evidence.note(evidence!)).not.toBeNull()
})

test('each is searchable once, understood, with its place in time', async () => {
  const page = await lin.get<{ total: number; mentions: { id: string; topics: { topic: string }[] }[] }>(
    `/api/search?q=${encodeURIComponent('出租车')}&limit=100`,
  )
  expect(page.total).toBeGreaterThan(30)
  expect(new Set(page.mentions.map(({ id }) => id)).size).toBe(page.mentions.length)
  const taxi = page.mentions.filter(({ topics }) => topics.some(({ topic }) => topic === 'taxi'))
  expect(taxi.length / page.mentions.length).toBeGreaterThan(0.8)
  expect(await house.ports.bus.deadLetters({ limit: 10 })).toEqual([])
})

test('the storm is one event with an alert, and the alert shows what it rests on', async () => {
  const known = truth(house.city, house.clock.now(), house.served.origins)
  const { items } = await lin.get<{ items: Versioned<Alert>[] }>('/api/alerts?tab=open')
  const stormy = await Promise.all(
    items.map(async item => {
      const members = await house.ports.events.members(item.state.eventId)
      const mentions = await house.ports.index.getMany(members.map(({ mentionId }) => mentionId))
      const of = mentions.filter(mention => mention !== null && known.of(mention)?.eventTruth === STORM_ID)
      return { item, members: members.length, share: of.length / members.length }
    }),
  )
  const [biggest] = stormy.sort((a, b) => b.members - a.members)
  expect(biggest!.share).toBeGreaterThan(0.9)
  alert = biggest!.item
  const { evidence, triggers, suggestion } = alert.state
  expect(triggers.map(({ rule }) => rule)).toContain('hard')
  expect(suggestion.level).not.toBe('general')
  const frozen = await house.ports.index.getMany(evidence.mentions.map(({ mentionId }) => mentionId))
  for (const [i, { contentHash, matched }] of evidence.mentions.entries()) {
    expect(frozen[i]).toMatchObject({ contentHash })
    for (const { field, from, to } of matched) expect(frozen[i]![field].slice(from, to)).not.toBe('')
  }
})

test('an officer claims it; whoever is late sees both versions', async () => {
  const path = `/api/alerts/${alert.id}`
  const screen = await he.live()
  const claimed = await lin.post<Versioned<Alert>>(`${path}/claim`, { version: alert.version })
  expect(await screen.heard('alert', alert.id)).toMatchObject({
    position: claimed.position,
    refs: [{ type: 'claimed' }],
  })
  await screen.close()
  expect(claimed.state.owner).toMatchObject({ id: 'lin' })
  const late = await he.refused(`${path}/claim`, { version: alert.version }, 'desk/stale')
  expect(late).toMatchObject({ status: 409, current: { version: claimed.version } })
  const opened = await lin.post<{ case: Versioned<Case> }>(`${path}/open-case`, {
    version: claimed.version,
    title: '网传出租汽车集体停运',
  })
  caseId = opened.case.id
  expect(opened.case.state).toMatchObject({ stage: 'collecting', alertIds: [alert.id], level: null })
  theCase = caseWork(caseId)
})

test('收集、会商: no stage is left before its conditions are met', async () => {
  const early = await theCase.refused(lin, 'stage-advanced', { to: 'consulting' }, 'case/gate-unmet')
  expect(early.detail).toContain('监测登记未填写')
  await theCase.step(lin, 'registered', {
    summary: '网传出租汽车将集体停运，多平台转发，情绪以担忧和不满为主。',
    demand: '求证',
    scopes: ['interest', 'falsehood'],
    involved: '各出租汽车企业',
  })
  await theCase.step(lin, 'stage-advanced', { to: 'consulting' })
  const at = house.clock.now()
  await theCase.step(lin, 'consulted', consulted('云州市委宣传部', 'publicity', at))
  await theCase.step(lin, 'consulted', consulted('云州市委网信办', 'cyberspace', at))
  await theCase.step(lin, 'consulted', consulted('云州市公安局网安支队', 'cyberpolice', at))
  await theCase.step(lin, 'consultation-concluded', {
    nature: '不实传言引发的民生舆情',
    trend: '仍在上升',
    risks: '可能引发集中提前出行',
    precautions: '加派运力，先发声',
  })
  await theCase.step(lin, 'stage-advanced', { to: 'judging' })
})

test('研判: the level, the class and the duty to answer are people’s decisions, kept beside the machine’s suggestion', async () => {
  await theCase.refused(he, 'level-confirmed', { level: 'serious' }, 'case/reason-missing')
  await theCase.step(he, 'level-confirmed', { level: 'serious' }, '多平台扩散，涉及全市出行')
  await theCase.step(he, 'emergency-confirmed', { emergencyClass: 'serious' }, '可能影响全市运力')
  await theCase.step(he, 'must-respond-confirmed', { reasons: ['interest', 'hotspot'] }, '涉及公众切身利益')
  const judged = {
    dispositions: [{ disposition: 'falsehood', main: true }],
    responsibility: 'own',
    responsibleUnit: '本局客运科',
    response: 'respond',
    responseReason: '涉及切身利益，须及时澄清',
  } as const
  await theCase.refused(zhou, 'judged', { ...judged, response: 'none' }, 'case/must-respond-stands')
  await theCase.step(zhou, 'judged', judged)
  await theCase.refused(zhou, 'judgement-approved', { opinion: '同意' }, 'case/same-person')
  await theCase.refused(he, 'judgement-approved', { opinion: '同意' }, 'case/not-your-role')
  await theCase.step(qin, 'judgement-approved', { opinion: '同意' })
  const { state } = await theCase.step(zhou, 'stage-advanced', { to: 'responding' })
  expect(state.level).toMatchObject({ value: 'serious', reason: '多平台扩散，涉及全市出行' })
  expect(state.suggestion).toEqual(alert.state.suggestion)
})

test('先审查后公开: five people, one after the other; nothing is signed without 保密审查', async () => {
  await theCase.step(fang, 'drafted', {
    ...STATEMENT,
    basis: ['各企业书面核实'],
    openness: 'active',
    opennessReason: '涉及公众切身利益',
    countersignUnits: [],
    partial: false,
    nextUpdateAt: null,
    machineDrafted: false,
  })
  const signature = await theCase.signature(qin)
  await theCase.refused(qin, 'signed', signature, 'case/review-missing')
  await theCase.step(he, 'first-reviewed', signature)
  await theCase.refused(he, 'second-reviewed', signature, 'case/same-person')
  await theCase.step(zhou, 'second-reviewed', signature)
  const unread = await theCase.refused(qin, 'signed', signature, 'case/review-missing')
  expect(unread.detail).toBe('还缺：保密审查')
  await theCase.refused(qin, 'secrecy-reviewed', signature, 'case/not-your-role')
  await theCase.step(miao, 'secrecy-reviewed', signature)
  await theCase.refused(fang, 'signed', signature, 'case/same-person')
  await theCase.refused(qin, 'signed', { ...signature, hash: 'f'.repeat(64) }, 'case/draft-changed')
  await theCase.step(qin, 'signed', signature)
})

test('only a public page that carries the signed text stops the clock', async () => {
  const other = house.served.publish({ title: '便民提示', text: '本周末部分线路末班车延长半小时，请市民留意站牌。' })
  const url = house.served.publish(STATEMENT)
  await theCase.step(lin, 'published', {
    channels: [
      { name: '门户网站', url },
      { name: '门户网站（旧）', url: other },
    ],
  })
  await theCase.refused(lin, 'archived', { releaseId: 'r1', reference: 'GD-2026-1' }, 'case/nothing-to-archive')
  await theCase.step(lin, 'public-page-verified', { releaseId: 'r1', url: other })
  const running = (await theCase.see(lin)).clocks.find(({ id }) => id === 'answer-5h')
  expect(running).toMatchObject({ stoppedAt: null })
  await theCase.step(lin, 'public-page-verified', { releaseId: 'r1', url })
  const { record, clocks } = await theCase.see(lin)
  expect(record.state.releases[0]!.checks.map(({ carries }) => carries)).toEqual([false, true])
  expect(clocks.find(({ id }) => id === 'answer-5h')).toMatchObject({ state: 'met' })
  await theCase.step(lin, 'archived', { releaseId: 'r1', reference: 'GD-2026-1' })
  await theCase.step(lin, 'press-conference-held', {
    at: house.clock.now(),
    place: '云州市政府新闻发布厅',
    organiser: '云州市政府新闻办',
  })
})

test('评估: not before a day has passed, and not by those whose session has expired', async () => {
  await theCase.step(lin, 'duty-evidenced', {
    disposition: 'falsehood',
    fields: { facts: '网传内容为旧闻拼接', handover: '已移交网安支队，云交函〔2026〕31号' },
  })
  await theCase.step(lin, 'stage-advanced', { to: 'evaluating' })
  const now = house.clock.now()
  await theCase.step(lin, 'evaluated', {
    windows: [
      { label: '回应前3小时', fromAt: now - 3 * HOUR_MS, toAt: now, negative: 96, total: 160 },
      { label: '回应后3小时', fromAt: now, toAt: now + 3 * HOUR_MS, negative: 41, total: 120 },
    ],
    demands: { part: 38, whole: 61 },
    satisfaction: null,
    lessons: '首次发声前的内部核实可以更快。',
    rectifications: [{ text: '建立企业运力日报', unit: '客运科', dueAt: null }],
  })
  await theCase.step(he, 'evaluation-approved', { opinion: '同意' })
  const early = await theCase.refused(zhou, 'stage-advanced', { to: 'closed' }, 'case/gate-unmet')
  expect(early.detail).toContain('起可以评估办结')

  house.clock.advance(DAY_MS + HOUR_MS)
  expect((await zhou.ask('GET', `/api/cases/${caseId}`)).status).toBe(401)
  await signInAll()
  const { state } = await theCase.step(zhou, 'stage-advanced', { to: 'closed' })
  expect(state).toMatchObject({ stage: 'closed', closedAt: expect.any(Number) })
  await theCase.refused(lin, 'noted', { text: '补充' }, 'case/closed')
})

test('the weekly brief is composed of queries, reviewed by three and signed by a fourth', async () => {
  const period = { fromAt: TEN - 6 * DAY_MS, toAt: house.clock.now() }
  brief = await wen.post('/api/briefs', { kind: 'weekly', period })
  const overall = brief.state.sections.find(({ id }) => id === 'overall')!
  const { total } = await wen.get<{ total: number }>(`/api/search?from=${period.fromAt}&to=${period.toAt}&limit=1`)
  expect(overall.figures[0]).toMatchObject({ label: '提及总量', value: total })
  const path = `/api/briefs/${brief.id}`
  const review = async (who: Browser, step: string) => {
    brief = await who.post(`${path}/review`, { version: brief.version, step, opinion: '同意', pass: true })
  }
  await qin.refused(`${path}/sign`, { version: brief.version, opinion: '' }, 'brief/review-missing')
  const stale = brief.version
  await review(he, 'first')
  const late = await zhou.ask<Refusal>('PUT', `${path}/narrative`, { version: stale, sectionId: 'overall', text: '改' })
  expect(late).toMatchObject({ status: 409, body: { code: 'desk/stale', current: { version: brief.version } } })
  await review(zhou, 'second')
  await qin.refused(`${path}/sign`, { version: brief.version, opinion: '' }, 'brief/review-missing')
  await review(miao, 'secrecy')
  expect(text(await wen.ask('GET', `${path}/html`))).toContain('草稿')
  brief = await qin.post(`${path}/sign`, { version: brief.version, opinion: '同意印发' })
  expect(brief.state).toMatchObject({ number: 1, signed: { by: { id: 'qin' } } })
})

const text = ({ bytes }: Readonly<{ bytes: Uint8Array }>) => new TextDecoder().decode(bytes)

test('what was signed is frozen: the files fetched are the files filed, and name the ledger’s head', async () => {
  const path = `/api/briefs/${brief.id}`
  const html = await wen.ask('GET', `${path}/html`)
  const docx = await wen.ask('GET', `${path}/docx`)
  expect(brief.state.files).toEqual({ html: sha256(html.bytes), docx: sha256(docx.bytes) })
  expect(text(html)).not.toContain('草稿')
  const { position, hash } = brief.state.signed!.ledger
  expect(text(html)).toContain(hash.slice(0, 16))
  const [commit] = await house.ports.ledger.read(position - 1, 1)
  expect(commit).toMatchObject({ position, hash })
  expect(await qin.post('/api/ledger/verify')).toMatchObject({ ok: true, head: await house.ports.ledger.head() })
})

test('the case report tells the same story', async () => {
  const period = { fromAt: TEN - DAY_MS, toAt: house.clock.now() }
  const report = await wen.post<Versioned<Brief>>('/api/briefs', { kind: 'case', period, caseId })
  const said = JSON.stringify(report.state.sections)
  for (const words of [caseId, '云州市委宣传部', '已核验公开', '62.3%']) expect(said).toContain(words)
})
