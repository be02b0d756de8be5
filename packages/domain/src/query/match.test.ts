import { describe, expect, test } from 'vitest'
import { type Analysed, completeAnalysis } from '../analysis.ts'
import { NO_INTERACTIONS } from '../mention.ts'
import { matches } from './match.ts'
import { parseQuery } from './parse.ts'

const mention: Analysed = {
  id: 'm1',
  contentVersion: 1,
  contentHash: 'c1',
  sourceId: 'rss 1',
  channel: 'weibo',
  url: 'https://bbs.example/t/95?x=1',
  title: '95路公交停運：司机罢工？',
  text: 'G15高速K787+532处，公交\u200b車与出租车相撞。公交公司说：没有停运，只是绕行。Bus ２０路',
  author: '云州公交',
  authorIsOrganisation: true,
  publishedAt: null,
  publishedDoubt: 'missing',
  seenAt: 0,
  mediaRank: 'none',
  region: '江北区',
  interactions: NO_INTERACTIONS,
  evidence: null,
  analysis: completeAnalysis({
    run: 1,
    model: 'test',
    sentiment: 'negative',
    sentimentScore: -0.5,
    confidence: 0.9,
    sentimentReasons: [],
    topics: [{ topic: 'bus', confidence: 0.9, reasons: [] }],
    entities: [
      { kind: 'organisation', name: '云州公交公司', span: { field: 'text', from: 0, to: 1 } },
      { kind: 'organisation', name: '交通局', span: { field: 'text', from: 0, to: 1 } },
      { kind: 'stake', name: 'K787+532', span: { field: 'text', from: 0, to: 1 } },
      { kind: 'station', name: '云州东站', span: { field: 'text', from: 0, to: 1 } },
      { kind: 'date', name: '昨天', span: { field: 'text', from: 0, to: 1 } },
    ],
    cues: [],
    fingerprint: [],
    words: [],
  }),
}

/** What is marked, as the original has it. */
function marked(source: string, of: Analysed = mention): string[] | null {
  const spans = matches(parseQuery(source), of)
  return spans?.map(({ field, from, to }) => of[field].slice(from, to)) ?? null
}

describe('matches', () => {
  test.each<[string, string[] | null]>([
    ['公交', ['公交', '公交', '公交']], // title first, then text, by position
    ['停运', ['停運', '停运']], // traditional in the title
    ['公交车', ['公交\u200b車']], // the mark covers what was hidden between
    ['出租汽车', null],
    ['司', ['司', '司']], // one character stands anywhere in a run
    ['机罢', ['机罢']],
    ['20路', ['２０路']],
    ['0路', null], // a figure matches whole
    ['G15高速', ['G15高速']],
    ['g15 -高速公路', ['G15']],
    ['G1', null],
    ['g1*', ['G1']], // an open end marks what was asked for
    ['k787+532', ['K787+532']],
    ['787', null],
    ['"公交停运 司机"', ['公交停運：司机']], // punctuation only separates
    ['"公交 停运"', null], // but it does separate
    ['"罢工 G15"', null], // a phrase never runs from title into text
    ['title:公交', ['公交']],
    ['title:绕行', null],
    ['公交 AND 绕行 AND 地铁', null],
    ['地铁 OR 绕行', ['绕行']],
    ['绕行 NOT 地铁', ['绕行']],
    ['绕行 NOT (停运 AND 罢工)', null],
    ['绕行 NOT (停运 NOT 罢工)', ['绕行']], // what is excluded is itself not so
    ['channel:微博', []], // a label marks nothing
    ['channel:微博 绕行', ['绕行']],
    ['channel:新闻', null],
    ['topic:公交 sentiment:负面 source:"rss 1"', []],
    ['source:rss', null],
    ['author:公交 region:江北 url:bbs.example', []],
    ['org:公交公司', []],
    ['org:"公司 交通"', null], // a phrase never runs from one name into the next
    ['place:公交公司', null],
    ['place:K787+532 地点:东站', []], // stakes and stations are places too
    ['place:昨天', null],
    ['公交 公交公司', ['公交', '公交', '公交', '公交公司']], // overlapping marks are kept
    ['公交 OR 公交', ['公交', '公交', '公交']], // identical ones are not doubled
  ])('%s marks %j', (source, expected) => {
    expect(marked(source)).toEqual(expected)
  })

  test.each<[string, string[] | null]>([
    ['没有 NEAR/0 停运', ['没有', '停运']], // side by side
    ['停运 NEAR/0 没有', ['没有', '停运']], // in either order
    ['停运 ONEAR/9 没有', null],
    ['没有 NEAR/2 绕行', null],
    ['没有 NEAR/5 绕行', ['没有', '绕行']], // 停运，只是: five characters, the comma among them
    ['没有 NEAR/4 绕行', null],
    ['公交 NEAR/0 交车', null], // the two may not share a character
    ['公交 NEAR/0 车', ['公交', '車']], // invisible characters are none
    ['(出租车 OR 地铁) ONEAR/0 相撞', ['出租车', '相撞']],
    ['95 ONEAR/3 停运', ['95', '停運']], // 路公交
    ['95 ONEAR/2 停运', null],
    ['罢工 NEAR/999 高速', null], // title and text are apart
    ['绕行 -没有 NEAR/0 停运', null],
  ])('%s marks %j', (source, expected) => {
    expect(marked(source)).toEqual(expected)
  })

  test('a distance counts characters, not halves of them', () => {
    const of = { ...mention, title: '', text: '甲𠮷𠮷𠮷乙' }
    expect(marked('甲 NEAR/3 乙', of)).toEqual(['甲', '乙'])
    expect(marked('甲 NEAR/2 乙', of)).toBeNull()
  })

  test('a person is never found by name', () => {
    expect(marked('author:公交', { ...mention, authorIsOrganisation: false })).toBeNull()
  })
})
