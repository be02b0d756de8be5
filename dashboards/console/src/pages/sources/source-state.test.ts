import { expect, test } from 'vitest'
import type { SourceHealth, SourceItem, WatchedSource } from '../../api/source.ts'
import { standing, standingNote } from './source-state.ts'

const NOW = 1_790_000_000_000
const MINUTE = 60_000

type Told = Readonly<{ health?: Partial<SourceHealth> | null; watched?: Partial<WatchedSource>; indexed?: number }>

function source(active: boolean, { health = {}, watched = {}, indexed = 0 }: Told): SourceItem {
  const usual: SourceHealth = {
    lastAttemptAt: NOW - MINUTE,
    lastSuccessAt: NOW - MINUTE,
    lastError: null,
    failuresInRow: 0,
    itemsLastRun: 3,
    itemsTotal: 300,
    nextDueAt: NOW + MINUTE,
  }
  const well: WatchedSource = { trouble: null, since: null, band: null, yesterday: 5, today: 1, lastAt: NOW }
  return {
    id: 's',
    version: 1,
    position: 1,
    state: { active } as SourceItem['state'],
    health: health === null ? null : { ...usual, ...health },
    errorWords: '对方应答超时',
    watched: { ...well, ...watched },
    indexed,
  }
}

test.each([
  { is: 'good', active: true, told: {} },
  { is: 'off', active: false, told: { watched: { trouble: 'failing' } } }, // nobody has to act on a source we stopped
  { is: 'new', active: true, told: { health: null } },
  { is: 'new', active: true, told: { health: { lastAttemptAt: null, itemsTotal: 0 } } },
  { is: 'failing', active: true, told: { watched: { trouble: 'layout' } } },
  { is: 'late', active: true, told: { health: { failuresInRow: 1 } } },
  { is: 'late', active: true, told: { watched: { trouble: 'late' } } },
  { is: 'odd', active: true, told: { watched: { trouble: 'silent' } } },
  { is: 'good', active: true, told: { health: null, indexed: 12 } }, // what others push has no attempts
] as const)('$is', ({ is, active, told }) => {
  expect(standing(source(active, told))).toBe(is)
})

test('the note says what is wrong in figures', () => {
  const low = { trouble: 'low', yesterday: 2, band: { low: 10, usual: 21, high: 37 } } as const
  expect(standingNote(source(true, { watched: low }))).toBe('产量偏低：昨天 2 条，通常 10–37')
  expect(standingNote(source(true, { health: { failuresInRow: 4 }, watched: { trouble: 'failing' } }))).toBe(
    '已连续失败 4 次：对方应答超时',
  )
  expect(standingNote(source(true, {}))).toBe('上次采得 3 条')
})
