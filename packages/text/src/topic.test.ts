import { beforeAll, describe, expect, test } from 'vitest'
import { scoreTopics, topicsOf, topicTables } from '../train/topic-evaluate.ts'
import { loadSegmenter, type Segmenter } from './segment.ts'

let segmenter: Segmenter
beforeAll(() => {
  segmenter = loadSegmenter()
})

describe('a topic the writer says it is not about', () => {
  test.each([
    ['不是出租车的问题，是网约车平台乱派单', 'taxi', false],
    ['我说的不是公交，是开往县城的班车', 'bus', false],
    ['跟网约车没关系，投诉的是站外揽客的黑车', 'ridehail', false],
    ['是不是出租车的问题，请查一查', 'taxi', true], // asked, not denied
    ['这不是公交车吗，怎么停在路中间', 'bus', true], // a retort
    ['不是出租车不多，是打不到', 'taxi', true], // denied of something else
    ['不是出租车的问题，可出租车也该管管', 'taxi', true], // denied once, said once
    ['这不是谣言，是真的', 'rumor', true], // whether true or not, it is about one
  ] as const)('%s: %s is %s', (text, topic, given) => {
    expect(topicsOf(segmenter, text).includes(topic)).toBe(given)
  })
})

test('words that say the same count once', () => {
  expect(topicsOf(segmenter, '村民在村口等了一天，村里没有人管')).not.toContain('rural')
  expect(topicsOf(segmenter, '村口的泥泞路，三轮陷车')).toContain('rural')
})

test('on our own sentences the rules do what the model card says', () => {
  const { seen, heldBack } = topicTables()
  expect(seen.length + heldBack.length).toBeGreaterThan(600)
  expect(scoreTopics(segmenter, seen).all.f1).toBeGreaterThan(0.9)
  expect(scoreTopics(segmenter, heldBack).all.f1).toBeGreaterThan(0.7)
})
