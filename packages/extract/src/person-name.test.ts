import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isChineseName, isName, isWesternName, namesIn } from './person-name.ts'

test.each([
  ['李云舟', ['李云舟']],
  ['李云舟 周江', ['李云舟', '周江']],
  ['李云舟、周江，赵大桥', ['李云舟', '周江', '赵大桥']],
  ['本报记者 李云舟 通讯员 周江', ['李云舟', '周江']],
  ['云州晚报全媒体记者 李云舟 实习生 周江', ['李云舟', '周江']],
  ['周 江', ['周江']], // a name of two characters set wide
  ['李云舟和周江', ['李云舟', '周江']],
  ['李云舟（云州大学教授）', ['李云舟']],
  ['李云舟_YZ1024', ['李云舟']],
  ['By Anna Berg and Bo Lee', ['Anna Berg', 'Bo Lee']],
  ['阿依古丽·买买提', ['阿依古丽·买买提']],
  ['佚名', []],
  ['admin', []],
  ['2026-11-24', []],
  ['点击查看', []],
])('%s names %j', (text, names) => {
  expect(namesIn(text)).toEqual(names)
})

test('who is a person by the look of the name', () => {
  expect(['李云舟', '欧阳云舟', '周江'].every(isChineseName)).toBe(true)
  expect(['云州传媒', '云州日报', '李', '站内'].some(isChineseName)).toBe(false)
  expect(['Anna Berg', "J. P. O'Neil", 'Ludwig van Berg'].every(isWesternName)).toBe(true)
  expect(['anna', 'Buying Guide 2026', 'NEWS'].some(isWesternName)).toBe(false)
})

test('any text gives at most twelve names, each a name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), text => {
      const names = namesIn(text)
      return names.length <= 12 && names.every(isName)
    }),
  )
})
