import { expect, test } from 'vitest'
import type { Account, Role } from './account.ts'
import {
  type Brief,
  composeMove,
  editNarrative,
  fileBrief,
  foldBrief,
  nextIssue,
  reviewBrief,
  signBrief,
} from './brief.ts'

const account = (id: string, ...roles: Role[]): Account => {
  return { id, name: id, post: '', unit: '', roles, active: true, demo: false }
}
const officer = account('lin', 'officer')
const chain = [account('he', 'reviewer'), account('zhou', 'reviewer'), account('zheng', 'secrecy')] as const
const signer = account('qin', 'signer')
const hash = (text: string) =>
  `${text.length}-${[...text].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) >>> 0, 7)}`
const around = (actor: Account, now = 1) => ({ actor, now, hash })
const section = {
  id: 's1',
  title: '总体情况',
  narrative: '本周平稳。',
  machineDrafted: true,
  figures: [],
  table: null,
  bars: null,
}
const period = { fromAt: 0, toAt: 7 }
const composed = { kind: 'weekly', caseId: null, title: '周报', period, sections: [section] } as const
const by = { kind: 'person', id: 'lin', name: '林晓舟', post: '' } as const
const fresh = () => foldBrief(null, composeMove('b1', composed, by, 0, hash))!
const ledger = { position: 9, hash: 'a'.repeat(64) }

const reviewed = (brief: Brief): Brief =>
  (['first', 'second', 'secrecy'] as const).reduce((state, step, at) => {
    const form = { step, pass: true, opinion: '', hash: state.contentHash }
    return foldBrief(state, reviewBrief(state, form, around(chain[at]!)))!
  }, brief)

test('three reviews, then a signature that numbers the issue, then the frozen files', () => {
  const ready = reviewed(fresh())
  const signed = foldBrief(ready, signBrief(ready, { number: 48, opinion: '', ledger }, around(signer, 5)))!
  expect(signed).toMatchObject({ number: 48, signed: { at: 5, contentHash: ready.contentHash, ledger } })
  expect(nextIssue('weekly', [signed])).toBe(49)
  expect(nextIssue('case', [signed])).toBe(1)
  const filed = foldBrief(signed, fileBrief(signed, { html: 'h', docx: 'd' }, 6))!
  expect(filed.files).toEqual({ html: 'h', docx: 'd' })
  expect(() => editNarrative(filed, { sectionId: 's1', text: '改' }, around(officer))).toThrow('brief/signed')
})

test('an edit voids the reviews and takes the machine label off', () => {
  const ready = reviewed(fresh())
  const edited = foldBrief(ready, editNarrative(ready, { sectionId: 's1', text: '本周上升。' }, around(officer, 3)))!
  expect(edited.reviews.every(review => review.voidedAt === 3)).toBe(true)
  expect(edited.contentHash).not.toBe(ready.contentHash)
  expect(edited.sections[0]).toMatchObject({ narrative: '本周上升。', machineDrafted: false })
  expect(() => signBrief(edited, { number: 1, opinion: '', ledger }, around(signer))).toThrow('brief/review-missing')
})

test('nobody reviews or signs their own words, and the hash must be the one on screen', () => {
  const brief = fresh()
  const every = account('lin', 'officer', 'reviewer', 'secrecy', 'signer')
  const form = { step: 'first', pass: true, opinion: '', hash: brief.contentHash } as const
  expect(() => reviewBrief(brief, form, around(every))).toThrow('brief/same-person')
  expect(() => reviewBrief(brief, { ...form, hash: 'old' }, around(chain[0]))).toThrow('brief/changed')
  expect(() => reviewBrief(brief, { ...form, step: 'second' }, around(chain[0]))).toThrow('brief/review-missing')
  expect(() => reviewBrief(brief, { ...form, pass: false }, around(chain[0]))).toThrow('brief/opinion-missing')
  expect(() => reviewBrief(brief, form, around(officer))).toThrow('brief/not-your-role')
  expect(() => signBrief(reviewed(brief), { number: 1, opinion: '', ledger }, around(every))).toThrow(
    'brief/same-person',
  )
  const back = foldBrief(brief, reviewBrief(brief, { ...form, pass: false, opinion: '不全' }, around(chain[0])))!
  expect(() => reviewBrief(back, { ...form, step: 'second' }, around(chain[1]))).toThrow('brief/refused')
})
