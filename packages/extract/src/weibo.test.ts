import { expect, test } from 'vitest'
import { boundedJson } from './bounded-json.ts'
import { parseWeibo } from './weibo.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

/** Statuses in the documented shape: ids beyond 2^53 as bare numbers, Weibo's own date, the repeated post within. */
const STATUSES = `{"statuses":[
  {"id":5123456789012345679,"mid":"5123456789012345679","created_at":"Tue Nov 24 08:15:30 +0800 2026","text":"转发微博","reposts_count":3,
   "comments_count":"1.2万","attitudes_count":0,"user":{"id":7000000000000000001,"screen_name":"云州市民小夏"},"region_name":"发布于 云州",
   "retweeted_status":{"id":5123456789012340001,"created_at":"Mon Nov 23 21:00:00 +0800 2026","text":"三路车今晚停运吗？","user":{"screen_name":"云州公交"}}},
  {"id":5123456789012345680,"created_at":"Tue Nov 24 08:16:00 +0800 2026","text":"早高峰打车要等二十分钟"},
  {"id":5123456789012345681,"created_at":"Tue Nov 24 08:17:00 +0800 2026","text":"转发了一条看不到的","retweeted_status":{"deleted":"1"}}
],"total_number":3}`

test('ids are text, digit for digit; the time is Weibo’s; a repost names the post it repeats', () => {
  const { items } = parseWeibo(bytes(STATUSES))
  expect(items.map(({ externalId }) => externalId)).toEqual([
    '5123456789012345679',
    '5123456789012345680',
    '5123456789012345681',
  ])
  expect(items[0]).toMatchObject({
    text: '转发微博\n//三路车今晚停运吗？',
    publishedAt: Date.parse('2026-11-24T08:15:30+08:00'),
    repostsExternalId: '5123456789012340001',
    region: '云州',
    interactions: { reposts: 3, comments: 12_000, likes: 0, reads: null },
  })
  expect(items[1]).not.toHaveProperty('repostsExternalId')
  expect(items[2]).not.toHaveProperty('repostsExternalId')
})

test('whole numbers beyond 2^53 come as written wherever they stand, others stay numbers', () => {
  expect(
    boundedJson('{"a":[9007199254740993,-9007199254740993,12,0.5],"b":9007199254740991,"c":12345678901234567890.5}'),
  ).toEqual({
    a: ['9007199254740993', '-9007199254740993', 12, 0.5],
    b: 9007199254740991,
    c: 12345678901234567000,
  })
})
