import type { Account, Role } from '../account.ts'
import type { Move } from '../ledger.ts'
import { HOUR_MS, MINUTE_MS } from '../time.ts'
import type { Case } from './case.ts'
import { DEFAULT_CASE_POLICY } from './clocks.ts'
import { decide, openCase, pageChecked, pageToCheck } from './decide.ts'
import { foldCase } from './fold.ts'
import type { CaseCommand, CommandBodies, CommandType, Opened } from './moves.ts'
import { currentDraft, openRelease } from './release.ts'
import { nextStage } from './stage.ts'

/** The fictional bureau's people, one a role, for tests: five hands are needed for one release. */
const account = (id: string, name: string, ...roles: Role[]): Account => {
  return { id, name, post: '职员', unit: '云州市交通运输局', roles, active: true, demo: false }
}
export const CAST = {
  officer: account('lin', '林晓舟', 'officer'),
  second: account('tang', '唐禾', 'officer'),
  reviewer: account('he', '何静', 'reviewer'),
  chief: account('zhou', '周明远', 'reviewer'),
  secrecy: account('zheng', '郑柏', 'secrecy'),
  signer: account('qin', '秦望川', 'signer'),
  deputy: account('pan', '潘若谷', 'signer'),
  everyone: account('quan', '全能', 'officer', 'reviewer', 'secrecy', 'signer', 'analyst', 'admin'),
} as const
export type Person = keyof typeof CAST

/** 2026-11-23 08:12 at +08:00, when the example is detected. */
export const DETECTED = Date.UTC(2026, 10, 23, 0, 12)

export const OPENED: Opened = {
  number: 'AJ-2026-0117',
  title: '网传“11月25日全市出租车集体停运”',
  alertId: 'alert-1',
  eventId: 'event-1',
  times: {
    publishedAt: DETECTED - 11 * HOUR_MS,
    detectedAt: DETECTED,
    alertedAt: DETECTED + 2 * MINUTE_MS,
    claimedAt: DETECTED + 7 * MINUTE_MS,
  },
  evidence: { total: 281, hash: 'e'.repeat(64) },
  suggestion: { level: 'serious', figures: [], ruleVersion: 'level-1' },
  hardTrigger: true,
}

/** A hash good enough for tests: FNV-1a over UTF-16 units. */
export function hash(text: string): string {
  let h = 0x811c9dc5
  for (let at = 0; at < text.length; at++) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193) >>> 0
  return h.toString(16).padStart(8, '0').repeat(8)
}

const around = (person: Person, now: number) => ({ actor: CAST[person], now, policy: DEFAULT_CASE_POLICY, hash })

/** The open case nobody has worked on yet. */
export function opened(change: Partial<Opened> = {}): Case {
  return foldCase(null, openCase({ ...OPENED, ...change }, CAST.officer, DETECTED + 12 * MINUTE_MS, null))!
}

export const play = (theCase: Case, moves: readonly Move[]): Case =>
  moves.reduce((state, move) => foldCase(state, move)!, theCase)

/** The moves of one request, the machine's page check included (`carries` as the page would show). */
export function movesOf(theCase: Case, command: CaseCommand, person: Person, now: number): readonly Move[] {
  if (command.type !== 'public-page-verified') return decide(theCase, command, around(person, now))
  const { release } = pageToCheck(theCase, command.body, around(person, now))
  const check = { url: command.body.url, fetchedAt: now, hash: 'f'.repeat(64), carries: true }
  return [pageChecked(theCase, release.id, check, CAST[person])]
}

const URL = 'https://jtj.yunzhou.example/gonggao/1.html'
const draft = (text: string): CommandBodies['drafted'] => ({
  title: '关于网传出租汽车停运的情况说明',
  text,
  basis: ['证3'],
  openness: 'active',
  opennessReason: '涉及公众切身利益',
  countersignUnits: [],
  partial: false,
  nextUpdateAt: null,
  machineDrafted: false,
})
const facts = { when: '今日8时', where: '云州东站', known: '传言在传播', measures: '已核实', next: '11时再发布' }

/** A filled-in form for each type, as this case stands; `variant` changes what people might choose. */
export function command(type: CommandType, theCase: Case, now: number, variant = 0): CaseCommand {
  const reason = '按规定办理'
  const choose = <Value>(...values: readonly Value[]): Value => values[variant % values.length]!
  const open = openRelease(theCase.releases)
  const published = theCase.releases.filter(one => one.published !== null)
  const waiting = published.find(one => one.archived === null) ?? published.at(-1)
  const review = { hash: open === null ? '' : currentDraft(open).hash, pass: variant % 7 !== 6, opinion: '同意' }
  const bodies: CommandBodies = {
    'alert-merged': { alertId: `alert-${2 + (variant % 3)}`, eventId: `event-${2 + (variant % 3)}` },
    noted: { text: '先核实，再发声' },
    registered: { summary: '网传停运', demand: '求证', scopes: ['interest', 'falsehood'], involved: '客运' },
    'level-confirmed': { level: choose('serious', 'general', 'major') },
    'emergency-confirmed': { emergencyClass: choose('serious', 'none', 'grave', 'general') },
    'must-respond-confirmed': { reasons: choose<CommandBodies['must-respond-confirmed']['reasons']>(['interest'], []) },
    consulted: {
      unit: '市委宣传部',
      unitKind: choose('publicity', 'cyberspace', 'cyberpolice', 'section'),
      person: '田以宁',
      post: '科长',
      method: 'phone',
      oral: variant % 2 === 0,
      at: now,
      told: '概况、拟稿要点',
      opinion: '同意发布',
      adoption: 'adopted',
      adoptionReason: '',
      attachments: [],
      dueAt: null,
    },
    'consultation-answered': {
      consultationId: `c${1 + (variant % 3)}`,
      opinion: '补充意见',
      adoption: 'partly',
      adoptionReason: '条件不具备',
      attachments: [],
    },
    'consultation-concluded': { nature: '不实传言', trend: '上升', risks: '聚集', precautions: '增派疏导' },
    judged: {
      dispositions: [{ disposition: 'falsehood', main: true }],
      responsibility: 'own',
      responsibleUnit: '本局客运科',
      response: choose('respond', 'transfer', 'none'),
      responseReason: '涉及切身利益',
    },
    'judgement-approved': { opinion: '同意' },
    'stage-advanced': { to: nextStage(theCase.stage) ?? 'closed' },
    'stage-returned': { to: choose('consulting', 'judging', 'responding', 'collecting', 'evaluating') },
    drafted: draft(`经逐一核实，全市十二家企业均无停运安排。第${variant % 5}稿。`),
    'emergency-drafted': { title: '情况通报', facts, opennessReason: '突发事件', nextUpdateAt: now + HOUR_MS },
    'first-reviewed': review,
    'second-reviewed': review,
    'secrecy-reviewed': review,
    countersigned: { ...review, unit: '市公安局' },
    signed: review,
    published: { channels: [{ name: '门户网站', url: URL }] },
    'public-page-verified': { releaseId: waiting?.id ?? 'r1', url: URL },
    archived: { releaseId: waiting?.id ?? 'r1', reference: 'GD-2026-31' },
    'release-withdrawn': {},
    'press-conference-held': { at: now, place: '市政府新闻发布厅', organiser: '市政府新闻办' },
    transferred: { unit: '市公安局交警支队', contact: '值班室', matter: '占道停车' },
    'transfer-received': {
      transferId: theCase.transfers.find(one => one.received === null && one.voidedAt === null)?.id ?? 't1',
      unit: '市公安局交警支队',
      person: '鲁长庚',
      at: now,
      reference: '云公交收〔2026〕8号',
    },
    'duty-evidenced': {
      disposition: 'falsehood',
      fields: { facts: '视频为旧视频', handover: '网安支队，10时52分，8号' },
    },
    evaluated: {
      windows: [
        { label: '回应前3小时', fromAt: DETECTED, toAt: DETECTED + 3 * HOUR_MS, negative: 216, total: 355 },
        {
          label: '回应后3小时',
          fromAt: DETECTED + 3 * HOUR_MS,
          toAt: DETECTED + 6 * HOUR_MS,
          negative: 115,
          total: 262,
        },
      ],
      demands: { part: 38, whole: 61 },
      satisfaction: null,
      lessons: '夜间阈值偏高',
      rectifications: [{ text: '调整夜间阈值', unit: '办公室', dueAt: null }],
    },
    'evaluation-approved': { opinion: '同意' },
  }
  return { type, body: bodies[type], reason } as CaseCommand
}

/** The whole way of the example: who does what, in order; `variant` as in `command`. Each step is a minute after the one before. */
export const WALK: readonly (readonly [CommandType, Person, variant?: number, waitMs?: number])[] = [
  ['registered', 'officer'],
  ['stage-advanced', 'officer'],
  ['consulted', 'officer', 0],
  ['consulted', 'officer', 1],
  ['consulted', 'officer', 2],
  ['consultation-concluded', 'officer'],
  ['stage-advanced', 'officer'],
  ['level-confirmed', 'chief'],
  ['emergency-confirmed', 'chief'],
  ['must-respond-confirmed', 'chief'],
  ['judged', 'chief'],
  ['judgement-approved', 'signer'],
  ['stage-advanced', 'chief'],
  ['drafted', 'officer'],
  ['first-reviewed', 'reviewer'],
  ['second-reviewed', 'chief'],
  ['secrecy-reviewed', 'secrecy'],
  ['signed', 'signer'],
  ['published', 'officer'],
  ['public-page-verified', 'officer'],
  ['archived', 'officer'],
  ['press-conference-held', 'officer'],
  ['duty-evidenced', 'officer'],
  ['stage-advanced', 'officer'],
  ['evaluated', 'officer', 0, 25 * HOUR_MS],
  ['evaluation-approved', 'chief'],
  ['stage-advanced', 'chief'],
]

/** Where 研判 forks: another emergency class, no must-respond reason, another way of answering. */
export type Fork = 'respond' | 'transfer' | 'none'
const FORKS: Readonly<Record<Fork, Partial<Record<CommandType, number>>>> = {
  respond: {},
  transfer: { 'emergency-confirmed': 1, judged: 1 },
  none: { 'level-confirmed': 1, 'emergency-confirmed': 1, 'must-respond-confirmed': 1, judged: 2 },
}

/** Walks the first `steps` of the way, by default all; a fork is walked up to the end of 研判 at most. */
export function walked(
  steps = WALK.length,
  start = opened(),
  fork: Fork = 'respond',
): Readonly<{ theCase: Case; now: number; moves: readonly Move[] }> {
  let theCase = start
  let now = theCase.openedAt
  const moves: Move[] = []
  const last = fork === 'respond' ? steps : Math.min(steps, before('drafted'))
  for (const [type, person, usual, waitMs] of WALK.slice(0, last)) {
    const variant = FORKS[fork][type] ?? usual
    now += waitMs ?? MINUTE_MS
    const made = movesOf(theCase, command(type, theCase, now, variant), person, now)
    moves.push(...made)
    theCase = play(theCase, made)
  }
  return { theCase, now, moves }
}

/** Steps walked just before the first step of a type. */
export const before = (type: CommandType, nth = 1): number => {
  const places = WALK.flatMap(([one], at) => (one === type ? [at] : []))
  return places[nth - 1]!
}
