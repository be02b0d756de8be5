import { describe, expect, test } from 'vitest'
import { type Analysed, type Cue, completeAnalysis, type Sentiment } from '../analysis.ts'
import { NO_INTERACTIONS } from '../mention.ts'
import { callsToAct, hardTriggers, meantBy, sentenceAround } from './hard-trigger.ts'

const said = (
  text: string,
  words: string,
  kind: Cue['kind'],
  stance: Cue['stance'],
  sentiment: Sentiment = 'negative',
): Analysed => {
  const from = text.indexOf(words)
  const cue: Cue = { kind, words, stance, span: { field: 'text', from, to: from + words.length } }
  return {
    id: 'm1',
    contentVersion: 1,
    contentHash: 'h',
    sourceId: 's',
    channel: 'weibo',
    url: null,
    title: '',
    text,
    author: null,
    authorIsOrganisation: false,
    publishedAt: null,
    publishedDoubt: 'missing',
    seenAt: 0,
    mediaRank: 'none',
    region: null,
    interactions: NO_INTERACTIONS,
    evidence: null,
    analysis: completeAnalysis({
      run: 1,
      model: 't',
      sentiment,
      sentimentScore: 0,
      confidence: 1,
      sentimentReasons: [],
      topics: [],
      entities: [],
      cues: from < 0 ? [] : [cue],
      fingerprint: [],
      words: [],
    }),
  }
}

test.each([
  { text: '明天全市出租车集体停运，大家别出门', words: '停运', kind: 'action', rule: 'strike' },
  { text: '几十个司机围堵管理局大门', words: '围堵', kind: 'action', rule: 'crowd' },
  { text: '今早大桥上三车追尾，两名学生受伤', words: '受伤', kind: 'casualty', rule: 'vulnerable' },
  { text: '渡口翻船，已有一人死亡', words: '死亡', kind: 'casualty', rule: 'casualty' },
  { text: '治超执法人员当街殴打货车司机', words: '殴打', kind: 'conflict', rule: 'enforcement' },
] as const)('$text → $rule', ({ text, words, kind, rule }) => {
  expect(hardTriggers(said(text, words, kind, 'affirmed')).map(hit => hit.rule.id)).toContain(rule)
})

test.each(['negated', 'hypothetical', 'past', 'reported'] as const)('%s never triggers', stance => {
  expect(hardTriggers(said('全市出租车司机罢运', '罢运', 'action', stance))).toEqual([])
})

test.each([
  { why: 'weather stops a ferry', text: '受大风影响，白鹭渡口船舶停运', words: '停运', kind: 'action' },
  { why: 'a bus line without drivers acting', text: '203路今晚临时停运', words: '停运', kind: 'action' },
  { why: 'one person petitions lawfully', text: '我要去上访', words: '上访', kind: 'action' },
  { why: 'a drill', text: '开展伤亡救援演练', words: '伤亡', kind: 'casualty' },
  { why: 'a blow that no enforcement officer struck', text: '两名乘客互相殴打', words: '殴打', kind: 'conflict' },
] as const)('$why: no trigger', ({ text, words, kind }) => {
  expect(hardTriggers(said(text, words, kind, 'affirmed'))).toEqual([])
})

test('praise never triggers', () => {
  expect(hardTriggers(said('司机勇救落水者，未让一人死亡', '死亡', 'casualty', 'affirmed', 'positive'))).toEqual([])
})

test('a topic word alone, without a cue, never triggers', () => {
  expect(hardTriggers(said('出租汽车改革方案公布', '罢运', 'action', 'affirmed'))).toEqual([])
})

test('上访 is lawful and no call to act', () => {
  expect(callsToAct(said('打算依法上访', '上访', 'action', 'affirmed'))).toBe(false)
  expect(callsToAct(said('明天一起堵路', '堵路', 'action', 'affirmed'))).toBe(true)
})

test('a sentence ends at its marks', () => {
  expect(sentenceAround('前一句。司机停运了！后一句', 6, 8)).toBe('司机停运了')
})

describe('disguised words', () => {
  const disguised = (text: string, words: string, meant: string): Analysed => {
    const mention = said(text, words, 'action', 'affirmed')
    const { span } = mention.analysis.cues[0]!
    return { ...mention, analysis: { ...mention.analysis, disguises: [{ kind: 'split', words, meant, span }] } }
  }

  test.each([
    { text: '全市出租车司机明天罢🚫运', words: '罢🚫运', meant: '罢运', rule: 'strike' },
    { text: '几十个司机围*堵大门', words: '围*堵', meant: '围堵', rule: 'crowd' },
    { text: '司机集体b运', words: 'b运', meant: '罢运', rule: 'strike' },
  ])('$words triggers as $meant', ({ text, words, meant, rule }) => {
    expect(hardTriggers(disguised(text, words, meant)).map(hit => hit.rule.id)).toContain(rule)
  })

  test('a disguised appeal is as lawful as a plain one', () => {
    expect(callsToAct(disguised('打算依法上·访', '上·访', '上访'))).toBe(false)
    expect(callsToAct(disguised('明天一起堵·路', '堵·路', '堵路'))).toBe(true)
  })

  test('a disguise inside a longer cue is read in its place, one elsewhere is not', () => {
    const mention = said('司机集体罢 运', '集体罢 运', 'action', 'affirmed')
    const cue = mention.analysis.cues[0]!
    const inside = { kind: 'split', words: '罢 运', meant: '罢运', span: { field: 'text', from: 4, to: 7 } } as const
    const elsewhere = { ...inside, span: { field: 'title', from: 4, to: 7 } } as const
    const meant = (disguises: Analysed['analysis']['disguises']) =>
      meantBy({ ...mention, analysis: { ...mention.analysis, disguises } }, cue)
    expect(meant([inside])).toBe('集体罢运')
    expect(meant([elsewhere])).toBe('集体罢 运')
  })

  test('a record of a release that knew no disguises is read as having none', () => {
    const mention = said('全市出租车司机罢运', '罢运', 'action', 'affirmed')
    const { disguises: _, ...older } = mention.analysis
    const stored = { ...mention, analysis: older } as unknown as Analysed
    expect(hardTriggers(stored).map(hit => hit.rule.id)).toContain('strike')
  })
})
