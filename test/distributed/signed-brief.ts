import { type Alert, type Brief, type Case, DAY_MS, type Versioned } from '@guanlan/domain'
import { expect, vi } from 'vitest'
import { type Browser, signIn } from '../flow/browser.ts'
import { type CaseWork, caseWork, consulted } from '../flow/case-work.ts'

/** What the demo prints for whoever wants to use it. */
export type DemoPlace = Readonly<{ address: string; password: string; portalPage: (caseId: string) => string }>

const PEOPLE = ['lin', 'he', 'zhou', 'miao', 'qin', 'wen'] as const
/** Another process reads on in the ledger within moments, not at once. */
const SOON = { timeout: 30_000, interval: 200 }

type Crew = Readonly<Record<(typeof PEOPLE)[number], Browser>>

const STATEMENT = {
  title: '关于网传出租汽车停运的情况说明',
  text: '经逐一核实，全市出租汽车企业均无停运安排，运力充足。市民出行如有困难，可拨打12328反映，我局将及时协调。',
}

/** What the people of the demo brought about. */
export type Signed = Readonly<{ theCase: Versioned<Case>; brief: Versioned<Brief> }>

/**
 * From the alert to a case in evaluation and a signed weekly brief, as the officers of the demo do it over HTTP: every stage, the
 * release reviewed, signed, published and checked on its public page. A case closes a day later at the earliest.
 */
export async function workToSignedBrief(place: DemoPlace, alertNumber: string): Promise<Signed> {
  const signedIn = await Promise.all(
    PEOPLE.map(async id => [id, await signIn(place.address, id, place.password)] as const),
  )
  const crew = Object.fromEntries(signedIn) as Crew
  const theCase = caseWork(await openCase(crew, alertNumber))
  await consult(crew, theCase)
  await judge(crew, theCase)
  await release(crew, theCase, place)
  await evaluate(crew, theCase)
  return { theCase: (await theCase.see(crew.lin)).record, brief: await weeklyBrief(crew) }
}

/** An alert that grows meanwhile is another version: who claims it or opens a case reads it again, as people do. */
async function openCase({ lin }: Crew, alertNumber: string): Promise<string> {
  const claimed = await vi.waitFor(async () => {
    const { items } = await lin.get<{ items: Versioned<Alert>[] }>('/api/alerts?tab=open')
    const found = items.find(({ state }) => state.number === alertNumber)
    if (found === undefined) throw new Error(`no open alert ${alertNumber} among ${items.length}`)
    return lin.post<Versioned<Alert>>(`/api/alerts/${found.id}/claim`, { version: found.version })
  }, SOON)
  const path = `/api/alerts/${claimed.id}`
  return vi.waitFor(async () => {
    const { items } = await lin.get<{ items: Versioned<Alert>[] }>('/api/alerts?tab=mine')
    const { version } = items.find(({ id }) => id === claimed.id) ?? claimed
    const opened = { version, title: '网传出租汽车集体停运' }
    return (await lin.post<{ case: Versioned<Case> }>(`${path}/open-case`, opened)).case.id
  }, SOON)
}

async function consult({ lin }: Crew, { step }: CaseWork): Promise<void> {
  await step(lin, 'registered', {
    summary: '网传出租汽车将集体停运，多平台转发，情绪以担忧和不满为主。',
    demand: '求证',
    scopes: ['interest', 'falsehood'],
    involved: '各出租汽车企业',
  })
  await step(lin, 'stage-advanced', { to: 'consulting' })
  const at = Date.now()
  await step(lin, 'consulted', consulted('云州市委宣传部', 'publicity', at))
  await step(lin, 'consulted', consulted('云州市委网信办', 'cyberspace', at))
  await step(lin, 'consulted', consulted('云州市公安局网安支队', 'cyberpolice', at))
  await step(lin, 'consultation-concluded', {
    nature: '不实传言引发的民生舆情',
    trend: '仍在上升',
    risks: '可能引发集中提前出行',
    precautions: '加派运力，先发声',
  })
  await step(lin, 'stage-advanced', { to: 'judging' })
}

async function judge({ he, zhou, qin }: Crew, { step }: CaseWork): Promise<void> {
  await step(he, 'level-confirmed', { level: 'serious' }, '多平台扩散，涉及全市出行')
  await step(he, 'emergency-confirmed', { emergencyClass: 'none' }, '没有突发事件发生')
  await step(he, 'must-respond-confirmed', { reasons: ['interest', 'hotspot'] }, '涉及公众切身利益')
  await step(zhou, 'judged', {
    dispositions: [{ disposition: 'falsehood', main: true }],
    responsibility: 'own',
    responsibleUnit: '本局客运科',
    response: 'respond',
    responseReason: '涉及切身利益，须及时澄清',
  })
  await step(qin, 'judgement-approved', { opinion: '同意' })
  await step(zhou, 'stage-advanced', { to: 'responding' })
}

async function release({ lin, he, zhou, miao, qin }: Crew, work: CaseWork, place: DemoPlace): Promise<void> {
  const { step, signature } = work
  await step(lin, 'drafted', {
    ...STATEMENT,
    basis: ['各企业书面核实'],
    openness: 'active',
    opennessReason: '涉及公众切身利益',
    countersignUnits: [],
    partial: false,
    nextUpdateAt: null,
    machineDrafted: false,
  })
  await step(he, 'first-reviewed', await signature(he))
  await step(zhou, 'second-reviewed', await signature(zhou))
  await step(miao, 'secrecy-reviewed', await signature(miao))
  const signed = await step(qin, 'signed', await signature(qin))
  const url = place.portalPage(signed.id)
  await step(lin, 'published', { channels: [{ name: '门户网站', url }] })
  await vi.waitFor(async () => expect((await fetch(url)).status).toBe(200), SOON)
  const { state } = await step(lin, 'public-page-verified', { releaseId: 'r1', url })
  expect(state.releases[0]!.checks).toMatchObject([{ carries: true }])
  await step(lin, 'archived', { releaseId: 'r1', reference: 'GD-2026-1' })
}

async function evaluate({ lin, he }: Crew, { step }: CaseWork): Promise<void> {
  await step(lin, 'duty-evidenced', {
    disposition: 'falsehood',
    fields: { facts: '网传内容为旧闻拼接', handover: '已移交网安支队，云交函〔2026〕31号' },
  })
  await step(lin, 'stage-advanced', { to: 'evaluating' })
  await step(lin, 'evaluated', {
    windows: [],
    demands: { part: 38, whole: 61 },
    satisfaction: null,
    lessons: '首次发声前的内部核实可以更快。',
    rectifications: [{ text: '建立企业运力日报', unit: '客运科', dueAt: null }],
  })
  await step(he, 'evaluation-approved', { opinion: '同意' })
}

async function weeklyBrief({ wen, he, zhou, miao, qin }: Crew): Promise<Versioned<Brief>> {
  const toAt = Date.now()
  let brief: Versioned<Brief> = await wen.post('/api/briefs', {
    kind: 'weekly',
    period: { fromAt: toAt - 7 * DAY_MS, toAt },
  })
  const path = `/api/briefs/${brief.id}`
  for (const [who, step] of [
    [he, 'first'],
    [zhou, 'second'],
    [miao, 'secrecy'],
  ] as const) {
    brief = await who.post(`${path}/review`, { version: brief.version, step, opinion: '同意', pass: true })
  }
  return qin.post(`${path}/sign`, { version: brief.version, opinion: '同意印发' })
}
