import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskCaller, maskPersonal } from './mask.ts'

test.each([
  { text: '请回电13900001234，谢谢', masked: '请回电139******34，谢谢', count: 1 },
  { text: '电话 139-0000-1234', masked: '电话 139********34', count: 1 }, // written with dashes
  { text: '１３９００００１２３４', masked: '１３９******３４', count: 1 }, // full width does not hide it, and what stays is as published
  { text: '身份证330100199001011234', masked: '身份证330***************', count: 1 },
  { text: '座机0571-87654321', masked: '座机0571-********', count: 1 },
  { text: '拨打12328或12345', masked: '拨打12328或12345', count: 0 }, // hotlines are public
  { text: 'K787+532处坑槽，S26高速', masked: 'K787+532处坑槽，S26高速', count: 0 },
  { text: '工单20261123000123', masked: '工单20261123000123', count: 0 }, // an order number is no person
  { text: '尾数2026112313900001234', masked: '尾数2026112313900001234', count: 0 }, // inside a longer run of digits
])('$text', ({ text, masked, count }) => {
  expect(maskPersonal(text)).toEqual({ text: masked, count })
})

test('masking twice changes nothing more, and no mobile number survives', () => {
  const mobile = fc.integer({ min: 13000000000, max: 19999999999 }).map(String)
  const around = fc.string({ unit: fc.constantFrom('请', '电', ' ', '，', 'a', '（') })
  fc.assert(
    fc.property(around, mobile, around, (before, number, after) => {
      const once = maskPersonal(before + number + after)
      expect(once.text).not.toContain(number)
      expect(maskPersonal(once.text).text).toBe(once.text)
    }),
  )
})

test.each([
  { text: '来电人阿强（身份证330100199001011234）反映拒载', masked: '来电人**（身份证330***************）反映拒载' },
  { text: '联系人：欧阳小夏，电话13900001234', masked: '联系人：****，电话139******34' },
  { text: '投诉人李某某女士称', masked: '投诉人***女士称' },
  { text: '来电人反映203路甩站', masked: '来电人反映203路甩站' }, // what callers do is not their name
  { text: '来电人咨询（东站）怎么走', masked: '来电人咨询（东站）怎么走' },
])('a caller is nobody: $text', ({ text, masked }) => {
  expect(maskCaller(text).text).toBe(masked)
})
