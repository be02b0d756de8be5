import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { prepare } from '../src/document.ts'
import { loadSegmenter } from '../src/segment.ts'
import { sentimentJudge } from '../src/sentiment.ts'
import { withoutNearCopies } from './sentiment-parts.ts'
import { trainSentiment } from './sentiment-training.ts'
import { isHeldBack, OURS } from './sets.ts'

const folder = mkdtempSync(join(tmpdir(), 'guanlan-train-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('learns from a folder of sets and from corrections, and gives figures for parts of both that were held back', () => {
  mkdirSync(join(folder, 'ewect_usual'))
  const rows = Array.from({ length: 60 }, (_, i) =>
    i % 2 === 0
      ? { id: `row-${i}`, text: `第${i}趟车又晚点，真差劲`, label: 'negative' }
      : { id: `row-${i}`, text: `第${i}趟车很准时，真不错`, label: 'positive' },
  )
  writeFileSync(
    join(folder, 'ewect_usual', 'train.ndjson.gz'),
    gzipSync(rows.map(row => JSON.stringify(row)).join('\n')),
  )
  const corrections = Array.from({ length: 40 }, (_, i) => {
    return { id: `corrected-${i}`, text: `桥头小站今日第${i}次亮灯`, sentiment: 'negative' as const }
  })
  const { model, figures, texts } = trainSentiment(folder, corrections)
  expect(texts).toBeGreaterThan(60)
  expect(figures.map(({ part }) => part)).toEqual(
    expect.arrayContaining(['ewect_usual held back', 'our table', 'corrections']),
  )
  const held = corrections.filter(({ id }) => isHeldBack(id)).length
  expect(figures.find(({ part }) => part === 'corrections')).toMatchObject({ before: null, after: { texts: held } })
  const verdict = sentimentJudge(model)(prepare(loadSegmenter(), '', '桥头小站今日第99次亮灯'))
  expect(verdict.sentiment).toBe('negative')
}, 60_000)

test('a near copy is one of which half of all runs of eight letters stand in the others', () => {
  const labelled = (id: string, text: string) => {
    return { id, text, sentiment: 'positive' as const, weight: 1, twoWay: true, set: OURS }
  }
  const own = labelled('a', '房间不大但是很干净，离车站只有五分钟的路程')
  const copy = labelled('b', '房间不大但是很干净，离车站只有五分钟')
  const other = labelled('c', '早餐种类很多，前台的小姑娘特别热情，下次还住这里')
  expect(withoutNearCopies([copy, other], [own])).toEqual([other])
})
