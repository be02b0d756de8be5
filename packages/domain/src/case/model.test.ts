import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Conflict, Rejected } from '../error.ts'
import type { Move } from '../ledger.ts'
import { type Case, isSerious } from './case.ts'
import { answeredAt, clocks, DEFAULT_CASE_POLICY } from './clocks.ts'
import { allowed, COMMAND_TYPES } from './decide.ts'
import { CAST, command, type Fork, hash, movesOf, opened, type Person, play, WALK, walked } from './example.ts'
import { foldCase } from './fold.ts'
import { gates } from './gates.ts'
import type { CommandType } from './moves.ts'
import { authors, currentDraft, openRelease, passed, type Release, standing } from './release.ts'
import { isBefore, isGrave, MUST_CONSULT } from './stage.ts'

// A release needs four signatures in a row, which blind choice hardly ever gives: half the choices prefer these.
const ONWARD: readonly CommandType[] = ['first-reviewed', 'second-reviewed', 'secrecy-reviewed', 'signed', 'published']
const PEOPLE = Object.keys(CAST) as Person[]

/** The first rule of the issue: never without 保密审查 and 签发 by another person than the drafter, each step another person. */
function releasedLawfully(before: Case, release: Release): void {
  const signature = standing(release).find(review => review.step === 'sign' && review.pass)
  const secrecy = standing(release).find(review => review.step === 'secrecy' && review.pass)
  expect(signature).toBeDefined()
  expect(secrecy).toBeDefined()
  const account = (id: string) => Object.values(CAST).find(one => one.id === id)!
  expect(account(signature!.by.id).roles).toContain('signer')
  expect(account(secrecy!.by.id).roles).toContain('secrecy')
  const hands = [...authors(release), ...standing(release).map(review => review.by.id)]
  expect(new Set(hands).size).toBe(hands.length)
  expect(currentDraft(release).openness).toBe('active')
  if (release.track === 'regular') {
    for (const step of ['first', 'second'] as const) expect(passed(release, step)).toBe(true)
    expect(before.judgement?.response).toBe('respond')
    expect(before.approval).not.toBeNull()
  } else {
    // The third rule: the only release before 研判 is the emergency channel, for 重大 and up, after an oral consultation.
    expect(isGrave(before.emergency?.value ?? null)).toBe(true)
    expect(before.consultations.some(one => one.oral && one.answeredAt !== null)).toBe(true)
  }
}

function lawful(before: Case, moves: readonly Move[], after: Case, now: number): void {
  for (const release of after.releases) {
    const was = before.releases.find(one => one.id === release.id)
    if (release.published !== null && (was?.published ?? null) === null) releasedLawfully(before, release)
    const edited = was !== undefined && was.drafts.length < release.drafts.length
    if (edited) expect(standing(release)).toEqual([])
  }
  expect(after.releases.filter(one => one.published === null && one.withdrawn === null).length).toBeLessThanOrEqual(1)
  // The second rule: no 评估 without 研判, and nothing later than its stage allows.
  if (!isBefore(after.stage, 'responding')) {
    expect(after.registration).not.toBeNull()
    expect(after.conclusion).not.toBeNull()
    expect(after.judgement).not.toBeNull()
    expect(after.approval).not.toBeNull()
  }
  if (after.judgement?.response === 'none') {
    expect(after.mustRespond?.value ?? []).toEqual([])
    expect(isGrave(after.emergency?.value ?? null)).toBe(false)
  }
  if (after.stage === 'closed') closedLawfully(after, now)
  const stopped = answeredAt(before) === null && answeredAt(after) !== null
  const stoppers = ['public-page-verified', 'press-conference-held', 'transfer-received']
  if (stopped) expect(moves.some(move => stoppers.includes(move.type))).toBe(true)
  for (const move of moves) {
    expect(move.by.kind).toBe(move.type === 'public-page-verified' ? 'machine' : 'person')
  }
}

function closedLawfully(theCase: Case, now: number): void {
  const lacking = gates(theCase, now, DEFAULT_CASE_POLICY).evaluating.filter(gate => !gate.met)
  expect(lacking).toEqual([])
  expect(theCase.duties.every(duty => duty.evidence !== null)).toBe(true)
  expect(openRelease(theCase.releases)).toBeNull()
  if (!isSerious(theCase)) return
  const heard = theCase.consultations.filter(one => one.answeredAt !== null).map(one => one.unitKind)
  for (const kind of MUST_CONSULT) expect(heard).toContain(kind)
}

const request = fc.record({
  pick: fc.nat(10_000),
  variant: fc.nat(100),
  wild: fc.integer({ min: 0, max: 9 }), // 0: any type by anyone, mostly refused; else one of those allowed
  waitMs: fc.oneof(fc.constant(60_000), fc.integer({ min: 1, max: 40 * 3_600_000 })),
})

function choose(theCase: Case, one: { pick: number; wild: number }, now: number): readonly [CommandType, Person] {
  if (one.wild > 0) {
    const around = (person: Person) => ({ actor: CAST[person], now, policy: DEFAULT_CASE_POLICY, hash })
    const open = PEOPLE.flatMap(person =>
      allowed(theCase, around(person))
        .filter(entry => entry.missing === null)
        .map(entry => [entry.type, person] as const),
    )
    const onward = one.wild > 4 ? open.filter(([type]) => ONWARD.includes(type)) : []
    const pool = onward.length > 0 ? onward : open
    if (pool.length > 0) return pool[one.pick % pool.length]!
  }
  return [COMMAND_TYPES[one.pick % COMMAND_TYPES.length]!, PEOPLE[Math.floor(one.pick / 97) % PEOPLE.length]!]
}

test('whatever anybody tries, every reachable state is lawful', () => {
  const seen = new Set<string>()
  const property = fc.property(
    fc.integer({ min: 0, max: WALK.length }),
    fc.constantFrom<Fork>('respond', 'respond', 'transfer', 'none'),
    fc.array(request, { minLength: 10, maxLength: 50 }),
    (steps, fork, requests) => {
      const start = opened()
      const first = walked(steps, start, fork)
      const history = [...first.moves]
      let { theCase, now } = first
      for (const one of requests) {
        now += one.waitMs
        const [type, person] = choose(theCase, one, now)
        const surroundings = { actor: CAST[person], now, policy: DEFAULT_CASE_POLICY, hash }
        const entry = allowed(theCase, surroundings).find(each => each.type === type)
        try {
          const moves = movesOf(theCase, command(type, theCase, now, one.variant), person, now)
          expect(entry?.missing).toBeNull() // nothing succeeds that the list of what is allowed refuses
          const after = play(theCase, moves)
          lawful(theCase, moves, after, now)
          for (const clock of clocks(after, DEFAULT_CASE_POLICY, now)) expect(clock.dueAt).not.toBeNaN()
          history.push(...moves)
          theCase = after
          seen.add(`${after.stage}`).add(type)
        } catch (error) {
          if (!(error instanceof Rejected || error instanceof Conflict)) throw error
          expect(error.code).toMatch(/^case\//)
          expect(error.detail).toMatch(/\p{Script=Han}/u)
        }
      }
      expect(play(start, history)).toEqual(theCase)
    },
  )
  fc.assert(property, { numRuns: 100, seed: 20261124 })
  // The walk must have been a real one: every move and every stage was reached somewhere (会签 has its own table).
  const missed = COMMAND_TYPES.filter(type => !seen.has(type) && type !== 'countersigned')
  expect(missed).toEqual([])
})

test('a move of a newer house only counts', () => {
  const theCase = opened()
  const move: Move = {
    kind: 'case',
    id: theCase.id,
    type: 'toString',
    by: theCase.openedBy,
    at: 1,
    reason: null,
    body: {},
  }
  expect(foldCase(theCase, move)).toEqual({ ...theCase, moves: 2 })
  expect(foldCase(null, move)).toBeNull()
})
