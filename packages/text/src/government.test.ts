import { GOVERNMENT_TOPICS } from '@guanlan/domain'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { originalAt, prepare } from './document.ts'
import { governmentJudge } from './government.ts'
import { transportLeaves } from './government-leaves.ts'
import { readGovernment } from './government-model.ts'
import { loadSegmenter, type Segmenter } from './segment.ts'

let segmenter: Segmenter
let judge: ReturnType<typeof governmentJudge>
beforeAll(() => {
  segmenter = loadSegmenter()
  judge = governmentJudge(readGovernment())
})
const read = (text: string, title = '') => judge(prepare(segmenter, title, text))

test.each([
  ['出租车司机不打表，投诉到运管所也没有结果', 'transport'],
  ['快递公司丢件不赔，邮政管理部门不管', 'transport'],
  ['建议增加公交线路，开通地铁接驳', 'construction'], // the published scheme puts buses and metro under 城市建设和市政管理
  ['小区物业乱收费，业主委员会迟迟不成立', 'construction'],
  ['公司拖欠工人工资，劳动合同也没有签', 'labour'],
  ['学校违规补课，老师乱收资料费', 'education'],
  ['商家虚假宣传，买到假货不给退款，要求工商部门查处', 'commerce'],
  ['化工厂夜里偷排废水，河水发臭，污染严重', 'environment'],
  ['医院误诊，医生态度恶劣，医疗费用太高', 'health'],
])('%s is the business of %s', (text, topic) => {
  expect(read(text)?.topic).toBe(topic)
})

describe('leaves', () => {
  test.each([
    ['网约车平台派单太远，司机没有双证也能接单', '出租车管理/网约车问题'],
    ['出租车不打表，起步价乱喊', '出租车管理/运价监管'],
    ['出租车经营权到期，份子钱一分不少', '出租车管理/经营权转让'],
    ['站前的出租车拒载，黑车倒是随叫随走', '出租车管理/行业监管'],
    ['国道坑坑洼洼，路面破损半年', '建设管理/设施维护'],
    ['高速公路什么时候动工修建', '建设管理/规划建设'],
    ['高速公路收费站通行费太贵', '建设管理/公路收费'],
    ['公交车班次少，客运站的班车又停了', '客货运输/旅客运输'],
    ['货车超载冲下坡，险些酿成车祸', '客货运输/运输安全'],
    ['物流公司把货物弄丢不赔', '客货运输/物流管理'],
    ['快递员不送上门，丢件不赔', '邮政管理/快递市场管理'],
    ['镇上的邮政网点撤了', '邮政管理/邮政行业规划'],
    ['有件事想问问局长', '其他/其他'],
  ])('%s belongs to %s', (text, leaf) => {
    expect(transportLeaves(prepare(segmenter, '', text))[0]?.leaf).toBe(leaf)
  })

  test('only transport has leaves', () => {
    expect(read('学校违规补课，老师乱收资料费')?.leaves).toEqual([])
    expect(read('出租车司机不打表，还拒载')?.leaves.length).toBeGreaterThan(0)
  })
})

test('probabilities of the seven sum to 1 and the topic is the likeliest', () => {
  const { topic, confidence, scores } = read('村里的公路烂了三年，车都过不去')!
  const values = Object.values(scores)
  expect(Object.keys(scores)).toEqual(Object.keys(GOVERNMENT_TOPICS))
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 2)
  expect(scores[topic]).toBe(confidence)
  expect(Math.max(...values)).toBe(confidence)
})

test('reasons stand where they say, in title and text, through hidden characters and traditional writing', () => {
  const pieces = fc.constantFrom(
    '出租车',
    '公車',
    '司\u200b机',
    '学校',
    '污染',
    '，',
    '。',
    '\n',
    ' ',
    '😀',
    '\ud83d',
    'ＥＴＣ',
    '工资',
  )
  const words = fc.array(pieces, { minLength: 1, maxLength: 15 }).map(parts => parts.join(''))
  fc.assert(
    fc.property(words, words, (title, text) => {
      const document = prepare(segmenter, title, text)
      const verdict = judge(document)
      const mention = { title, text }
      for (const { span, words: said, weight } of verdict?.reasons ?? []) {
        expect(mention[span.field].slice(span.from, span.to)).toBe(said)
        expect(originalAt(document, span)).toBe(said)
        expect(weight).toBeGreaterThan(0)
      }
      expect(verdict?.reasons.length ?? 0).toBeLessThanOrEqual(5)
    }),
    { numRuns: 100 },
  )
})

test('a text that says nothing has no verdict', () => {
  for (const text of ['', '   ', '。！？', '😀😡', '\0', '\ud800', '\u202e']) expect(read(text)).toBeNull()
})

test.each([
  ['English', 'The bus was late again.'],
  ['a million of one character', '车'.repeat(1_000_000)],
  ['a million letters', 'a1'.repeat(500_000)],
  ['a long message', '出租车司机不打表。'.repeat(20_000)],
])('%s gives a verdict without NaN, or none', (_, text) => {
  const verdict = read(text)
  if (verdict === null) return
  for (const value of Object.values(verdict.scores)) expect(value >= 0 && value <= 1).toBe(true)
})
