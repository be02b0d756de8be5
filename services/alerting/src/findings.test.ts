import { DEFAULT_RULES, HOUR_MS, MINUTE_MS, type SurgeReading } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { addMark, type EventMemory, emptyMemory } from './event-memory.ts'
import { findingsOf, surgeFinding } from './findings.ts'
import { aMark } from './mark.fixture.ts'
import type { HardMark, Mark } from './mark.ts'

const now = Date.UTC(2026, 10, 24, 4)

const plain = aMark('m', ['甩站'], { contentHash: 'h', seenAt: now, at: now - MINUTE_MS })

/** An event of so many mentions, each with the change. */
function event(count: number, change: Partial<Mark> = {}): EventMemory {
  const memory = emptyMemory('e', { ...plain, ...change }, 1)
  for (let n = 0; n < count; n++) addMark(memory, { ...plain, id: `m${n}`, ...change }, null, 0, DEFAULT_RULES)
  return memory
}

const strike: HardMark = {
  rule: 'strike',
  name: '从业人员集体停运、罢运',
  level: 'major',
  words: '罢运',
  at: now - MINUTE_MS,
  seenAt: now - 7,
  mentionId: 'm0',
}

test.each([
  { why: 'a quiet event', memory: event(29), keys: [] },
  { why: 'thirty in the hour out of silence', memory: event(30), keys: ['volume:serious'] },
  { why: 'fifty within a day, none lately', memory: event(50, { at: now - 5 * HOUR_MS }), keys: ['volume:major'] },
  { why: 'fifty that do not count', memory: event(50, { at: now - 5 * HOUR_MS, counts: false }), keys: [] },
  { why: 'local media', memory: event(1, { rank: 'local' }), keys: ['volume:major'] },
  { why: 'a hard trigger', memory: event(1, { hard: [strike] }), keys: ['hard:strike'] },
  { why: 'five hotline orders', memory: event(5, { channel: 'hotline' }), keys: ['hotline'] },
  { why: 'yesterday’s news', memory: event(400, { at: now - 25 * HOUR_MS, hard: [strike] }), keys: [] },
])('$why: $keys', ({ memory, keys }) => {
  expect(findingsOf(memory, now, DEFAULT_RULES).map(({ key }) => key)).toEqual(keys)
})

test('growth alone is a surge of the event, anything else its volume', () => {
  const grown = findingsOf(event(30), now, DEFAULT_RULES)[0]!
  expect(grown.trigger).toMatchObject({ rule: 'surge', key: 'volume:serious' })
  const loud = findingsOf(event(300, { at: now - 5 * HOUR_MS }), now, DEFAULT_RULES)[0]!
  expect(loud.trigger).toMatchObject({ rule: 'volume', key: 'volume:serious' })
})

test('a hard trigger suggests its level at least, and says where it stands', () => {
  const [found] = findingsOf(event(1, { hard: [strike] }), now, DEFAULT_RULES)
  expect(found!.suggestion.level).toBe('major')
  expect(found!.detectedAt).toBe(now - 7)
  expect(found!.trigger.summary).toBe('出现硬性情形“从业人员集体停运、罢运”，原文“罢运”，建议不低于较大')
})

const reading: SurgeReading = { x: 14, b: 2.5, s: 1.5811, z: 7.27, baseline: 'weekly', fires: true }

test.each([
  { peak: reading, says: '监测方案“公交”60分钟提及 14 条（近8周同时段基线 2.5 条），11-24 12:00 起突增' },
  {
    peak: { ...reading, baseline: 'daily' },
    says: '监测方案“公交”60分钟提及 14 条（基线不足，近7日同时段基线 2.5 条），11-24 12:00 起突增',
  },
  {
    peak: { ...reading, x: 31, baseline: 'none' },
    says: '监测方案“公交”60分钟提及 31 条（基线不足），11-24 12:00 起突增',
  },
] as const)('a surge says: $says', ({ peak, says }) => {
  const surge = { watchId: 'bus', watchName: '公交', episode: { fromAt: now, toAt: null, peak } }
  const { trigger } = surgeFinding(surge, event(14), now, DEFAULT_RULES)
  expect(trigger.summary).toBe(says)
})
