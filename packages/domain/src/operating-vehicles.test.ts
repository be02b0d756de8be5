import { describe, expect, test } from 'vitest'
import type { Move } from './ledger.ts'
import { maskedItem, maskPersonal } from './mask.ts'
import { plateKey } from './mask-plates.ts'
import { NO_INTERACTIONS, type Raw } from './mention.ts'
import { foldOperatingVehicles, operatingPlates, platesChanged, readPlates } from './operating-vehicles.ts'

const by = { kind: 'person', id: 'a', name: '', post: '' } as const
const move = (body: object): Move => ({
  kind: 'vehicles',
  id: 'bureau',
  type: 'changed',
  by,
  at: 0,
  reason: null,
  body: body as Move['body'],
})

describe('the list of operating vehicles', () => {
  test.each([
    ['云A·T1234', '云AT1234'],
    ['云a t1234', '云AT1234'],
    ['云Ａ·Ｔ１２３４', '云AT1234'],
    ['云A·D12345', '云AD12345'],
    ['云A·1234挂', '云A1234挂'],
    ['云A', null],
    ['', null],
    ['不知道', null],
    ['云A12345678', null],
    ['云ABCDEF', null],
  ])('%s is compared as %s', (written, key) => {
    expect(plateKey(written)).toBe(key)
  })

  test('is read from lines or from the named column of a table, bad rows apart', () => {
    expect(readPlates('\ufeff云AT1234\r\n云A·T1234\n\n坏行\n云BT0001')).toEqual({
      plates: ['云AT1234', '云BT0001'],
      refused: [{ row: 4, code: 'vehicles/bad-plate' }],
    })
    expect(readPlates('序号,车牌号,公司\n1,"云A·T1234",云州出租\n2,,\n3,云BT0001,')).toEqual({
      plates: ['云AT1234', '云BT0001'],
      refused: [{ row: 2, code: 'vehicles/bad-plate' }],
    })
  })

  test('changes by differences', () => {
    const first = foldOperatingVehicles(null, move(platesChanged(null, ['云AT1234', '云AT1235'])!))
    const change = platesChanged(first, ['云AT1235', '云AT1236'])
    expect(change).toEqual({ added: ['云AT1236'], removed: ['云AT1234'] })
    expect(foldOperatingVehicles(first, move(change!))).toEqual({ plates: ['云AT1235', '云AT1236'] })
    expect(platesChanged(first, ['云AT1235', '云AT1234'])).toBeNull()
  })
})

describe('masking with the list', () => {
  const plates = operatingPlates({ plates: ['云AT1234', '云AD12345'] })

  test.each([
    ['出租车云A·T1234拒载，私家车云A·12345挡路', '出租车云A·T1234拒载，私家车云A·*****挡路'],
    ['云 A T1 234', '云 A T1 234'],
    ['云A·D12345晚点', '云A·D12345晚点'],
    ['车牌号T1234的', '车牌号T1234的'], // five characters do not make a plate without its letter
    ['车牌A·T1234', '车牌A·T1234'],
    ['车牌B·T1234', '车牌B·*****'],
  ])('%s → %s', (text, expected) => {
    expect(maskPersonal(text, plates).text).toBe(expected)
  })

  test('what was masked before stays so when the list grows', () => {
    const before = maskPersonal('云A·T1234拒载').text
    expect(before).toBe('云A·*****拒载')
    expect(maskPersonal(before, plates).text).toBe(before)
  })
})

test('an item is masked in every wording, as its channel and author ask', () => {
  const raw: Raw = {
    sourceId: 's',
    channel: 'forum',
    externalId: '1',
    url: null,
    title: '打13900001234',
    text: '我叫王小明，住春风里3幢2单元501室，座机0571-87654321',
    author: '小王13900001234',
    authorIsOrganisation: false,
    publishedAt: null,
    fetchedAt: 0,
    mediaRank: 'none',
    region: '临江区',
    interactions: NO_INTERACTIONS,
    evidence: null,
    attachments: [{ url: 'https://a.example.cn/1', title: '名单13900001234' }],
    answer: { text: '已联系13900001234', at: null, by: '云州市交通运输局' },
  }
  const { item, count } = maskedItem(raw, new Set())
  expect(count).toBe(6)
  expect(JSON.stringify(item)).not.toMatch(/13900001234|王小明|87654321/)
  expect(item.text).toContain('3幢2单元501室') // a door is covered in orders only: here it may be where the trouble is
  const order = maskedItem({ ...raw, channel: 'hotline' }, new Set()).item
  expect(order).toMatchObject({ author: null, text: expect.not.stringContaining('501') })
  const own = maskedItem(
    {
      ...raw,
      channel: 'gov',
      author: '云州市交通运输局',
      authorIsOrganisation: true,
      text: '云州市交通运输局监督电话0571-87654321，经办13900001234',
    },
    new Set(),
  ).item
  expect(own.text).toBe('云州市交通运输局监督电话0571-87654321，经办139******34')
})
