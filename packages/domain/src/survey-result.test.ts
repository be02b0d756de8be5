import { expect, test } from 'vitest'
import { surveyResult, surveyText } from './survey-result.ts'

const asked = { survey: '公交满意度', question: '您对首末班时间满意吗', sample: 200 }
const options = [
  { option: '满意', count: 150 },
  { option: '不满意', count: 50 },
]

test('a result is read with its sample and shares of it', () => {
  expect(surveyText({ ...asked, options })).toBe(
    '题目：您对首末班时间满意吗\n有效样本 200 份\n满意：150 人，75%\n不满意：50 人，25%',
  )
})

test.each([
  { result: { ...asked, sample: 12, options: [{ option: '是', count: 9 }] }, says: '样本不足 30 份' },
  { result: { ...asked, sample: null, options }, says: '样本量未报，百分比以各项合计为分母' },
  { result: { ...asked, sample: 160, options }, says: '可多选' },
  { result: { ...asked, sample: 0, options: [{ option: '是', count: 0 }] }, says: '是：0 人，无数据' },
])('$says', ({ result, says }) => {
  expect(surveyText(result)).toContain(says)
})

test.each([
  { change: { question: ' ' }, code: 'survey/no-question' },
  { change: { options: [] }, code: 'survey/no-options' },
  { change: { sample: 100 }, code: 'survey/over-sample' },
])('$code', ({ change, code }) => {
  expect(() => surveyResult({ ...asked, options, ...change })).toThrow(code)
})
