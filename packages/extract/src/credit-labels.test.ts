import fc from 'fast-check'
import { expect, test } from 'vitest'
import { creditsIn } from './credit-labels.ts'

const line = (text: string) => ({ text, scraps: text.split('\t').map(part => ({ text: part, hint: null })) })
const read = (text: string) => creditsIn(line(text)).map(({ kind, value }) => [kind, value.trim()])

test.each([
  [
    '来源：云州日报　作者：李云舟　编辑：王小云',
    [
      ['outlet', '云州日报'],
      ['author', '李云舟'],
      ['editor', '王小云'],
    ],
  ],
  ['来 源:\t云州日报\t举报', [['outlet', '云州日报\t举报']]],
  [
    '发布时间：2026-11-24 08:14 阅读：33',
    [
      ['published', '2026-11-24 08:14'],
      ['other', '33'],
    ],
  ], // a clock's colon is no label's
  ['最后更新：2026-11-24', [['updated', '2026-11-24']]],
  ['图片来源：云州画报', [['other', '云州画报']]], // of the picture, not of the article
  ['原标题：大桥合龙', [['other', '大桥合龙']]],
  ['编辑｜王小云', [['editor', '王小云']]],
  ['文/李云舟', [['author', '李云舟']]],
  ['记者/通讯员', [['reporter', '通讯员']]],
  [
    '来源云州日报| 作者李云舟',
    [
      ['outlet', '云州日报|'],
      ['author', '李云舟'],
    ],
  ],
  [
    '【来源】云州日报【作者】李云舟',
    [
      ['outlet', '云州日报【'],
      ['author', '李云舟'],
    ],
  ],
  ['【编辑:王小云】', [['editor', '王小云】']]],
  ['来源于\t云州财经', [['outlet', '云州财经']]],
  ['来源\t云州日报', [['outlet', '云州日报']]],
  ['http://yunzhou.example/a', []],
  ['据多个来源说明，情况属实。', []],
])('%s', (text, credits) => {
  expect(read(text)).toEqual(credits)
})

test('any line gives credits that lie inside it, in order', () => {
  const part = fc.constantFrom(
    '来源',
    '作者',
    '：',
    ':',
    '|',
    '/',
    '\t',
    ' ',
    '李云舟',
    '12:30',
    '编辑',
    '文',
    '（',
    '。',
    'http://',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), parts => {
      const text = parts.join('')
      let from = -1
      for (const credit of creditsIn(line(text))) {
        expect(credit.from).toBeGreaterThanOrEqual(from)
        expect(text).toContain(credit.value)
        from = credit.from
      }
    }),
  )
})
