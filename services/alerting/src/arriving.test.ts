import type { Json } from '@guanlan/domain'
import type { Delivery, Refusal } from '@guanlan/ports'
import { expect, test } from 'vitest'
import { anAnalysis } from './analysis.fixture.ts'
import { arriving } from './arriving.ts'

const analysis = anAnalysis()
const delivery = (key: string, body: object): Delivery => ({
  stream: 'analysed',
  key,
  body: { id: key, title: '', text: '停运', seenAt: 1, publishedAt: null, ...body } as unknown as Json,
  partition: 0,
  offset: 0,
  appendedAt: 1,
})

test('a replay under a newer model is neither placed nor alerted, and nothing is refused', () => {
  const refusals: Refusal[] = []
  const batch = [delivery('a', { analysis }), delivery('b', { analysis: { ...analysis, run: 2 } }), delivery('c', {})]
  expect(arriving(batch, refusals).map(({ id }) => id)).toEqual(['a'])
  expect(refusals).toMatchObject([{ code: 'alerting/not-analysed', detail: 'c' }])
})
