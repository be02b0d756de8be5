import { expect, test } from 'vitest'
import { EVERYTHING, readSearch, type SearchState, toggle, writeSearch } from './search-state.ts'

const round = (state: SearchState) => readSearch(new URLSearchParams(writeSearch(state)))

test('a search survives its address', () => {
  const state: SearchState = {
    q: '(出租车 OR 的士) AND 停运 NEAR/8 "通知" NOT 渠道:短视频 & a=b #?',
    from: 1_790_000_000_000,
    to: null,
    chosen: {
      channel: ['weibo', 'news'],
      sentiment: ['negative'],
      unsure: ['unsure'],
      topic: [],
      government: ['transport'],
      region: ['临江区'],
      source: ['yz-forum'],
    },
  }
  expect(round(state)).toEqual(state)
  expect(round(EVERYTHING)).toEqual(EVERYTHING)
})

test('an empty search has an empty address', () => {
  expect(writeSearch(EVERYTHING)).toEqual({})
})

test('what is not understood is left out, never guessed', () => {
  const state = readSearch(new URLSearchParams('q=停运&from=昨天&to=-5&channel=,weibo,,weibo&unknown=1'))
  expect(state).toEqual({ ...EVERYTHING, q: '停运', chosen: { ...EVERYTHING.chosen, channel: ['weibo'] } })
})

test('a facet value goes on and off again', () => {
  const on = toggle(EVERYTHING, 'channel', 'weibo')
  expect(on.chosen.channel).toEqual(['weibo'])
  expect(toggle(on, 'channel', 'weibo')).toEqual(EVERYTHING)
})
