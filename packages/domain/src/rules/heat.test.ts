import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Interactions, NO_INTERACTIONS } from '../mention.ts'
import { HOUR_MS } from '../time.ts'
import { addHeat, type HeatSum, heatMeasure, heatOf, NO_HEAT } from './heat.ts'

const at = Date.UTC(2026, 10, 24)
const weibo = (interactions: Interactions = NO_INTERACTIONS) =>
  ({ channel: 'weibo', mediaRank: 'none', interactions }) as const

test('ten Weibo mentions without interactions, just said: 4.877', () => {
  let heat: HeatSum = NO_HEAT
  for (let n = 0; n < 10; n++) heat = addHeat(heat, heatOf(weibo()), at)
  expect(heatMeasure(heat, at).value).toBeCloseTo(4.877, 3)
})

test.each([
  { name: 'Weibo', heated: weibo(), adds: 0.5 },
  { name: 'a municipal page', heated: { ...weibo(), channel: 'gov' } as const, adds: 1 },
  { name: 'local media', heated: { ...weibo(), channel: 'news', mediaRank: 'local' } as const, adds: 1 },
  { name: 'provincial media', heated: { ...weibo(), channel: 'news', mediaRank: 'provincial' } as const, adds: 2 },
  { name: 'national media', heated: { ...weibo(), channel: 'news', mediaRank: 'national' } as const, adds: 3 },
  { name: '1 repost', heated: weibo({ reads: 9, likes: 0, comments: 0, reposts: 1 }), adds: 0.5 * (1 + Math.log(4)) },
  { name: '1 comment', heated: weibo({ reads: 9, likes: 0, comments: 1, reposts: 0 }), adds: 0.5 * (1 + Math.log(3)) },
  { name: '1 like', heated: weibo({ reads: 9, likes: 1, comments: 0, reposts: 0 }), adds: 0.5 * (1 + Math.log(2)) },
])('$name adds $adds', ({ heated, adds }) => {
  expect(heatOf(heated)).toBeCloseTo(adds, 9)
})

test('a day later half of the sum is left', () => {
  const heat = addHeat(NO_HEAT, 8, at)
  expect(heatMeasure(heat, at + 24 * HOUR_MS).components.sum).toBeCloseTo(4, 9)
})

test('the sum does not depend on the order in which mentions come', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.double({ min: 0.5, max: 20, noNaN: true }), fc.integer({ min: 0, max: 200 })), {
        minLength: 1,
      }),
      said => {
        const total = (list: readonly (readonly [number, number])[]) =>
          heatMeasure(
            list.reduce<HeatSum>((sum, [amount, hour]) => addHeat(sum, amount, at + hour * HOUR_MS), NO_HEAT),
            at + 300 * HOUR_MS,
          ).components.sum
        expect(total([...said].reverse())).toBeCloseTo(total(said)!, 9)
      },
    ),
  )
})
