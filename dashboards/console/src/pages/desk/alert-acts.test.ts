import { expect, test } from 'vitest'
import type { AlertState } from '../../api/alert.ts'
import { onlyRetriggered, standsWords } from './alert-acts.ts'

const trigger = { rule: 'surge', ruleVersion: '1', at: 1, summary: '', figures: [] }
const alert = (change: Partial<AlertState>): AlertState =>
  ({
    number: 'YJ-20261124-001',
    state: 'open',
    owner: null,
    caseId: null,
    snoozedUntil: null,
    dismissed: null,
    triggers: [trigger],
    suggestion: { level: 'major', figures: [], ruleVersion: '1' },
    ...change,
  }) as AlertState

test('a rule that fires again at the same level leaves a decision standing', () => {
  expect(onlyRetriggered(alert({}), alert({ triggers: [trigger, trigger] }))).toBe(true)
})

test.each([
  { why: 'another person claimed it', change: { owner: { id: 'b', name: '何静' }, triggers: [trigger, trigger] } },
  { why: 'it rose to another level', change: { suggestion: { level: 'serious' }, triggers: [trigger, trigger] } },
  { why: 'it was put away', change: { state: 'dismissed', triggers: [trigger, trigger] } },
  { why: 'it moved on without a trigger', change: {} },
])('but not when $why', ({ change }) => {
  expect(onlyRetriggered(alert({}), alert(change as Partial<AlertState>))).toBe(false)
})

test('how an alert stands is told in words', () => {
  expect(standsWords(alert({}))).toBe('待认领')
  expect(standsWords(alert({ owner: { id: 'b', name: '何静' } }))).toBe('已由 何静 认领')
  expect(standsWords(alert({ state: 'dismissed', dismissed: { by: '何静', at: 1, reason: '旧闻' } }))).toBe(
    '已由 何静 排除，理由：旧闻',
  )
})
