import { expect, test } from 'vitest'
import { growthFigure, type RiskInput, riskMeasure } from './risk.ts'

const quiet: RiskInput = { hard: false, heat: 0, inHour: 0, usual: 0, negativity: null, topics: [], callToAct: false }

test.each([
  { why: 'nothing known: the topic table’s default', change: {}, risk: 30 },
  { why: 'a topic of the table', change: { topics: ['bus', 'safety'] }, risk: 50 },
  { why: 'heat', change: { heat: 61 }, risk: 61 },
  { why: 'negativity', change: { negativity: 71.12 }, risk: 71.12 },
  { why: 'growth: 60 in the hour against 15', change: { inHour: 60, usual: 15 }, risk: 60 },
  { why: 'an affirmed call to act offline', change: { callToAct: true, heat: 61 }, risk: 80 },
  { why: 'a hard trigger over all', change: { hard: true, callToAct: true }, risk: 100 },
] as const)('$why: $risk', ({ change, risk }) => {
  expect(riskMeasure({ ...quiet, ...change }).value).toBeCloseTo(risk, 9)
})

test.each([
  { inHour: 29, usual: 1, growth: null }, // too few to call it growth
  { inHour: 30, usual: 30, growth: 0 },
  { inHour: 30, usual: 60, growth: 0 }, // falling is not negative risk
  { inHour: 60, usual: 20, growth: 40 },
  { inHour: 600, usual: 1, growth: 100 },
  { inHour: 30, usual: 0, growth: 100 }, // silence before counts as one
])('$inHour in the hour against $usual: $growth', ({ inHour, usual, growth }) => {
  expect(growthFigure(inHour, usual)).toBe(growth)
})
