import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countedFigures, type ReportedMonth, reportedFigures, reportedMonth } from './hotline-figures.ts'
import { type CountedOrder, foldOrders, type HotlineOrder } from './hotline-order.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2026-07-02T00:00:00+08:00')
const said: HotlineOrder = {
  ...{ number: null, line: '12328', otherNumber: null, type: null, state: null, via: null, unit: null },
  ...{ dueAt: null, closedAt: null, atOnce: null, calledBack: null, satisfied: null },
}
const order = (
  number: string,
  change: Partial<HotlineOrder> = {},
  acceptedAt = NOW - 100 * HOUR,
  text = number,
): CountedOrder => ({
  ...{ number, acceptedAt, text },
  order: { ...said, number, ...change },
})
const row = (figures: ReturnType<typeof countedFigures>, name: string) => {
  const { numerator, denominator, percent, state } = figures.find(one => one.name === name)!
  return { numerator, denominator, percent, state }
}

/** The month the trade is measured by: 986 calls, 898 of them inquiries, 88 complaints, 82 call-backs; two rates without their parts. */
const SEED: ReportedMonth = {
  month: '2026-06',
  accepted: 986,
  byType: { inquiry: 898, complaint: 88, suggestion: null },
  closedComplaints: null,
  calledBack: 82,
  rates: [
    { name: '及时答复满意率', percent: 95 },
    { name: '抽查回访满意率', percent: 100 },
  ],
}

describe('a reported month', () => {
  const figures = reportedFigures(reportedMonth(SEED))

  test('986 = 898 + 88; call-backs against those accepted, and it says so; what was not reported is not nought', () => {
    expect(row(figures, '受理总量')).toMatchObject({ numerator: 986, state: 'reported' })
    expect(row(figures, '信息咨询')).toEqual({ numerator: 898, denominator: 986, percent: 91.08, state: 'reported' })
    expect(row(figures, '投诉举报')).toEqual({ numerator: 88, denominator: 986, percent: 8.92, state: 'reported' })
    expect(row(figures, '意见建议')).toEqual({ numerator: null, denominator: 986, percent: null, state: '未报' })
    expect(figures.find(({ name }) => name === '抽查回访率')).toMatchObject({
      ...{ parts: '回访 / 投诉举报受理', numerator: 82, denominator: 88, percent: 93.18 },
      note: '办结数未报，以受理数为分母',
    })
  })

  test('rates stated without their parts are repeated, never computed', () => {
    for (const [name, percent] of [
      ['及时答复满意率', 95],
      ['抽查回访满意率', 100],
    ] as const)
      expect(row(figures, name)).toEqual({ numerator: null, denominator: null, percent, state: 'reported' })
  })

  test.each([
    { change: { month: '2026-13' }, code: 'hotline/bad-month' },
    { change: { accepted: -1 }, code: 'hotline/bad-figure' },
    { change: { rates: [{ name: '满意率', percent: 101 }] }, code: 'hotline/bad-figure' },
    { change: { accepted: 900 }, code: 'hotline/sum' },
    { change: { byType: { inquiry: 898, complaint: 88, suggestion: 1 } }, code: 'hotline/sum' },
  ])('$code', ({ change, code }) => {
    expect(() => reportedMonth({ ...SEED, ...change })).toThrow(code)
  })
})

describe('figures counted from orders', () => {
  const orders = [
    order('q1', { type: 'inquiry', atOnce: true }),
    order('q2', { type: 'inquiry', atOnce: false }),
    order('q3', { type: 'inquiry' }),
    order('c1', { type: 'complaint', dueAt: NOW - HOUR, closedAt: NOW - 2 * HOUR, calledBack: true, satisfied: true }),
    order('c2', { type: 'complaint', dueAt: NOW - 3 * HOUR, closedAt: NOW - 2 * HOUR, calledBack: false }),
    order('c3', { type: 'complaint', dueAt: NOW - HOUR }),
    order('c4', { type: 'complaint', dueAt: NOW + HOUR }),
  ]
  const figures = countedFigures(orders, NOW)

  test('each has its numerator and denominator', () => {
    expect(row(figures, '即时答复率')).toEqual({ numerator: 1, denominator: 3, percent: 33.33, state: 'counted' })
    expect(row(figures, '限时办结率')).toEqual({ numerator: 1, denominator: 3, percent: 33.33, state: 'counted' })
    expect(row(figures, '抽查回访率')).toEqual({ numerator: 1, denominator: 2, percent: 50, state: 'counted' })
    expect(row(figures, '回访满意率')).toEqual({ numerator: 1, denominator: 1, percent: 100, state: 'counted' })
    expect(row(figures, '意见建议')).toEqual({ numerator: 0, denominator: 7, percent: 0, state: 'counted' })
  })

  test('a state tells what no date tells, and nothing more', () => {
    const stated = countedFigures(
      [
        order('a', { type: 'complaint', state: 'called-back', dueAt: NOW - HOUR }),
        order('b', { type: 'complaint', state: 'closed' }),
        order('c', { type: 'complaint', state: 'filed' }),
        order('d', { type: 'complaint', state: 'following', dueAt: NOW - HOUR }),
      ],
      NOW,
    )
    expect(row(stated, '抽查回访率')).toMatchObject({ numerator: 1, denominator: 3 })
    expect(row(stated, '限时办结率')).toMatchObject({ numerator: 0, denominator: 1 })
    expect(row(stated, '回访满意率')).toMatchObject({ numerator: null, denominator: 1, state: '未报' })
  })

  test('what no order says is 未报, what has no denominator 无数据', () => {
    const bare = countedFigures([order('a'), order('b')], NOW)
    expect(row(bare, '信息咨询').state).toBe('未报')
    expect(row(bare, '限时办结率').state).toBe('未报')
    expect(row(bare, '抽查回访率').state).toBe('无数据')
    expect(row(countedFigures([order('q', { type: 'inquiry' })], NOW), '即时答复率').state).toBe('未报')
    expect(row(countedFigures([], NOW), '信息咨询').state).toBe('无数据')
  })
})

describe('orders of both lines are folded', () => {
  test('by number, whichever comes first', () => {
    const ours = order('Y1', { line: '12328', type: 'complaint' })
    const theirs = order('S9', { line: '12345', otherNumber: 'Y1', unit: '运管所' }, NOW - 99 * HOUR, '另一种写法')
    for (const both of [
      [ours, theirs],
      [theirs, ours],
    ])
      expect(foldOrders(both)).toMatchObject([{ number: 'Y1', order: { type: 'complaint', unit: '运管所' } }])
  })

  test('by text within a day on different lines; people do call one line twice', () => {
    const text = '3路车不进站'
    const at = NOW - 80 * HOUR
    expect(
      foldOrders([order('a', {}, at, text), order('b', { line: '12345' }, at + 23 * HOUR, ' 3路车 不进站')]),
    ).toHaveLength(1)
    expect(foldOrders([order('a', {}, at, text), order('b', { line: '12345' }, at + 25 * HOUR, text)])).toHaveLength(2)
    expect(foldOrders([order('a', {}, at, text), order('b', {}, at + HOUR, text)])).toHaveLength(2)
    expect(foldOrders([order('a', { line: null }, at, text), order('b', { line: '12345' }, at, text)])).toHaveLength(2)
  })

  test('folding what is folded changes nothing, whatever the order', () => {
    const one = fc.record({
      number: fc.constantFrom('a', 'b', 'c', 'd'),
      line: fc.constantFrom('12328' as const, '12345' as const, null),
      otherNumber: fc.constantFrom('a', 'b', null),
      hour: fc.integer({ min: 0, max: 100 }),
      text: fc.constantFrom('甲', '乙', '丙'),
    })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), list => {
        const orders = list.map(({ number, line, otherNumber, hour, text }) =>
          order(number, { line, otherNumber }, NOW - hour * HOUR, text),
        )
        const folded = foldOrders(orders)
        expect(folded.length).toBeLessThanOrEqual(new Set(orders.map(({ number }) => number)).size)
        expect(foldOrders(folded).length).toBeLessThanOrEqual(folded.length)
      }),
    )
  })
})
