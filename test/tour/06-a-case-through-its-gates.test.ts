/**
 * Chapter 6. A case, its gates and its clocks.
 *
 * A case 案件 is the bureau's work on an alert. It is no row that is updated but a fold of moves 流转: `decide` turns one person's
 * request into the move that is kept, or says what it lacks; `foldCase` makes the state out of the moves. Both are pure: no
 * database, no clock, no chance. Time and hashing come in as arguments, so this chapter needs nothing but the domain.
 */
import {
  type Account,
  type Case,
  type CaseCommand,
  type CommandBodies,
  type CommandType,
  clocks,
  DEFAULT_CASE_POLICY,
  decide,
  foldCase,
  gates,
  HOUR_MS,
  MINUTE_MS,
  openCase,
} from '@guanlan/domain'
import { expect, test } from 'vitest'
import { account, sha256, TEN } from './sample.ts'

const lin = account('lin', '林晓舟', 'officer')
const he = account('he', '何静', 'reviewer')
const zhou = account('zhou', '周明远', 'reviewer')
const qin = account('qin', '秦望川', 'signer')
const policy = DEFAULT_CASE_POLICY
let now = TEN + 12 * MINUTE_MS

const times = {
  publishedAt: TEN - HOUR_MS,
  detectedAt: TEN,
  alertedAt: TEN + MINUTE_MS,
  claimedAt: TEN + 5 * MINUTE_MS,
}
const opening = openCase(
  {
    number: 'AJ-2026-0001',
    title: '网传出租汽车集体停运',
    alertId: 'alert-1',
    eventId: 'event-1',
    times,
    evidence: { total: 4, hash: sha256('evidence') },
    suggestion: { level: 'major', figures: [], ruleVersion: 'level-1' },
    hardTrigger: true,
  },
  lin,
  now,
  null,
)
let theCase: Case = foldCase(null, opening)!

function step<T extends CommandType>(
  who: Account,
  type: T,
  body: CommandBodies[T],
  reason: string | null = null,
): Case {
  now += MINUTE_MS
  const command = { type, body, reason } as CaseCommand
  const moves = decide(theCase, command, { actor: who, now, policy, hash: sha256 })
  theCase = moves.reduce((state, move) => foldCase(state, move)!, theCase)
  return theCase
}
const lacking = () =>
  gates(theCase, now, policy)
    [theCase.stage].filter(({ met }) => !met)
    .map(({ label }) => label)
const clockOf = (id: string) => clocks(theCase, policy, now).find(clock => clock.id === id)

test('it opens in 收集, with the machine’s suggestion and nobody’s decision yet', () => {
  expect(theCase).toMatchObject({ stage: 'collecting', suggestion: { level: 'major' }, level: null })
})

test('until people confirm the class, a hard trigger shows both statutory clocks, each marked 待核定', () => {
  expect(clockOf('answer-5h')).toMatchObject({ dueAt: TEN + 5 * HOUR_MS, unconfirmed: true })
  expect(clockOf('answer-48h')).toMatchObject({ dueAt: TEN + 48 * HOUR_MS, unconfirmed: true })
})

test('a stage is left when its conditions are met; what lacks is named', () => {
  expect(lacking()).toEqual(['登记'])
  expect(() => step(lin, 'stage-advanced', { to: 'consulting' })).toThrow('case/gate-unmet')
  step(lin, 'registered', { summary: '网传停运', demand: '求证', scopes: ['interest'], involved: '出租汽车企业' })
  expect(step(lin, 'stage-advanced', { to: 'consulting' }).stage).toBe('consulting')
})

test('会商: who was asked, what they said, whether it was taken up', () => {
  step(lin, 'consulted', {
    ...{ unit: '云州市委宣传部', unitKind: 'publicity', person: '田以宁', post: '科长', method: 'phone', oral: false },
    ...{
      at: now,
      told: '概况',
      opinion: '同意发布',
      adoption: 'adopted',
      adoptionReason: '',
      attachments: [],
      dueAt: null,
    },
  })
  step(lin, 'consultation-concluded', { nature: '不实传言', trend: '上升', risks: '聚集', precautions: '增派运力' })
  expect(() => step(lin, 'stage-advanced', { to: 'responding' })).toThrow('case/wrong-stage') // no stage is skipped
  step(lin, 'stage-advanced', { to: 'judging' })
})

test('a level is settled by a person with the role and a reason; the suggestion stays beside it', () => {
  expect(() => step(lin, 'level-confirmed', { level: 'serious' }, '扩散快')).toThrow('case/not-your-role')
  expect(() => step(he, 'level-confirmed', { level: 'serious' })).toThrow('case/reason-missing')
  step(he, 'level-confirmed', { level: 'serious' }, '扩散快')
  expect(theCase).toMatchObject({ level: { value: 'serious' }, suggestion: { level: 'major' } })
})

test('the class of the emergency alone chooses the clock; a change recomputes and keeps both', () => {
  step(he, 'emergency-confirmed', { emergencyClass: 'general' }, '未影响全市')
  expect(clockOf('answer-5h')).toBeUndefined()
  expect(clockOf('answer-48h')).toMatchObject({ unconfirmed: false, superseded: false })
  step(zhou, 'emergency-confirmed', { emergencyClass: 'serious' }, '影响扩大到全市')
  expect(clockOf('answer-48h')).toMatchObject({ superseded: true })
  expect(clockOf('answer-5h')).toMatchObject({ state: 'running', superseded: false })
})

test('the clock runs in natural hours: a quarter left is near, then overdue; no night stops it', () => {
  const state = (at: number) => clocks(theCase, policy, at).find(({ id }) => id === 'answer-5h')!.state
  expect(state(TEN + 3 * HOUR_MS)).toBe('running')
  expect(state(TEN + 4 * HOUR_MS)).toBe('near')
  expect(state(TEN + 5 * HOUR_MS + 1)).toBe('overdue')
})

test('研判: where an answer is owed, 无需回应 is refused; who judges does not approve', () => {
  step(he, 'must-respond-confirmed', { reasons: ['interest'] }, '涉及切身利益')
  const judged: CommandBodies['judged'] = {
    dispositions: [{ disposition: 'falsehood', main: true }],
    ...{ responsibility: 'own', responsibleUnit: '客运科', response: 'respond', responseReason: '须澄清' },
  }
  expect(() => step(zhou, 'judged', { ...judged, response: 'none' })).toThrow('case/must-respond-stands')
  step(zhou, 'judged', judged)
  expect(() => step(zhou, 'judgement-approved', { opinion: '同意' })).toThrow('case/same-person')
  step(qin, 'judgement-approved', { opinion: '同意' })
  expect(step(zhou, 'stage-advanced', { to: 'responding' }).stage).toBe('responding')
})

test('the chain of release is a list of gates too: five people, and a public page that carries the text', () => {
  expect(lacking()).toEqual(['拟稿', '初审', '复审', '保密审查', '签发', '发布', '公开核验', '归档'])
  // page-to-brief.test.ts in test/flow walks the rest of the way through HTTP
})
