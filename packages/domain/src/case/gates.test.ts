import { expect, test } from 'vitest'
import type { Case } from './case.ts'
import { DEFAULT_CASE_POLICY } from './clocks.ts'
import { allowed, decide } from './decide.ts'
import { before, CAST, command, hash, movesOf, opened, type Person, play, WALK, walked } from './example.ts'
import { gates, lacking } from './gates.ts'
import type { CaseCommand, CommandType } from './moves.ts'
import { nextStage, type Stage } from './stage.ts'

const code = (theCase: Case, request: CaseCommand, person: Person, now: number): string => {
  try {
    movesOf(theCase, request, person, now)
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}
const unmet = (theCase: Case, stage: Stage, now: number) =>
  gates(theCase, now, DEFAULT_CASE_POLICY)
    [stage].filter(gate => !gate.met)
    .map(gate => gate.id)

test.each<readonly [Stage, CommandType, string]>([
  ['collecting', 'registered', 'registration'],
  ['consulting', 'consultation-concluded', 'nature,trend,risks,precautions'],
  ['judging', 'level-confirmed', 'level'],
  ['judging', 'emergency-confirmed', 'emergency'],
  ['judging', 'must-respond-confirmed', 'mustRespond'],
  ['judging', 'judged', 'dispositions,responsible,approval'],
  ['judging', 'judgement-approved', 'approval'],
  ['responding', 'first-reviewed', 'first,second,secrecy,sign,published,verified,archived'],
  ['responding', 'secrecy-reviewed', 'secrecy,sign,published,verified,archived'],
  ['responding', 'signed', 'sign,published,verified,archived'],
  ['responding', 'published', 'published,verified,archived'],
  ['responding', 'public-page-verified', 'verified,archived'],
  ['responding', 'archived', 'archived'],
  ['evaluating', 'evaluated', 'aged,windows,demands,rectifications,evaluation-approval'],
  ['evaluating', 'evaluation-approved', 'evaluation-approval'],
])('%s before %s lacks %s, and cannot be left', (stage, type, ids) => {
  const { theCase, now } = walked(before(type))
  const lack = unmet(theCase, stage, now).join(',')
  // what comes later in the same stage lacks as well
  expect(lack.startsWith(ids)).toBe(true)
  const request: CaseCommand = { type: 'stage-advanced', body: { to: nextStage(stage)! }, reason: null }
  expect(theCase.stage).toBe(stage)
  expect(code(theCase, request, 'chief', now)).toBe('case/gate-unmet')
})

test('the whole way ends closed with nothing lacking', () => {
  const { theCase, now } = walked()
  expect(theCase.stage).toBe('closed')
  expect(unmet(theCase, 'evaluating', now)).toEqual([])
  expect(theCase.entered.map(one => one.stage)).toEqual([
    'collecting',
    'consulting',
    'judging',
    'responding',
    'evaluating',
    'closed',
  ])
  expect(theCase.closedAt).toBe(now)
  expect(theCase.suggestion.level).toBe('serious') // the machine's word stays beside the person's
})

test.each<readonly [CommandType, Person, string]>([
  ['registered', 'secrecy', 'case/not-your-role'],
  ['level-confirmed', 'officer', 'case/not-your-role'],
  ['judged', 'officer', 'case/not-your-role'],
  ['judgement-approved', 'chief', 'case/same-person'], // who judged does not approve
  ['judgement-approved', 'reviewer', 'case/not-your-role'], // 重大: 分管局领导 approves
  ['first-reviewed', 'officer', 'case/not-your-role'],
  ['second-reviewed', 'reviewer', 'case/same-person'], // already did 初审
  ['secrecy-reviewed', 'chief', 'case/not-your-role'],
  ['signed', 'chief', 'case/not-your-role'],
  ['published', 'signer', 'case/not-your-role'],
  ['public-page-verified', 'signer', 'case/not-your-role'],
  ['evaluation-approved', 'officer', 'case/not-your-role'],
])('%s by %s is %s', (type, person, expected) => {
  const { theCase, now } = walked(before(type))
  expect(code(theCase, command(type, theCase, now), person, now)).toBe(expected)
  const around = { actor: CAST[person], now, policy: DEFAULT_CASE_POLICY, hash }
  expect(allowed(theCase, around).find(entry => entry.type === type)?.missing).toMatch(/\p{Script=Han}/u)
})

test('a 重大 case cannot close without 宣传, 网信 and 网警', () => {
  for (const [nth, name] of ['宣传部门', '网信部门', '公安网安（网警）'].entries()) {
    const start = walked(before('consulted', nth + 1))
    let { theCase, now } = start
    for (const [type, person, variant, waitMs] of WALK.slice(before('consulted', nth + 1) + 1, -1)) {
      now += waitMs ?? 60_000
      theCase = play(theCase, movesOf(theCase, command(type, theCase, now, variant), person, now))
    }
    expect(lacking(theCase, 'evaluating', now, DEFAULT_CASE_POLICY)).toEqual([`缺会商意见：${name}`])
  }
})

test('无需回应 is refused while a must-respond reason stands, and falls when one appears', () => {
  const standing = walked(before('judged'))
  expect(code(standing.theCase, command('judged', standing.theCase, standing.now, 2), 'chief', standing.now)).toBe(
    'case/must-respond-stands',
  )
  const settled = walked(WALK.length, opened(), 'none')
  expect(settled.theCase.stage).toBe('responding')
  const again = command('must-respond-confirmed', settled.theCase, settled.now, 0)
  const moves = movesOf(settled.theCase, again, 'chief', settled.now)
  expect(moves.map(move => move.type)).toEqual(['must-respond-confirmed', 'stage-returned'])
  const back = play(settled.theCase, moves)
  expect([back.stage, back.judgement, back.approval]).toEqual(['judging', null, null])
})

test.each<readonly [Stage, number, Stage, readonly string[]]>([
  ['consulting', before('stage-advanced', 1) + 1, 'collecting', ['registration']],
  ['judging', before('stage-advanced', 2) + 1, 'consulting', ['conclusion']],
  ['responding', before('published'), 'judging', ['judgement', 'approval']],
  ['responding', before('published'), 'consulting', ['conclusion', 'judgement', 'approval']],
  ['evaluating', before('stage-advanced', 5), 'responding', ['evaluation', 'evaluationApproval']],
  ['evaluating', before('stage-advanced', 5), 'judging', ['judgement', 'approval', 'evaluation']],
  ['closed', WALK.length, 'evaluating', ['evaluation', 'evaluationApproval', 'closedAt']],
])('from %s (step %i) back to %s voids %j', (stage, steps, to, fields) => {
  const { theCase, now } = walked(steps)
  expect(theCase.stage).toBe(stage)
  const silent: CaseCommand = { type: 'stage-returned', body: { to }, reason: ' ' }
  expect(code(theCase, silent, 'chief', now)).toBe('case/reason-missing')
  const back = play(theCase, movesOf(theCase, { ...silent, reason: '事实有变' }, 'chief', now))
  expect(back.stage).toBe(to)
  for (const field of fields) expect(back[field as keyof Case]).toBeNull()
  const open = back.releases.filter(release => release.published === null)
  expect(open.flatMap(release => release.reviews).every(review => review.voidedAt !== null)).toBe(true)
})

test.each<readonly [Stage, Stage]>([
  ['judging', 'judging'],
  ['responding', 'collecting'],
  ['evaluating', 'collecting'],
])('there is no way back from %s to %s', (stage, to) => {
  const entry = { judging: 2, responding: 3, evaluating: 4 }[stage as 'judging'] ?? 0
  const { theCase, now } = walked(before('stage-advanced', entry) + 1)
  expect(code(theCase, { type: 'stage-returned', body: { to }, reason: '因故' }, 'chief', now)).toBe('case/wrong-stage')
})

test('another judgement needs another approval', () => {
  const { theCase, now } = walked(before('judgement-approved') + 1)
  expect(theCase.approval).not.toBeNull()
  const again = play(theCase, movesOf(theCase, command('judged', theCase, now, 1), 'chief', now))
  expect(again.approval).toBeNull()
  expect(again.duties).toEqual(theCase.duties)
})

test('who wrote the evaluation does not sign it off, and writing it anew takes the sign-off away', () => {
  const { theCase, now } = walked(before('evaluated'))
  const own = play(theCase, movesOf(theCase, command('evaluated', theCase, now), 'everyone', now))
  expect(code(own, command('evaluation-approved', own, now), 'everyone', now)).toBe('case/same-person')
  const signed = play(own, movesOf(own, command('evaluation-approved', own, now), 'chief', now))
  const anew = play(signed, movesOf(signed, command('evaluated', signed, now), 'officer', now))
  expect(anew.evaluationApproval).toBeNull()
})

test('a closed case takes nothing but the way back', () => {
  const { theCase, now } = walked()
  const around = { actor: CAST.everyone, now, policy: DEFAULT_CASE_POLICY, hash }
  expect(allowed(theCase, around).map(entry => entry.type)).toEqual(['stage-returned'])
  expect(code(theCase, command('noted', theCase, now), 'signer', now)).toBe('case/closed')
})

test('an account that was switched off decides nothing', () => {
  const around = { actor: { ...CAST.everyone, active: false }, now: 0, policy: DEFAULT_CASE_POLICY, hash }
  expect(() => decide(opened(), command('noted', opened(), 0), around)).toThrow('case/not-your-role')
})
