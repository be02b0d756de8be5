import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { originalAt, prepare } from './document.ts'
import { loadSegmenter } from './segment.ts'
import { sentimentJudge } from './sentiment.ts'
import { readModel } from './sentiment-model.ts'

const segmenter = loadSegmenter()
const model = readModel()
const judge = sentimentJudge(model)
const read = (text: string, source: string | null = null) => judge(prepare(segmenter, '', text), source)

describe('negation', () => {
  test.each([
    ['村民们对这个答复很不满意', 'negative'], // a subject before it
    ['乘客很不满意', 'negative'],
    ['服务态度并不好', 'negative'],
    ['一点也不便宜，还老是晚点', 'negative'],
    ['没有不满意的', 'positive'], // turned round twice
    ['不得不说，师傅真热心', 'positive'], // only looks like a negation
    ['再也不用绕路了，真好', 'positive'],
  ])('%s is %s', (text, sentiment) => {
    expect(read(text).sentiment).toBe(sentiment)
  })
})

const pieces = fc.constantFrom(
  '不满意',
  '太好了',
  '司机',
  '態度',
  '！',
  '[怒]',
  '😀',
  '\u200b',
  'Ａ',
  '\ud800',
  ' ',
  '3路',
  '。',
  '\0',
)
const texts = fc.array(pieces, { maxLength: 30 }).map(parts => parts.join(''))

describe('any text', () => {
  test('has three probabilities that sum to one, and a score and a confidence that follow from them', () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.string({ unit: 'binary', maxLength: 80 })), text => {
        const { probabilities: p, score, confidence } = read(text)
        expect(p[0] + p[1] + p[2]).toBeCloseTo(1, 9)
        expect(score).toBeCloseTo(p[2] - p[0], 9)
        expect(confidence).toBe(Math.max(...p))
      }),
      { numRuns: 40 },
    )
  })

  test('names its reasons where they stand in the original, strongest first', () => {
    fc.assert(
      fc.property(texts, text => {
        const document = prepare(segmenter, '', text)
        const { reasons } = judge(document)
        for (const { span, words, weight } of reasons) {
          expect(originalAt(document, span)).toBe(words)
          expect(weight).toBeGreaterThan(0)
        }
        const weights = reasons.map(({ weight }) => weight)
        expect(weights).toEqual([...weights].sort((a, b) => b - a))
      }),
      { numRuns: 40 },
    )
  })

  test('longer than the patterns look is judged by its beginning and its end', () => {
    const long = `${'路过这里。'.repeat(200)}司机态度恶劣，太差劲了，投诉`
    const { sentiment, reasons } = read(long)
    expect(sentiment).toBe('negative')
    expect(reasons.some(({ span }) => span.from >= 1000)).toBe(true)
  })
})

describe('the source', () => {
  test('a source nobody taught counts as none', () => {
    expect(read('等了半天车', 'board-of-yunzhou')).toEqual(read('等了半天车'))
  })

  test('a source that was taught is judged by what is usual there', () => {
    const shifted = model.registers.map(({ name }) => read('今天坐了3路车', name).probabilities.join())
    expect(new Set(shifted).size).toBeGreaterThan(1)
  })
})

test.each(['', ' \n ', '。。。'])('with next to nothing to go by (%j) it is unsure or neutral', text => {
  const { unsure, sentiment } = read(text)
  expect(unsure || sentiment === 'neutral').toBe(true)
})
