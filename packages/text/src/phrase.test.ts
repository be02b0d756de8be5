import { expect, test } from 'vitest'
import { readIdf } from './idf.ts'
import { keyPhrases, logLikelihood } from './phrase.ts'
import { loadSegmenter } from './segment.ts'

const segmenter = loadSegmenter()
const phrases = (texts: readonly string[]) => keyPhrases(segmenter, texts, readIdf())

/** A made-up housing estate that no dictionary knows, in changing company. */
const ESTATE = [
  '投诉栖澜芷苑门口的公交站牌被拆，老人等车没有地方。',
  '昨晚栖澜芷苑又停了班车，物业说不归他们管。',
  '请问栖澜芷苑的公交什么时候恢复？',
  '我家住栖澜芷苑，每天走两公里赶车，站牌一直没装。',
  '希望尽快给栖澜芷苑装站牌。',
  '栖澜芷苑居民联名反映站牌问题已经三个月了。',
]

test('a name that no dictionary knows is found whole', () => {
  const found = phrases(ESTATE)
  expect(found[0]).toMatchObject({ phrase: '栖澜芷苑', texts: 6 })
  expect(found.some(({ phrase }) => phrase === '站牌')).toBe(true)
})

test('no piece of a found name stands beside it', () => {
  const pieces = phrases(ESTATE).filter(({ phrase }) => phrase !== '栖澜芷苑' && '栖澜芷苑'.includes(phrase))
  expect(pieces).toEqual([])
})

test('a hashtag is one phrase', () => {
  const found = phrases(['#云州夜班车#今晚又没来', '等了一小时 #云州夜班车#', '有人知道吗 #云州夜班车#'])
  expect(found[0]).toMatchObject({ phrase: '云州夜班车', kind: 'hashtag', texts: 3 })
})

test('words that everyone always says are not key', () => {
  const found = phrases(ESTATE).map(({ phrase }) => phrase)
  for (const plain of ['没有', '请问', '希望', '我家', '已经']) expect(found).not.toContain(plain)
})

test.each([
  { why: 'nothing', texts: [] },
  { why: 'blank texts', texts: ['', '  ', '\n'] },
  { why: 'no letters', texts: ['！！！', '😀😀', '\ud800'] },
  { why: 'one text alone', texts: ['栖澜芷苑的站牌'] },
])('$why has no key phrases', ({ texts }) => {
  expect(phrases(texts)).toEqual([])
})

test.each([
  { why: 'as often as usual tells nothing', k: 10, n: 100, usual: 10_000, weight: 0 },
  { why: 'less often tells nothing', k: 1, n: 100, usual: 10_000, weight: 0 },
  { why: 'in all of a hundred against one in a thousand', k: 100, n: 100, usual: 100, weight: 1304.4 },
])('$why', ({ k, n, usual, weight }) => {
  expect(logLikelihood(k, n, usual, 100_000)).toBeCloseTo(weight, 0)
})
