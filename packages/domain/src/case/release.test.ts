import { expect, test } from 'vitest'
import { HOUR_MS } from '../time.ts'
import type { Case } from './case.ts'
import { clocks, DEFAULT_CASE_POLICY } from './clocks.ts'
import { before, command, movesOf, type Person, play, walked } from './example.ts'
import type { CaseCommand, CommandType } from './moves.ts'
import { carries, currentDraft, openRelease, standing } from './release.ts'

const step = (theCase: Case, type: CommandType, person: Person, now: number, change: object = {}): Case => {
  const request = command(type, theCase, now)
  return play(
    theCase,
    movesOf(theCase, { ...request, body: { ...request.body, ...change } } as CaseCommand, person, now),
  )
}
const refused = (theCase: Case, type: CommandType, person: Person, now: number, change: object = {}) => {
  try {
    step(theCase, type, person, now, change)
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('an edit voids every signature after it, and the old hash is refused', () => {
  const { theCase, now } = walked(before('published'))
  const old = currentDraft(openRelease(theCase.releases)!).hash
  expect(standing(openRelease(theCase.releases)!).length).toBe(4)
  const edited = step(theCase, 'drafted', 'officer', now, { text: '改了一句话的情况说明，其余不变。' })
  const release = openRelease(edited.releases)!
  expect(standing(release)).toEqual([])
  expect(release.reviews.map(review => review.voidedAt)).toEqual([now, now, now, now])
  expect(refused(edited, 'published', 'officer', now)).toBe('case/review-missing')
  expect(refused(edited, 'first-reviewed', 'reviewer', now, { hash: old })).toBe('case/draft-changed')
})

test('a text changed back to what was signed is not signed', () => {
  const { theCase, now } = walked(before('published'))
  const first = currentDraft(openRelease(theCase.releases)!)
  const other = step(theCase, 'drafted', 'officer', now, { text: '中间改过一稿的情况说明。' })
  const again = step(other, 'drafted', 'officer', now, { text: first.text })
  expect(currentDraft(openRelease(again.releases)!).hash).toBe(first.hash)
  expect(standing(openRelease(again.releases)!)).toEqual([])
})

test.each<readonly [CommandType, Person]>([
  ['first-reviewed', 'everyone'],
  ['second-reviewed', 'everyone'],
  ['secrecy-reviewed', 'everyone'],
  ['signed', 'everyone'],
])('who drafted does not do %s, whatever roles they hold', (type, person) => {
  const { theCase, now } = walked(before('drafted'))
  const drafted = step(theCase, 'drafted', 'everyone', now)
  let state = drafted
  const chain = [
    ['first-reviewed', 'reviewer'],
    ['second-reviewed', 'chief'],
    ['secrecy-reviewed', 'secrecy'],
    ['signed', 'signer'],
  ] as const
  for (const [one, by] of chain) {
    if (one === type) expect(refused(state, type, person, now)).toBe('case/same-person')
    state = step(state, one, by, now)
  }
})

test('steps come in order and a refusal stops them', () => {
  const { theCase, now } = walked(before('first-reviewed'))
  expect(refused(theCase, 'secrecy-reviewed', 'secrecy', now)).toBe('case/review-missing')
  expect(refused(theCase, 'signed', 'signer', now)).toBe('case/review-missing')
  expect(refused(theCase, 'first-reviewed', 'reviewer', now, { pass: false, opinion: '' })).toBe('case/field-missing')
  const back = step(theCase, 'first-reviewed', 'reviewer', now, { pass: false, opinion: '引文不全' })
  expect(refused(back, 'second-reviewed', 'chief', now)).toBe('case/draft-refused')
  expect(refused(back, 'published', 'officer', now)).toBe('case/draft-refused')
  expect(refused(back, 'drafted', 'officer', now)).toBe('case/unchanged') // the same words again are no answer to it
  const again = step(back, 'drafted', 'officer', now, { text: '补全引文之后的情况说明。' })
  expect(refused(again, 'first-reviewed', 'reviewer', now)).toBe('done')
})

test('会签 stands between 保密审查 and 签发, by every unit asked', () => {
  const { theCase, now } = walked(before('drafted'))
  let state = step(theCase, 'drafted', 'officer', now, { countersignUnits: ['市公安局', '市委网信办'] })
  state = step(state, 'first-reviewed', 'reviewer', now)
  state = step(state, 'second-reviewed', 'chief', now)
  state = step(state, 'secrecy-reviewed', 'secrecy', now)
  expect(refused(state, 'signed', 'signer', now)).toBe('case/review-missing')
  expect(refused(state, 'countersigned', 'officer', now, { unit: '市信访局' })).toBe('case/wrong-unit')
  state = step(state, 'countersigned', 'officer', now, { unit: '市公安局' })
  expect(refused(state, 'signed', 'signer', now)).toBe('case/review-missing')
  state = step(state, 'countersigned', 'officer', now, { unit: '市委网信办' })
  expect(refused(state, 'signed', 'signer', now)).toBe('done')
})

test('what is not 主动公开 is signed but never published', () => {
  const { theCase, now } = walked(before('drafted'))
  let state = step(theCase, 'drafted', 'officer', now, { openness: 'on-request', opennessReason: '内部事项' })
  state = step(state, 'first-reviewed', 'reviewer', now)
  state = step(state, 'second-reviewed', 'chief', now)
  state = step(state, 'secrecy-reviewed', 'secrecy', now)
  state = step(state, 'signed', 'signer', now)
  expect(refused(state, 'published', 'officer', now)).toBe('case/not-public')
})

test('before 研判 only the emergency channel speaks, and owes its minutes within a day', () => {
  const start = walked(before('consulted'))
  let { theCase } = start
  const { now } = start
  expect(refused(theCase, 'drafted', 'officer', now)).toBe('case/judgement-missing')
  expect(refused(theCase, 'emergency-drafted', 'officer', now)).toBe('case/emergency-not-allowed')
  theCase = step(theCase, 'emergency-confirmed', 'chief', now, { emergencyClass: 'major' })
  expect(refused(theCase, 'emergency-drafted', 'officer', now)).toBe('case/emergency-not-allowed')
  theCase = step(theCase, 'emergency-confirmed', 'chief', now, { emergencyClass: 'serious' })
  expect(refused(theCase, 'emergency-drafted', 'officer', now)).toBe('case/oral-consultation-missing')
  theCase = step(theCase, 'consulted', 'officer', now, { oral: true })
  theCase = step(theCase, 'emergency-drafted', 'officer', now)
  expect(refused(theCase, 'signed', 'signer', now)).toBe('case/review-missing') // 保密审查 is never skipped
  theCase = step(theCase, 'secrecy-reviewed', 'secrecy', now)
  expect(refused(theCase, 'published', 'officer', now)).toBe('case/review-missing') // nor 签发
  theCase = step(theCase, 'signed', 'signer', now)
  theCase = step(theCase, 'published', 'officer', now)
  expect(theCase.stage).toBe('consulting')
  const owed = clocks(theCase, DEFAULT_CASE_POLICY, now + 25 * HOUR_MS).find(clock => clock.id === 'minutes-r1')
  expect(owed).toMatchObject({ dueAt: now + 24 * HOUR_MS, state: 'overdue', stoppedAt: null })
})

test('an emergency statement is signed only while the class stands', () => {
  const start = walked(before('consulted'))
  const { now } = start
  let theCase = step(start.theCase, 'emergency-confirmed', 'chief', now, { emergencyClass: 'grave' })
  theCase = step(theCase, 'consulted', 'officer', now, { oral: true })
  theCase = step(theCase, 'emergency-drafted', 'officer', now)
  theCase = step(theCase, 'secrecy-reviewed', 'secrecy', now)
  theCase = step(theCase, 'emergency-confirmed', 'chief', now, { emergencyClass: 'general' })
  expect(refused(theCase, 'signed', 'signer', now)).toBe('case/emergency-not-allowed')
})

test('a partial answer promises the next one', () => {
  const { theCase, now } = walked(before('drafted'))
  const late = { partial: true, nextUpdateAt: now }
  expect(refused(theCase, 'drafted', 'officer', now, { partial: true })).toBe('case/field-missing')
  expect(refused(theCase, 'drafted', 'officer', now, late)).toBe('case/field-missing')
  expect(refused(theCase, 'drafted', 'officer', now, { ...late, nextUpdateAt: now + 1 })).toBe('done')
})

test.each([
  {
    page: '情况说明 经核实，均无停运安排，目前运营正常。 返回首页',
    text: '经核实，均无停运安排， 目前运营正常。',
    found: true,
  },
  { page: '经核实均无停运安排目前运营正常', text: '经核实，均无停运安排；目前运营正常！', found: true }, // marks and spaces aside
  { page: '经核实，均无停运安排', text: '经核实，均无停运安排，目前运营正常', found: false }, // cut short
  { page: '经核实，均有停运安排，目前运营正常', text: '经核实，均无停运安排，目前运营正常', found: false }, // one character
  { page: '已处理', text: '已处理', found: false }, // too short to prove anything alone
  { page: '关于投诉的回复 已处理', text: '已处理', found: true }, // unless its title is there too
  { page: 'ＡＢＣ１２３出租汽车企业均正常', text: 'abc123出租汽车企业均正常', found: true }, // width and case aside
  { page: '任何页面', text: '。。。', found: false }, // nothing to look for is not found everywhere
])('$page carries $text: $found', ({ page, text, found }) => {
  expect(carries(page, { title: '关于投诉的回复', text })).toBe(found)
})
