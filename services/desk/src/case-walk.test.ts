import { HOUR_MS, type Stage } from '@guanlan/domain'
import * as embedded from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openStand, type PersonId, type Stand } from './stand.ts'
import { mentionOf, raiseAlert, servePage } from './stand-records.ts'

const TEXT = '经逐一核实，全市十二家出租汽车企业均无停运安排，目前运营正常。'
const DRAFT = {
  title: '关于网传出租汽车停运的情况说明',
  text: TEXT,
  basis: ['企业核实表'],
  openness: 'active',
  opennessReason: '涉及公众切身利益',
  countersignUnits: [],
  partial: false,
  nextUpdateAt: null,
  machineDrafted: false,
}

let stand: Stand
let page: Awaited<ReturnType<typeof servePage>>
const browsers = {} as Record<PersonId, Browser>
let id = ''

beforeAll(async () => {
  stand = await openStand(embedded, ['lin', 'he', 'zhou', 'zheng', 'qin'])
  page = await servePage('<h1>云州市交通运输局</h1><p>今日要闻</p>')
  for (const person of ['lin', 'he', 'zhou', 'zheng', 'qin'] as const) browsers[person] = await stand.as(person)
  await raiseAlert(stand, 'a', [mentionOf('m1'), mentionOf('m2')])
  const opened = await browsers.lin('POST', '/api/alerts/a/open-case', { version: 1 })
  id = (opened.body.case as unknown as { id: string }).id
})
afterAll(async () => {
  page.close()
  await stand.close()
})

type State = Readonly<{
  stage: Stage
  releases: readonly Readonly<{
    drafts: readonly { hash: string }[]
    checks: readonly { carries: boolean }[]
    reviews: readonly { voidedAt: number | null }[]
  }>[]
}>
const record = () => stand.records.get('case', id)
const ask = (
  person: PersonId,
  type: string,
  body: object = {},
  reason: string | null = null,
  version = record().version,
) => browsers[person]('POST', `/api/cases/${id}/moves`, { version, type, body, reason })
const done = async (
  person: PersonId,
  type: string,
  body: object = {},
  reason: string | null = null,
): Promise<State> => {
  const answer = await ask(person, type, body, reason)
  expect(answer.body, `${type}: ${answer.text}`).toMatchObject({ id })
  return (answer.body as unknown as { state: State }).state
}
const review = () => ({ hash: record().state.releases.at(-1)!.drafts.at(-1)!.hash, pass: true, opinion: '同意' })
const consulted = (unit: string, unitKind: string) => ({
  unit,
  unitKind,
  person: '田以宁',
  post: '科长',
  method: 'phone',
  oral: true,
  at: stand.clock.now(),
  told: '概况',
  opinion: '同意发布',
  adoption: 'adopted',
  adoptionReason: '',
  attachments: [],
  dueAt: null,
})

test('收集 and 会商: a gate names what it lacks, then lets the case on', async () => {
  const early = await ask('lin', 'stage-advanced', { to: 'consulting' })
  expect(early.body).toMatchObject({ code: 'case/gate-unmet', status: 422, detail: '还缺 1 项：监测登记未填写' })
  await done('lin', 'registered', { summary: '网传停运', demand: '求证', scopes: ['interest'], involved: '' })
  expect((await done('lin', 'stage-advanced', { to: 'consulting' })).stage).toBe('consulting')
  await done('lin', 'consulted', consulted('市委宣传部', 'publicity'))
  await done('lin', 'consulted', consulted('市委网信办', 'cyberspace'))
  await done('lin', 'consultation-concluded', { nature: '不实', trend: '上升', risks: '聚集', precautions: '疏导' })
  expect((await done('lin', 'stage-advanced', { to: 'judging' })).stage).toBe('judging')
})

test('研判: what people confirm stands beside what the machine suggested', async () => {
  expect((await ask('zhou', 'level-confirmed', { level: 'serious' })).body).toMatchObject({
    code: 'case/reason-missing',
  })
  await done('zhou', 'level-confirmed', { level: 'serious' }, '涉及行业群体')
  await done('zhou', 'emergency-confirmed', { emergencyClass: 'serious' }, '可能引发聚集')
  await done('zhou', 'must-respond-confirmed', { reasons: ['interest'] }, '影响出行')
  const judged = {
    dispositions: [{ disposition: 'falsehood', main: true }],
    responsibility: 'own',
    responsibleUnit: '客运科',
    response: 'none',
    responseReason: '已核实',
  }
  expect((await ask('zhou', 'judged', judged)).body).toMatchObject({ code: 'case/must-respond-stands' })
  await done('zhou', 'judged', { ...judged, response: 'respond' })
  expect((await ask('lin', 'drafted', DRAFT)).body).toMatchObject({ code: 'case/judgement-missing' })
  await done('qin', 'judgement-approved', { opinion: '同意' })
  expect((await done('zhou', 'stage-advanced', { to: 'responding' })).stage).toBe('responding')
  expect(record().state).toMatchObject({
    suggestion: { level: 'serious' },
    level: { value: 'serious', by: { id: 'zhou' } },
  })
})

test('回应: an edit voids what was signed, and only the whole chain publishes', async () => {
  await done('lin', 'drafted', { ...DRAFT, text: '初稿，待核实。' })
  await done('he', 'first-reviewed', review())
  const old = review()
  const edited = await done('lin', 'drafted', DRAFT)
  expect(edited.releases[0]?.reviews.every(one => one.voidedAt !== null)).toBe(true)
  expect((await ask('he', 'first-reviewed', old)).body).toMatchObject({
    code: 'case/draft-changed',
    status: 409,
    current: { id },
  })
  await done('he', 'first-reviewed', review())
  await done('zhou', 'second-reviewed', review())
  expect((await ask('qin', 'signed', review())).body).toMatchObject({
    code: 'case/review-missing',
    detail: '还缺：保密审查',
  })
  await done('zheng', 'secrecy-reviewed', review())
  await done('qin', 'signed', review())
  await done('lin', 'published', { channels: [{ name: '门户网站', url: page.url }] })
})

test('公开核验: only the page itself stops the clock', async () => {
  const running = async () => {
    const { clocks } = (await browsers.lin('GET', `/api/cases/${id}`)).body
    return (clocks as unknown as { id: string; stoppedAt: number | null }[]).find(one => one.id === 'answer-5h')
      ?.stoppedAt
  }
  const forged = { releaseId: 'r1', url: page.url, carries: true }
  expect((await ask('lin', 'public-page-verified', forged)).status).toBe(400)
  const before = await done('lin', 'public-page-verified', { releaseId: 'r1', url: page.url })
  expect(before.releases[0]?.checks.map(check => check.carries)).toEqual([false])
  expect(await running()).toBeNull()
  page.put(`<title>通知公告</title><p>经逐一核实，全市<b>十二家</b>出租汽车企业均无停运安排， 目前运营正常。</p>`)
  const after = await done('lin', 'public-page-verified', { releaseId: 'r1', url: page.url })
  expect(after.releases[0]?.checks.map(check => check.carries)).toEqual([false, true])
  expect(await running()).toBe(stand.clock.now())
  const [, check] = record().state.releases[0]!.checks
  const kept = await stand.deps.evidence.get(check!.hash)
  expect(new TextDecoder().decode(kept.bytes)).toContain('十二家') // what was seen is kept
  expect(
    (await ask('lin', 'public-page-verified', { releaseId: 'r1', url: 'http://127.0.0.1:1/' })).body,
  ).toMatchObject({
    code: 'case/bad-url',
  })
})

test('评估 and 办结: 网警 is still to be heard, then the case closes', async () => {
  await done('lin', 'archived', { releaseId: 'r1', reference: 'GD-2026-31' })
  await done('lin', 'stage-advanced', { to: 'evaluating' })
  await done('lin', 'press-conference-held', { at: stand.clock.now(), place: '新闻发布厅', organiser: '市政府新闻办' })
  const fields = { facts: '旧视频', handover: '网安支队，10时52分，8号' }
  await done('lin', 'duty-evidenced', { disposition: 'falsehood', fields })
  const at = stand.clock.now()
  const window = (label: string, fromAt: number) => ({ label, fromAt, toAt: fromAt + HOUR_MS, negative: 1, total: 2 })
  await done('lin', 'evaluated', {
    windows: [window('回应前', at - HOUR_MS), window('回应后', at)],
    demands: null,
    satisfaction: null,
    lessons: '夜间阈值偏高',
    rectifications: [{ text: '调整阈值', unit: '办公室', dueAt: null }],
  })
  await done('zhou', 'evaluation-approved', { opinion: '同意' })
  stand.clock.advance(11 * HOUR_MS) // sessions last twelve hours
  for (const person of ['lin', 'zhou'] as const) browsers[person] = await stand.as(person)
  stand.clock.advance(11 * HOUR_MS)
  for (const person of ['lin', 'zhou'] as const) browsers[person] = await stand.as(person)
  stand.clock.advance(3 * HOUR_MS)
  expect((await ask('zhou', 'stage-advanced', { to: 'closed' })).body).toMatchObject({
    detail: '还缺 1 项：缺会商意见：公安网安（网警）',
  })
  await done('lin', 'consulted', consulted('市公安局网安支队', 'cyberpolice'))
  expect((await done('zhou', 'stage-advanced', { to: 'closed' })).stage).toBe('closed')
  const { body } = await browsers.lin('GET', `/api/cases/${id}`)
  expect(body.allowed).toMatchObject([{ type: 'stage-returned', missing: expect.any(String) }])
  const moves = body.moves as unknown as readonly { type: string; by: { kind: string }; label: string }[]
  expect(moves.filter(move => move.by.kind === 'machine').map(move => move.label)).toEqual(['公开核验', '公开核验'])
  expect(moves[0]).toMatchObject({ type: 'opened', label: '立案' })
  expect((await browsers.lin('GET', '/api/cases?stage=closed')).body.items).toHaveLength(1)
  expect((await stand.deps.ledger.verify()).ok).toBe(true)
})
