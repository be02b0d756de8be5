import { afterAll, expect, test } from 'vitest'
import { openPhraseFinder } from './phrase-finder.ts'

const STOPS = [
  '投诉栖澜芷苑门口的公交站牌被拆，老人等车没有地方。',
  '昨晚栖澜芷苑又停了班车，物业说不归他们管。',
  '请问栖澜芷苑的公交什么时候恢复？#云州夜班车#',
  '我家住栖澜芷苑，每天走两公里赶车，站牌一直没装。#云州夜班车#',
]

const finder = openPhraseFinder(() => [])
afterAll(() => finder.close())

test('each set gets its own phrases, in the order of the sets, a made-up name and a hashtag among them', async () => {
  const [stops, none] = await finder.find([STOPS, []])
  expect(stops?.map(({ phrase }) => phrase)).toContain('栖澜芷苑')
  expect(stops).toContainEqual({ phrase: '云州夜班车', kind: 'hashtag' })
  expect(none).toEqual([])
}, 20_000)

test('a word the thread cannot read loses that call alone', async () => {
  const broken = openPhraseFinder(() => ['不是 一个词'])
  await expect(broken.find([STOPS])).rejects.toMatchObject({ name: 'Unavailable', code: 'text/worker-away' })
  await broken.close()
}, 20_000)

test('closing ends what is in hand, and nothing is taken afterwards', async () => {
  const closing = openPhraseFinder(() => [])
  const inHand = closing.find([STOPS])
  const refused = expect(inHand).rejects.toMatchObject({ code: 'text/analysers-closed' })
  await closing.close()
  await refused
  await expect(closing.find([STOPS])).rejects.toMatchObject({ code: 'text/analysers-closed' })
}, 20_000)
