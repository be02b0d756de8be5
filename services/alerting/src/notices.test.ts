import type { Alert } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { sha256 } from './hashing.ts'
import { noticeOf } from './notices.ts'

const trigger = { rule: 'hard', ruleVersion: '1', at: 7, summary: '出现硬性情形', figures: [] } as const
const alert: Alert = {
  id: 'a1',
  number: 'YJ-20261124-001',
  eventId: 'e1',
  title: '听说要停运',
  watchIds: [],
  detectedAt: 1,
  raisedAt: 2,
  triggers: [trigger],
  suggestion: { level: 'major', figures: [], ruleVersion: '1' },
  evidence: { at: 2, total: 1, mentions: [], hash: 'h' },
  state: 'open',
  owner: null,
  claimedAt: null,
  snoozedUntil: null,
  caseId: null,
  dismissed: null,
  moves: 1,
}

test('a notice says level, what happened and why, and where to look', () => {
  expect(noticeOf(alert, sha256)).toMatchObject({
    title: '【较大（建议）】听说要停运',
    body: 'YJ-20261124-001：出现硬性情形',
    level: 'major',
    link: '/desk?alert=a1',
    at: 7,
  })
})

test('one notice an alert and level: another trigger at the same level is no news, a higher level is', () => {
  const more = { ...alert, triggers: [trigger, { ...trigger, at: 9 }] }
  const graver = { ...more, suggestion: { ...alert.suggestion, level: 'serious' } as const }
  expect(noticeOf(more, sha256).id).toBe(noticeOf(alert, sha256).id)
  expect(noticeOf(graver, sha256).id).not.toBe(noticeOf(alert, sha256).id)
})
