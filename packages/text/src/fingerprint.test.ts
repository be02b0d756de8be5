import { type Analysis, completeAnalysis } from '@guanlan/domain'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepare } from './document.ts'
import { FINGERPRINT_SIZE, fingerprint, nearIdentical, similarity } from './fingerprint.ts'

/** Fingerprints look at characters only, so a segmenter that cuts everywhere will do. */
const each = (text: string) => [...text]
const characters = { version: 'characters', cut: each, cutKnown: each }
const print = (text: string, title = '') => fingerprint(prepare(characters, title, text))

const empty: Analysis = completeAnalysis({
  run: 1,
  model: '',
  sentiment: 'neutral',
  sentimentScore: 0,
  confidence: 0.5,
  sentimentReasons: [],
  topics: [],
  entities: [],
  cues: [],
  fingerprint: [],
  words: [],
})
const near = (a: string, b: string) =>
  nearIdentical({ ...empty, fingerprint: print(a) }, { ...empty, fingerprint: print(b) })

const NOTICE =
  '因云安大道雨污分流改造，自十二月一日起三路、十一路、二十二路公交车临时绕行中山路，取消云安大道南口、云州一中两站，' +
  '请市民提前安排出行，恢复时间另行通知，咨询请拨打服务热线。'
const OTHER =
  '昨晚十点在高铁站排队等出租车，前面几辆都说不打表，到市区张口就要八十，问为什么不打表还骂人，这样的服务怎么留得住外地客人。'

test('the same words, re-spaced, re-punctuated, re-titled or in full width, are the same', () => {
  expect(similarity(print('网约车 ３路，停运。'), print('网约车3路停运', '转发'))).toBe(1)
})

test.each([
  ['a copy', NOTICE, NOTICE, 1, 1],
  ['a small edit', NOTICE, NOTICE.replace('十二月一日', '十二月三日'), 0.8, 1],
  ['an added tail', NOTICE, `${NOTICE}转给身边需要的人看看，不要再白等车了，来源：云州交通`, 0.8, 1],
  ['an added lead', NOTICE, `紧急通知！！家里有老人坐公交的注意了：${NOTICE}`, 0.8, 1],
  ['half of it', NOTICE, NOTICE.slice(0, NOTICE.length / 2), 0.7, 1],
  ['another text', NOTICE, OTHER, 0, 0.15],
  ['a short quote in a long text', '临时绕行中山路', NOTICE, 0, 0.3],
  ['nothing at all', '。。。', '。。。', 0, 0],
])('%s', (_, a, b, least, most) => {
  expect(near(a, b)).toBeGreaterThanOrEqual(least)
  expect(near(a, b)).toBeLessThanOrEqual(most)
})

test('is symmetric, within 0..1, and 1 for itself, whatever the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }), (a, b) => {
      expect(near(a, b)).toBe(near(b, a))
      expect(near(a, b)).toBeGreaterThanOrEqual(0)
      expect(near(a, b)).toBeLessThanOrEqual(1)
      expect([0, FINGERPRINT_SIZE]).toContain(print(a).length)
      expect(near(a, a)).toBe(print(a).length === 0 ? 0 : 1)
    }),
  )
})

test('values are 32-bit and unsigned, so they survive JSON', () => {
  for (const value of print(NOTICE)) expect(value >>> 0).toBe(value)
})
