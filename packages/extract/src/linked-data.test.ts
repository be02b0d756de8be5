import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkedArticle } from './linked-data.ts'

const read = (...values: unknown[]) => linkedArticle(values.map(value => JSON.stringify(value)))

test('of several objects the article is read, its people found by their ids', () => {
  const graph = {
    '@graph': [
      { '@type': 'WebPage', datePublished: '2020-01-01', headline: '首页' },
      {
        '@type': ['NewsArticle'],
        headline: ' 大桥\n合龙 ',
        datePublished: '2026-11-24T08:14:00+08:00',
        author: [{ '@id': '#li' }, { name: '周江' }],
        publisher: { '@id': '#paper' },
      },
      { '@type': 'Person', '@id': '#li', name: '李云舟' },
      { '@type': 'Organization', '@id': '#paper', name: '云州日报' },
    ],
  }
  expect(read({ '@type': 'BreadcrumbList' }, graph)).toEqual({
    title: '大桥 合龙',
    published: '2026-11-24T08:14:00+08:00',
    authors: ['李云舟', '周江'],
    editor: null,
    publisher: '云州日报',
  })
})

test.each([
  ['a name alone', { headline: 'x', datePublished: '2026-11-24', author: '李云舟' }, ['李云舟']],
  ['a list of names', { headline: 'x', datePublished: '2026-11-24', author: ['李云舟', '周江'] }, ['李云舟', '周江']],
  ['a list inside the name', { headline: 'x', datePublished: '2026-11-24', author: { name: ['李云舟'] } }, ['李云舟']],
  ['an id that names nothing', { headline: 'x', datePublished: '2026-11-24', author: { '@id': '#nobody' } }, []],
  ['a creator', { headline: 'x', datePublished: '2026-11-24', creator: { name: '李云舟' } }, ['李云舟']],
])('authors given as %s', (_name, value, authors) => {
  expect(read(value).authors).toEqual(authors)
})

test('blocks in comments are read; broken ones, and those that tell of no article, say nothing', () => {
  expect(linkedArticle(['<!-- {"headline":"x","datePublished":"2026-11-24"} -->']).published).toBe('2026-11-24')
  expect(linkedArticle(['{"headline": "x', '[]', 'null', '{"@type":"Organization","name":"云州日报"}'])).toMatchObject({
    title: null,
    authors: [],
  })
})

test('whatever the data are, reading them ends', () => {
  fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), value => Array.isArray(read(value).authors)))
})
