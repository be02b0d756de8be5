import { expect, test } from 'vitest'
import { correctedWords, machineWords, modelWords, ownTopicsAgainst } from './label-words.ts'

test.each([
  { corrected: { sentiment: 'neutral' as const }, words: '情感 中性' },
  { corrected: { topics: [], government: 'construction' }, words: '主题 无；归口 转办：城乡建设' },
  { corrected: { government: 'transport', relevant: true }, words: '归口 本局；与本局相关 相关' },
  {
    corrected: { sentiment: null, entities: [{ kind: 'line', name: '3路' }] },
    words: '收回情感的更正；实体 3路（线路）',
  },
])('$words', ({ corrected, words }) => {
  expect(correctedWords(corrected)).toBe(words)
})

test('what the machine said at the time', () => {
  const said = { model: 'm', run: 1, sentiment: 'negative' as const, topics: ['taxi', 'bus'], government: null }
  expect(machineWords(said)).toBe('情感 负面；主题 公交、出租汽车；归口 未判断')
})

test('the parts of a version are named', () => {
  expect(modelWords('sentiment 411a · rules 1 · other 9')).toBe('情感模型 411a · 规则 1 · other 9')
})

test.each([
  { government: 'construction', topics: ['bus', 'service'], against: ['bus'] }, // the scheme counts buses as city construction
  { government: 'construction', topics: ['parking'], against: [] },
  { government: 'transport', topics: ['bus'], against: [] },
])('$government with $topics', ({ government, topics, against }) => {
  expect(ownTopicsAgainst(government, topics)).toEqual(against)
})
