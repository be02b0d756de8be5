import { expect, test } from 'vitest'
import { hourGrowth, type LevelInput, suggestLevel } from './suggest-level.ts'

const quiet: LevelInput = { mentions: 0, reach: 0, interactions: 0, media: 'none', inHour: 0, hourBefore: 0, hard: [] }
const strike = { name: '从业人员集体停运、罢运', level: 'major', words: '停运' } as const

test.each([
  { why: 'nothing', change: {}, level: 'general' },
  { why: '49 mentions', change: { mentions: 49 }, level: 'general' },
  { why: '50 mentions', change: { mentions: 50 }, level: 'major' },
  { why: '300 mentions', change: { mentions: 300 }, level: 'serious' },
  { why: '1000 mentions', change: { mentions: 1000 }, level: 'grave' },
  { why: '9,999 reads', change: { reach: 9_999 }, level: 'general' },
  { why: '10k reads', change: { reach: 10_000 }, level: 'major' },
  { why: '100k reads', change: { reach: 100_000 }, level: 'serious' },
  { why: '1M reads', change: { reach: 1_000_000 }, level: 'grave' },
  { why: '500 interactions', change: { interactions: 500 }, level: 'major' },
  { why: 'any number of interactions is no more than that', change: { interactions: 500_000 }, level: 'major' },
  { why: 'local media', change: { media: 'local' }, level: 'major' },
  { why: 'provincial media', change: { media: 'provincial' }, level: 'serious' },
  { why: 'national media', change: { media: 'national' }, level: 'grave' },
  { why: 'growth of 300 %', change: { inHour: 32, hourBefore: 8 }, level: 'serious' },
  { why: 'growth from too few', change: { inHour: 29, hourBefore: 1 }, level: 'general' },
  { why: 'a hard trigger', change: { hard: [strike] }, level: 'major' },
  { why: 'a hard trigger never lowers', change: { hard: [strike], mentions: 1000 }, level: 'grave' },
] as const)('$why: $level', ({ change, level }) => {
  expect(suggestLevel({ ...quiet, ...change }).level).toBe(level)
})

test('every figure is shown with what was measured and asked', () => {
  const { figures } = suggestLevel({ ...quiet, mentions: 84, inHour: 40, hourBefore: 20, hard: [strike] })
  expect(figures[0]).toEqual({
    name: '24小时负面及须回应提及',
    measured: '84 条',
    compared: '—',
    threshold: '≥ 50 条',
    level: 'major',
  })
  expect(figures.find(figure => figure.name === '1小时增长')).toMatchObject({
    measured: '100%',
    compared: '前1小时 20 条',
    threshold: '≥ 300%',
    level: null,
  })
})

test('growth from silence counts the silence as one', () => {
  expect(hourGrowth(40, 0)).toBe(39)
})
