import { describe, expect, test } from 'vitest'
import { guessField, guessMapping, isCallerColumn } from './column-guess.ts'
import { columnMapping, missingColumns } from './column-mapping.ts'

describe('headings are guessed', () => {
  test.each([
    { heading: '\ufeff工单编号', field: 'externalId' },
    { heading: '诉求内容（必填）', field: 'text' },
    { heading: '受理时间*', field: 'publishedAt' },
    { heading: '　阅 读 量', field: 'reads' },
    { heading: '办理时限[工作日]', field: 'dueAt' },
    { heading: '是否直接答复', field: 'atOnce' },
    { heading: '本题有效填写人次', field: 'sample' },
    { heading: '回复时间', field: 'answeredAt' },
    { heading: '备注', field: null },
  ])('$heading', ({ heading, field }) => {
    expect(guessField(heading)).toBe(field)
  })

  test.each(['来电人', '来电人姓名', '联系电话', '手机号码', '身份证号', '诉求人住址', 'phone'])(
    '%s tells of a caller',
    heading => {
      expect(isCallerColumn(heading)).toBe(true)
      expect(guessField(heading)).toBeNull()
    },
  )

  test('of two that mean one field the nearer is taken; nothing readable is no mapping', () => {
    expect(guessMapping(['序号', '工单号', '摘要', '诉求内容'])?.columns).toEqual({
      externalId: '工单号',
      text: '诉求内容',
    })
    expect(guessMapping(['甲', '乙'])).toBeNull()
  })
})

describe('a saved mapping', () => {
  const columns = { externalId: '流水', text: '描述' }

  test('names what a file lacks of it', () => {
    const mapping = columnMapping({ vendor: ' 甲厂商 ', columns: { ...columns, title: '' } })
    expect(mapping).toEqual({ vendor: '甲厂商', columns })
    expect(missingColumns(mapping, ['流水', '内容'])).toEqual(['描述'])
  })

  test.each([
    { change: { vendor: '' }, code: 'mapping/no-vendor' },
    { change: { columns: { externalId: '流水' } }, code: 'mapping/no-text' },
    { change: { columns: { text: '描述', title: '描述' } }, code: 'mapping/twice' },
    { change: { columns: { text: '描述', colour: '色' } as object }, code: 'mapping/bad-field' },
  ])('$code', ({ change, code }) => {
    expect(() => columnMapping({ vendor: '甲厂商', columns, ...change })).toThrow(code)
  })
})
