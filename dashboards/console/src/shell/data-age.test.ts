import { expect, test } from 'vitest'
import { dataAge } from './data-age.ts'

const NOW = Date.UTC(2026, 10, 24, 0, 16, 16)

test.each([
  { dataAt: NOW - 12_000, connected: true, state: 'fresh', words: '数据截至 08:16:04 · 12 秒前' },
  { dataAt: NOW + 3_000, connected: true, state: 'fresh', words: '数据截至 08:16:19 · 0 秒前' }, // a clock slightly ahead is not an age
  { dataAt: NOW - 61_000, connected: true, state: 'stale', words: '数据截至 08:15:15 · 1 分前' },
  { dataAt: NOW - 7 * 60_000, connected: true, state: 'stopped', words: '数据停更 7 分' },
  { dataAt: null, connected: true, state: 'none', words: '尚无数据' }, // absent is a word, never a zero
  { dataAt: NOW, connected: false, state: 'cut', words: '实时连接已断开，正在重连' },
])('$words', ({ dataAt, connected, state, words }) => {
  expect(dataAge(dataAt, NOW, connected)).toEqual({ state, words })
})
