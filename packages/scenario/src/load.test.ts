import { fromWallClock } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { generateRaws, generateTexts } from './load.ts'

const startAt = fromWallClock(2026, 11, 23)

test('load is repeatable, of the asked count, with ids of its own', () => {
  const raws = [...generateRaws(1, 2500, startAt)]
  expect(raws).toHaveLength(2500)
  expect(raws).toEqual([...generateRaws(1, 2500, startAt)])
  expect(new Set(raws.map(({ externalId }) => externalId)).size).toBe(2500)
  expect(raws.at(-1)!.publishedAt).toBe(startAt + 2000)
  expect(raws[0]).not.toEqual([...generateRaws(2, 1, startAt)][0])
})

test('texts are short sentences of many wordings', () => {
  const texts = generateTexts(1, 4000)
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / texts.length
  expect(mean).toBeGreaterThan(45)
  expect(mean).toBeLessThan(60)
  expect(new Set(texts).size).toBeGreaterThan(3000)
})
