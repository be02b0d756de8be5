import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Analysis, Mention, Span } from '@guanlan/domain'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SENTIMENT_TABLE } from '../train/table.ts'
import { type Analyser, createAnalyser } from './analyse.ts'
import { LONGEST_ANALYSED } from './document.ts'
import { sample } from './sample.fixture.ts'
import { SENTIMENT_MODEL } from './sentiment-model.ts'

let analyser: Analyser
beforeAll(() => {
  analyser = createAnalyser({
    gazetteer: [
      { kind: 'place', name: '云州东站', aliases: ['东站'] },
      { kind: 'place', name: '云安区' },
      { kind: 'road', name: '云安大道' },
      { kind: 'line', name: '3路' },
      { kind: 'organisation', name: '云州公交集团', aliases: ['云州公交'] },
    ],
  })
})
const read = (text: string, title = '') => analyser.analyse(sample(text, title))
const at = (mention: Mention, { field, from, to }: Span) => mention[field].slice(from, to)

describe('sentiment', () => {
  test('agrees with a duty officer on at least 40 of the 46 sentences of our table', () => {
    const right = SENTIMENT_TABLE.filter(([text, sentiment]) => read(text).sentiment === sentiment)
    expect(right.length).toBeGreaterThanOrEqual(40)
  })

  test.each([
    ['不满意', 'negative'], // one word of the dictionary, with 满意 in it
    ['对处理结果很不满意', 'negative'],
    ['没有不满意，挺好的', 'positive'], // twice turned round
    ['非常满意', 'positive'],
    ['服务态度不好', 'negative'],
    ['请问老年卡在哪里年审', 'neutral'],
    ['我市今年新改建农村公路三百二十公里', 'neutral'],
    ['高峰期一个小时来一趟车[怒][怒]', 'negative'],
  ])('%s is %s', (text, sentiment) => {
    const analysis = read(text)
    expect(analysis.sentiment).toBe(sentiment)
    expect(Math.sign(analysis.sentimentScore)).toBe(
      sentiment === 'neutral' ? Math.sign(analysis.sentimentScore) : sentiment === 'positive' ? 1 : -1,
    )
  })

  test('says which words carried the label', () => {
    const words = read('司机拒载，还骂人，态度恶劣').sentimentReasons.map(reason => reason.words)
    expect(words.join(' ')).toContain('恶劣')
  })
})

describe('topics', () => {
  test.each([
    ['出租车司机不打表，还拒载', ['taxi']],
    ['网约车平台抽成太高', ['ridehail']],
    ['3路公交又甩站', ['bus']],
    ['坐11路到云安大道', ['bus']], // a line number alone
    ['村道硬化半年了还没完工', ['rural', 'project']],
    ['围挡施工半幅封闭，绕行两公里', ['maint']],
    ['治超站查处百吨王', ['overload']],
    ['客运站春运涨价还搭售保险', ['coach']],
    ['货车司机被拖欠运费', ['freight']],
    ['驾校教练吃拿卡要', ['driving', 'conduct']],
    ['4S店过度维修', ['repair']],
    ['渡口没有救生衣', ['water']],
    ['从业资格证换证要什么材料', ['permit']],
    ['占道停车没人管', ['parking']],
    ['高速发生追尾事故', ['safety']],
    ['拖欠农民工工资', ['project']],
    ['收费站ETC重复扣费', ['toll']],
    ['12328电话打不通，互相推诿', ['service']],
    ['执法人员索贿', ['conduct']],
    ['网传涨价系谣言', ['rumor']],
    ['新买的3路由器', []],
    ['排队打车半小时', []], // a hint alone makes no topic
    ['健身教练退费', []],
    ['手机平台更新了', []],
    ['拍打表面的灰', []], // 打表 torn out of two words
    ['今天天气真好', []],
  ])('%s speaks of %j', (text, topics) => {
    const found = read(text).topics.map(({ topic }) => topic)
    expect(found).toEqual(expect.arrayContaining(topics))
    if (topics.length === 0) expect(found).toEqual([])
  })

  test('a word of the title counts more than one of the text', () => {
    const inText = read('打车绕路又拼客', '今日').topics.find(({ topic }) => topic === 'taxi')!
    const inTitle = read('今日', '打车绕路又拼客').topics.find(({ topic }) => topic === 'taxi')!
    expect(inTitle.confidence).toBeGreaterThan(inText.confidence)
  })
})

describe('entities', () => {
  test.each([
    ['G311国道K787+532处塌方', ['road:G311', 'stake:K787+532']],
    ['G311K787+532处塌方', ['road:G311', 'stake:K787+532']],
    ['拨打12328，手机5G，3路由器，兵分3路，5路人马', []],
    ['3路公交和三路公交车、K1路', ['line:3路', 'line:3路', 'line:K1路']],
    ['二十一路车、地铁2号线', ['line:21路', 'line:2号线']],
    ['豫K车多', []],
    ['豫K12345撞了豫K·8**6', ['plate:豫K***', 'plate:豫K***']],
    ['G20峰会期间G30高速拥堵', ['road:G30']],
    ['G311次列车晚点，C919首飞', []],
    ['X012县道和S1234高速', ['road:S1234', 'road:X012']],
    ['东站到云安大道', ['place:云州东站', 'road:云安大道']],
    ['云州市云安区交通运输局答复', ['organisation:云州市云安区交通运输局', 'place:云安区']],
    ['我市交通运输局、云州公交', ['organisation:云州公交集团', 'organisation:交通运输局']],
  ])('%s names %j', (text, names) => {
    const found = read(text).entities.map(({ kind, name }) => `${kind}:${name}`)
    expect(found.sort()).toEqual(names)
  })
})

describe('cues', () => {
  test.each([
    ['明天出租车司机集体罢运', '集体罢运', 'affirmed'],
    ['我市未发生罢运', '罢运', 'negated'],
    ['网传司机罢运系谣言', '罢运', 'negated'],
    ['市局辟谣：罢运不实', '罢运', 'negated'],
    ['如果再涨份子钱就罢运', '罢运', 'hypothetical'],
    ['26号出租车停运是真的吗', '停运', 'hypothetical'],
    ['求证：26号出租车停运，有人知道不', '停运', 'hypothetical'],
    ['明天出租车会不会停运', '停运', 'hypothetical'],
    ['出租车集体停运，还让不让人回家？', '集体停运', 'affirmed'],
    ['去年司机罢运过', '罢运', 'past'],
    ['2019年司机罢运', '罢运', 'past'],
    ['2026年司机罢运', '罢运', 'affirmed'],
    ['听说司机要罢运', '罢运', 'reported'],
    ['没办法只能罢运', '罢运', 'affirmed'],
    ['不给说法就罢运', '罢运', 'affirmed'],
    ['不得不上访', '上访', 'affirmed'],
    ['无人员伤亡', '伤亡', 'negated'],
    ['未造成人员受伤', '受伤', 'negated'],
    ['不打表还绕路', '绕路', 'affirmed'],
  ])('%s: %s is %s', (text, words, stance) => {
    expect(read(text).cues.find(cue => cue.words === words)?.stance).toBe(stance)
  })

  test('a line break ends a sentence: what the title denies says nothing of the text', () => {
    expect(read('司机罢运三天', '本市没有').cues.map(({ stance }) => stance)).toEqual(['affirmed'])
    expect(read('上月没有\n司机罢运三天').cues.map(({ stance }) => stance)).toEqual(['affirmed'])
  })

  test.each([['因大雪部分客运班线停运'], ['投诉电话12328'], ['反腐败斗争']])('%s has none', text => {
    expect(read(text).cues).toEqual([])
  })
})

describe('everything an analysis points at lands on the original', () => {
  const pieces = fc.constantFrom(
    ...[
      '出租车',
      '不打表',
      '罷運',
      '罢\u200b运',
      '罢🚫运',
      '罢 运',
      'ba运',
      'bà工',
      'ЕТС',
      '罢⼯',
      'Ｇ３１１',
      'K787+532',
      '3路公交',
      '云州东站',
    ],
    ...[
      '豫A12345',
      '三十余名司机',
      '1.5万元',
      '昨天',
      '市交通运输局',
      '没有',
      '恶劣',
      '建议增设',
      '请问',
      '感谢',
      '系谣言',
      '大家一起停运',
      '計程車',
    ],
    ...[
      '好好好好好',
      '哈哈哈哈哈哈',
      '！！！！！',
      '[怒]',
      '#云州公交#',
      '@云州交通 ',
      'http://t.cn/a1',
      '😀',
      '👨\u200d👩\u200d👧',
      '🇨🇳',
      '3\ufe0f\u20e3',
    ],
    ...[
      '。',
      '，',
      ' ',
      '　',
      '\n',
      '\r\n',
      '\t',
      '\ud83d',
      '\ude00',
      '\0',
      '\u202e',
      '\u200f',
      '\ufeff',
      '\u0301',
      'e',
      'ETC',
      '①',
      '㎞',
      '…',
      '𝐛',
      'ﬁ',
      'ı',
      'İ',
    ],
  )
  const texts = fc.array(pieces, { minLength: 1, maxLength: 25 }).map(parts => parts.join(''))

  /** Every span of an analysis, with the words said to stand there; an entity tells its name, not its words. */
  function pointed(analysis: Analysis): readonly Readonly<{ span: Span; words: string | null }>[] {
    const { sentimentReasons, topics, government, entities, cues, acts, disguises } = analysis
    return [
      ...sentimentReasons,
      ...topics.flatMap(({ reasons }) => reasons),
      ...(government?.reasons ?? []),
      ...cues,
      ...acts,
      ...disguises,
      ...entities.map(({ span }) => ({ span, words: null })),
    ]
  }

  function figures(analysis: Analysis): readonly number[] {
    const { sentimentScore, confidence, sentimentScores, topics, government, fingerprint, entities } = analysis
    return [
      ...[sentimentScore, confidence],
      ...Object.values(sentimentScores ?? {}),
      ...topics.flatMap(topic => [topic.confidence, ...topic.reasons.map(({ weight }) => weight)]),
      ...Object.values(government?.scores ?? {}),
      ...(government?.reasons ?? []).map(({ weight }) => weight),
      ...analysis.sentimentReasons.map(({ weight }) => weight),
      ...entities.flatMap(({ value }) => (value === null ? [] : [value])),
      ...fingerprint,
    ]
  }

  test('whatever the text holds, no figure is NaN, and the labels alone are the same labels', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(texts, fc.oneof(fc.constant(''), texts), (text, title) => {
        const mention = sample(text, title)
        const analysis = analyser.analyse(mention)
        for (const { span, words } of pointed(analysis)) {
          const there = at(mention, span)
          expect(span.to).toBeGreaterThan(span.from)
          expect(there.length).toBe(span.to - span.from)
          if (words !== null) expect(words).toBe(there)
        }
        for (const figure of figures(analysis)) expect(Number.isFinite(figure)).toBe(true)
        expect(analyser.label(mention)).toEqual({
          sentiment: analysis.sentiment,
          topics: analysis.topics.map(({ topic }) => topic),
          government: analysis.government?.topic ?? null,
        })
        for (const key of Object.keys(analysis) as (keyof Analysis)[]) {
          if (Array.isArray(analysis[key]) && analysis[key].length > 0) kinds.add(key)
        }
      }),
      { numRuns: 250 },
    )
    // else the runs above would have proved nothing of these
    expect([...kinds]).toEqual(
      expect.arrayContaining(['sentimentReasons', 'topics', 'entities', 'cues', 'acts', 'disguises', 'words']),
    )
  })

  test('through hidden characters, traditional writing, full width and long runs', () => {
    const mention = sample('哈哈哈哈哈司机罢\u200b\u200b运了，Ｇ３１１堵死，計程車罷運')
    const { cues, entities } = analyser.analyse(mention)
    expect(cues.map(({ span }) => at(mention, span))).toEqual(['罢\u200b\u200b运', '罷運'])
    expect(entities.map(({ name, span }) => [name, at(mention, span)])).toEqual([['G311', 'Ｇ３１１']])
  })

  test.each(['司机罢🚫运', '司机罢 運', '司机b运', '司机罢*运'])('%s is a risk word and told as hidden', text => {
    const { cues, disguises } = read(text)
    expect(cues.map(({ kind, words }) => [kind, words])).toEqual([['action', text.slice(2)]])
    expect(disguises.map(({ meant }) => meant)).toEqual(['罢运'])
  })
})

describe('bad input gives an analysis, never NaN', () => {
  const long = LONGEST_ANALYSED * 50
  test.each([
    ['empty', ''],
    ['blank', '   '],
    ['line breaks', '\r\n\n\t'],
    ['NUL', '\0\0'],
    ['a lone surrogate', '\ud800'],
    ['a surrogate the wrong way round', '\udc00\ud800'],
    ['emoji only', '😀🚗😡'],
    ['punctuation only', '。！？…'],
    ['right-to-left marks', '\u202e罢运\u202c'],
    ['nothing but invisible characters', '\u200b\u200d\ufeff\u2060'],
    ['nothing but marks', '\u0301\u0301\u20e3'],
    ['English', 'The bus was late again.'],
    ['traditional mixed in', '計程車司機拒載还骂人'],
    ['a million of one character', '车'.repeat(long)],
    ['a million brackets', '['.repeat(long)],
    ['a million cues', '司机罢运'.repeat(long / 4)],
    ['a million digits', '1'.repeat(long)],
    ['a million letters', 'ba'.repeat(long / 2)],
    ['a million hidden words', '罢 运'.repeat(long / 3)],
    ['a million emoji', '😡'.repeat(long / 2)],
    ['a million marks', '！'.repeat(long)],
    ['a million invisible characters', '\u200b'.repeat(long)],
    ['a million lone surrogates', '\ud800'.repeat(long)],
    ['a million dates and amounts', '12月1日3万元'.repeat(long / 8)],
    ['a million questions', '请问为什么？'.repeat(long / 6)],
  ])('%s', (_, text) => {
    const began = process.cpuUsage().user
    const { sentimentScore, confidence, sentimentScores, topics, fingerprint, words } = read(text)
    expect((process.cpuUsage().user - began) / 1000).toBeLessThan(1500) // ms of processor time
    expect(Number.isFinite(sentimentScore)).toBe(true)
    expect(confidence).toBeGreaterThan(0)
    expect(confidence).toBeLessThanOrEqual(1)
    expect(Object.values(sentimentScores!).reduce((sum, score) => sum + score)).toBeCloseTo(1, 3)
    expect(topics.every(({ confidence: sure }) => sure >= 0.5 && sure <= 1)).toBe(true)
    expect([0, 64]).toContain(fingerprint.length)
    expect(words.length).toBeLessThanOrEqual(64)
    expect(() => JSON.stringify(read(text))).not.toThrow()
  })

  test('the same mention gives the same analysis', () => {
    expect(read('出租车拒载', '投诉')).toEqual(read('出租车拒载', '投诉'))
  })

  test('what was read before leaves no trace', () => {
    const plain = read('公交车准点，司机热情')
    read('罢🚫运！！！！！哈哈哈哈'.repeat(50), '\u200b'.repeat(9))
    expect(read('公交车准点，司机热情')).toEqual(plain)
  })
})

describe('files that are not what they should be stop the start by name', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanlan-text-'))
  const file = (name: string, bytes: Buffer | string) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
  const weights = readFileSync(SENTIMENT_MODEL)
  const altered = Buffer.from(weights)
  altered[weights.length >> 1]! ^= 1
  afterAll(() => rmSync(folder, { recursive: true }))

  test.each([
    ['a model cut short', 'text/model-damaged', { model: file('short.bin', weights.subarray(0, weights.length / 2)) }],
    ['an empty model', 'text/model-damaged', { model: file('empty.bin', '') }],
    ['a model of another kind', 'text/model-damaged', { model: file('other.bin', 'GLOTHER1'.repeat(100)) }],
    ['a model with one bit turned', 'text/model-damaged', { model: file('bit.bin', altered) }],
    ['no model', 'text/model-missing', { model: join(folder, 'none.bin') }],
    ['a word that is none', 'text/dictionary-broken', { words: ['公交', '一 二'] }],
    [
      'a dictionary with a broken line',
      'text/dictionary-broken',
      { dictionary: file('dict.txt', '网约车\n\n治超站\n') },
    ],
    [
      'a dictionary that is no text',
      'text/dictionary-broken',
      { dictionary: file('dict.bin', weights.subarray(0, 900)) },
    ],
    ['no dictionary', 'text/dictionary-missing', { dictionary: join(folder, 'none.txt') }],
  ])('%s is %s', (_, code, options) => {
    expect(() => createAnalyser({ gazetteer: [], ...options })).toThrow(expect.objectContaining({ code }))
    expect(read('公交车').topics).toHaveLength(1) // and what ran before runs on
  })
})
