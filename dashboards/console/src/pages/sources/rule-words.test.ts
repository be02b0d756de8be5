import { expect, test } from 'vitest'
import type { SiteRule } from '../../api/site-rule.ts'
import { fieldsOf, formOf, standingWords } from './rule-words.ts'

const rule: SiteRule = {
  id: 'r1',
  host: 'news.yunzhou.example',
  path: '/a/*',
  selectors: { title: 'h2', drop: ['.ad', '.share'] },
  active: true,
}
const standing = { pages: 10, matched: 0, stale: true, lastReadAt: 2, lastMatchedAt: null }

test('what a form was filled with comes out again', () => {
  expect(formOf(fieldsOf(rule))).toEqual({
    host: 'news.yunzhou.example',
    path: '/a/*',
    title: 'h2',
    text: null,
    publishedAt: null,
    outlet: null,
    authors: null,
    drop: ['.ad', '.share'],
  })
})

test('a pasted address becomes its host, blank lines nothing', () => {
  const fields = { ...fieldsOf(null), host: ' https://News.yunzhou.example/a/1.html ', drop: '\n .ad \n\n' }
  expect(formOf(fields)).toMatchObject({ host: 'news.yunzhou.example', path: null, drop: ['.ad'] })
})

test.each([
  [{ state: { ...rule, active: false }, standing }, '已停用，按网页样式识别'],
  [{ state: rule, standing: null }, '保存后还没有读过该网站的网页'],
  [{ state: rule, standing: { ...standing, pages: 4, matched: 3, stale: false } }, '最近 4 页中 3 页对得上'],
  [{ state: rule, standing }, '最近 10 页都对不上，网站可能已改版；从未对上'],
])('how a rule does is said in words', (item, words) => {
  expect(standingWords(item)).toBe(words)
})
