import { expect, test } from 'vitest'
import type { SourceHealth, SourceItem } from '../../api/source.ts'
import { standing } from './source-state.ts'

const NOW = 1_790_000_000_000
const MINUTE = 60_000

function source(active: boolean, health: Partial<SourceHealth> | null, indexed = 0): SourceItem {
  const usual: SourceHealth = {
    lastAttemptAt: NOW - MINUTE,
    lastSuccessAt: NOW - MINUTE,
    lastError: null,
    failuresInRow: 0,
    itemsLastRun: 3,
    itemsTotal: 300,
    nextDueAt: NOW + MINUTE,
  }
  const state = { active } as SourceItem['state']
  return { id: 's', version: 1, position: 1, state, health: health === null ? null : { ...usual, ...health }, indexed }
}

test.each([
  { is: 'good', active: true, health: {} },
  { is: 'off', active: false, health: { failuresInRow: 9 } }, // nobody has to act on a source we stopped
  { is: 'new', active: true, health: null },
  { is: 'new', active: true, health: { lastAttemptAt: null, itemsTotal: 0 } },
  { is: 'failing', active: true, health: { failuresInRow: 3, lastError: 'fetch/timeout' } },
  { is: 'late', active: true, health: { failuresInRow: 1 } },
  { is: 'late', active: true, health: { nextDueAt: NOW - 11 * MINUTE } },
  { is: 'good', active: true, health: { nextDueAt: NOW - 9 * MINUTE } },
  { is: 'good', active: true, health: { nextDueAt: null } }, // doors have no schedule
])('$is', ({ is, active, health }) => {
  expect(standing(source(active, health), NOW)).toBe(is)
})

test('what others push is good once something of it can be searched', () => {
  expect(standing(source(true, null, 12), NOW)).toBe('good')
  expect(standing(source(false, null, 12), NOW)).toBe('off')
})
