import { expect, test } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../time.ts'
import { caseNumber } from './case.ts'
import { answeredAt, type Clock, clocks, DEFAULT_CASE_POLICY } from './clocks.ts'
import { pageChecked } from './decide.ts'
import { missingEvidence } from './disposition.ts'
import { share } from './evaluation.ts'
import { before, CAST, command, DETECTED, movesOf, opened, play, WALK, walked } from './example.ts'

const at = (list: readonly Clock[], id: string) => list.find(clock => clock.id === id)
const seen = (theCase: Parameters<typeof clocks>[0], now: number) => clocks(theCase, DEFAULT_CASE_POLICY, now)

test('until a person confirms, a hard trigger shows both clocks, each marked', () => {
  const both = seen(opened(), DETECTED + HOUR_MS)
  expect(at(both, 'answer-5h')).toMatchObject({ dueAt: DETECTED + 5 * HOUR_MS, unconfirmed: true, state: 'running' })
  expect(at(both, 'press-24h')).toMatchObject({ dueAt: DETECTED + 24 * HOUR_MS, unconfirmed: true })
  expect(at(both, 'answer-48h')).toMatchObject({ dueAt: DETECTED + 48 * HOUR_MS, unconfirmed: true })
  const one = seen(opened({ hardTrigger: false }), DETECTED + HOUR_MS)
  expect(one.map(clock => clock.id)).toEqual(['answer-48h', 'register'])
})

test.each([
  { left: 2 * HOUR_MS, state: 'running' },
  { left: 75 * MINUTE_MS, state: 'running' }, // exactly a quarter
  { left: 75 * MINUTE_MS - 1, state: 'near' },
  { left: 0, state: 'near' }, // the minute itself is still in time
  { left: -1, state: 'overdue' },
])('5 hours with $left ms left is $state', ({ left, state }) => {
  expect(at(seen(opened(), DETECTED + 5 * HOUR_MS - left), 'answer-5h')?.state).toBe(state)
})

test('a change of class recomputes and keeps both', () => {
  const { theCase, now } = walked(before('must-respond-confirmed'))
  expect(seen(theCase, now).map(clock => clock.id)).toEqual(['answer-5h', 'press-24h', 'register'])
  const lower = play(theCase, movesOf(theCase, command('emergency-confirmed', theCase, now, 3), 'chief', now))
  const list = seen(lower, now)
  expect(at(list, 'answer-5h')?.superseded).toBe(true)
  expect(at(list, 'answer-48h')).toMatchObject({ superseded: false, unconfirmed: false })
})

test('only a page that carries the text stops the clock: not the signature, not the publication', () => {
  const { theCase, now } = walked(before('public-page-verified'))
  expect(theCase.releases[0]?.published).not.toBeNull()
  expect(answeredAt(theCase)).toBeNull()
  const check = {
    url: 'https://jtj.yunzhou.example/gonggao/1.html',
    fetchedAt: now,
    hash: 'f'.repeat(64),
    carries: false,
  }
  const missed = play(theCase, [pageChecked(theCase, 'r1', check, CAST.officer)])
  expect(answeredAt(missed)).toBeNull()
  const found = play(missed, [pageChecked(missed, 'r1', { ...check, carries: true }, CAST.officer)])
  expect(answeredAt(found)).toBe(now)
  expect(at(seen(found, now + 50 * HOUR_MS), 'answer-5h')?.state).toBe('met')
  expect(at(seen(found, now + 50 * HOUR_MS), 'press-24h')?.state).toBe('overdue') // a page is no press conference
})

test('people cannot say that a page carries the text', () => {
  const { theCase, now } = walked(before('public-page-verified'))
  const check = { releaseId: 'r1', url: 'https://elsewhere.example/' }
  const ask = () => movesOf(theCase, { type: 'public-page-verified', body: check, reason: null }, 'officer', now)
  expect(ask).toThrow('case/bad-url')
})

test('签收 stops the clock of a 转办 only by the unit it went to', () => {
  const start = walked(WALK.length, opened(), 'transfer')
  const { now } = start
  let { theCase } = start
  theCase = play(theCase, movesOf(theCase, command('transferred', theCase, now), 'officer', now))
  expect(answeredAt(theCase)).toBeNull()
  const receipt = command('transfer-received', theCase, now)
  const other = { ...receipt, body: { ...receipt.body, unit: '市城管局' } } as typeof receipt
  expect(() => movesOf(theCase, other, 'officer', now)).toThrow('case/wrong-unit')
  const done = play(theCase, movesOf(theCase, receipt, 'officer', now))
  expect(answeredAt(done)).toBe(now)
  const request = { type: 'stage-returned', body: { to: 'judging' }, reason: '退回重办' } as const
  expect(answeredAt(play(done, movesOf(done, request, 'chief', now)))).toBeNull() // done again, clock runs again
})

test('an approved 无需回应 runs no answer clock', () => {
  const { theCase, now } = walked(WALK.length, opened(), 'none')
  expect(seen(theCase, now).filter(clock => clock.kind === 'statutory')).toEqual([])
})

test('numbers rise within a year', () => {
  expect(caseNumber(2026, [])).toBe('AJ-2026-0001')
  expect(caseNumber(2026, ['AJ-2026-0116', 'AJ-2025-0900', 'AJ-2026-0009'])).toBe('AJ-2026-0117')
  expect(caseNumber(2026, ['AJ-2026-9999'])).toBe('AJ-2026-10000')
})

test('each disposition asks for its own evidence', () => {
  expect(missingEvidence('suggestion', { adopted: '采纳', reason: ' ' })).toEqual(['理由', '公开链接'])
  expect(missingEvidence('misconception', { facts: '对照表' })).toEqual([])
})

test.each([
  { ratio: null, state: '未报' },
  { ratio: { part: 0, whole: 0 }, state: '无数据' },
  { ratio: { part: 7, whole: 9 }, state: '数据不足' },
  { ratio: { part: 38, whole: 61 }, state: 'ok' },
])('a share of $ratio is $state', ({ ratio, state }) => {
  expect(share(ratio).state).toBe(state)
  if (state !== 'ok') expect(share(ratio).value).toBeNull()
})
