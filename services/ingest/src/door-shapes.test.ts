import type { Channel, Mention, Raw, Source } from '@guanlan/domain'
import { describe, expect, test } from 'vitest'
import { settleChanges } from './changed-items.ts'
import { readItem } from './item.ts'
import { normalise } from './normalise.ts'
import { aDoor } from './source.fixture.ts'
import { gatherSurvey } from './survey-rows.ts'
import { tryFile } from './try-file.ts'

const NOW = Date.parse('2026-11-24T10:00:00+08:00')
const sourceOf = (channel: Channel, change: Partial<Source> = {}) =>
  aDoor({ id: 'door', name: '入口', channel, kind: 'file', ...change })
const hash = (text: string) => text
const rawOf = (row: object, source: Source) => readItem(row, source, NOW).raw

describe('a hotline order', () => {
  const hotline = sourceOf('hotline', { name: '云州 12345' })

  test('its fields are read from Chinese columns; who called never is', () => {
    const raw = rawOf(
      {
        ...{
          工单编号: 'S-1',
          受理时间: '2026-11-20 08:00',
          诉求内容: '反映驾校退费难',
          来电人: '某某',
          联系电话: '13900001234',
        },
        ...{ '12328编号': 'Y-7', 诉求类型: '投诉', 工单状态: '已办结', 受理渠道: '电话', 承办单位: '运管所' },
        ...{ 办结期限: '2026-11-27', 办结时间: '2026-11-22 17:00', 是否即时答复: '否', 是否回访: '是', 满意度: '满意' },
      },
      hotline,
    )
    expect(raw.order).toEqual({
      ...{ number: 'Y-7', line: '12345', otherNumber: 'S-1', type: 'complaint', state: 'closed', via: '电话' },
      ...{
        unit: '运管所',
        dueAt: Date.parse('2026-11-27T00:00:00+08:00'),
        closedAt: Date.parse('2026-11-22T17:00:00+08:00'),
      },
      ...{ atOnce: false, calledBack: true, satisfied: true },
    })
    expect(raw.externalId).toBe('Y-7')
    expect(JSON.stringify(raw)).not.toMatch(/某某|13900001234/)
  })

  test.each([
    { row: { 诉求类型: '其他事项' }, code: 'ingest/bad-choice' },
    { row: { 是否回访: '不知道' }, code: 'ingest/bad-flag' },
    { row: { 受理时间: '2026-11-20', 办结时间: '2026-11-19' }, code: 'ingest/order-times' },
    { row: { 工单编号: '4.89512E+18' }, code: 'ingest/rounded-id' },
    { row: { 工单编号: 4.895123456789012e18 }, code: 'ingest/rounded-id' },
  ])('$code', ({ row, code }) => {
    expect(() => rawOf({ 工单编号: 'S-1', 诉求内容: '甲', ...row }, hotline)).toThrow(code)
  })

  test('an order that moves on is a new version of the same mention', () => {
    const row = { 工单编号: 'S-1', 诉求内容: '反映驾校退费难', 工单状态: '受理' }
    const [before, after] = [row, { ...row, 工单状态: '办结' }].map(one => normalise(rawOf(one, hotline), hash))
    expect(after!.id).toBe(before!.id)
    expect(after!.contentHash).not.toBe(before!.contentHash)
    expect(after!.order?.state).toBe('closed')
  })

  test.each([
    { cell: '46350.5', is: '2026-11-24T12:00:00+08:00' },
    { cell: 46_350, is: '2026-11-24T00:00:00+08:00' },
    { cell: '20261124', is: '2026-11-24T00:00:00+08:00' },
    { cell: '1795485600', is: '2026-11-24T10:00:00+08:00' },
    { cell: '2026/11/24 10:00', is: '2026-11-24T10:00:00+08:00' },
  ])('a time of $cell', ({ cell, is }) => {
    expect(rawOf({ 工单编号: '1', 诉求内容: '甲', 受理时间: cell }, hotline).publishedAt).toBe(Date.parse(is))
  })
})

test('cells that begin with = + - @ stay the text they are', () => {
  for (const text of ['=HYPERLINK("http://x")', '+86', '-1 分', '@云州公交'])
    expect(rawOf({ id: text, text }, sourceOf('forum'))).toMatchObject({ text, externalId: text })
})

test('a board carries the public answer with both times; an answer that comes later is a new version', () => {
  const board = sourceOf('board')
  const asked = { 留言编号: 'L1', 留言标题: '公交改线', 留言内容: '五路何时恢复？', 留言时间: '2026-11-01 09:00' }
  const answered = {
    ...asked,
    回复内容: '已于 11 月 5 日恢复，咨询电话 13900001234。',
    回复时间: '2026-11-06',
    回复单位: '云州市交通运输局',
  }
  const [before, after] = [asked, answered].map(row => normalise(rawOf(row, board), hash))
  expect(before!.answer).toBeUndefined()
  expect(after!.answer).toEqual({
    ...{ text: '已于 11 月 5 日恢复，咨询电话 139******34。', at: Date.parse('2026-11-06T00:00:00+08:00') },
    by: '云州市交通运输局',
  })
  expect([after!.id, after!.text]).toEqual([before!.id, before!.text])
  expect(after!.contentHash).not.toBe(before!.contentHash)
})

test('a repost’s edge is the id of the mention it repeats', () => {
  const weibo = sourceOf('weibo')
  const original = normalise(rawOf({ id: '500', text: '停运了吗' }, weibo), hash)
  const repost = normalise({ ...rawOf({ id: '501', text: '转发微博' }, weibo), repostsExternalId: '500' }, hash)
  expect(repost.repostOf).toBe(original.id)
})

describe('an order that both lines have numbers for is one mention', () => {
  const ours = sourceOf('hotline', { id: 'line-a', name: '12328 热线' })
  const theirs = sourceOf('hotline', { id: 'line-b', name: '12345 热线' })
  const own = rawOf({ 工单编号: 'Y-7', 诉求内容: '三路车不进站', 诉求类型: '投诉', 工单状态: '受理' }, ours)
  const other = rawOf(
    { 工单编号: 'S-1', '12328编号': 'Y-7', 诉求内容: '三路公交不进站', 承办单位: '运管所', 工单状态: '办结' },
    theirs,
  )
  const index = { getMany: async (ids: readonly string[]) => ids.map(() => null) }

  test.each([
    { first: own, second: other, state: 'closed' },
    { first: other, second: own, state: 'accepted' },
  ])('$state last: each line adds what the other left out, the words are ours', async ({ first, second, state }) => {
    expect(normalise(first, hash).id).toBe(normalise(second, hash).id)
    const [, both] = (await settleChanges([first, second], index)) as Raw[]
    expect(both).toMatchObject({
      ...{ sourceId: 'line-a', text: '三路车不进站', externalId: 'Y-7' },
      order: { line: '12328', number: 'Y-7', otherNumber: 'S-1', type: 'complaint', unit: '运管所', state },
    })
    const [, , again] = (await settleChanges([first, second, second], index)) as Raw[]
    expect(normalise(again!, hash).contentHash).toBe(normalise(both!, hash).contentHash)
  })
})

describe('versions of a sender', () => {
  const forum = sourceOf('forum')
  const known = new Map<string, Mention>()
  const index = { getMany: async (ids: readonly string[]) => ids.map(id => (known.get(id) ?? null) as never) }
  const settled = async (...rows: object[]) =>
    settleChanges(
      rows.map(row => rawOf(row, forum)),
      index,
    )

  test('an older one never follows a newer, within a batch or after it', async () => {
    const [, older, newer] = await settled(
      { id: '1', text: '二', version: 2 },
      { id: '1', text: '一', version: 1 },
      { id: '1', text: '三', version: 3 },
    )
    expect([older, (newer as Raw).text]).toEqual(['stale', '三'])
  })

  test('a deletion keeps the words and evidence it had; one of something unknown is refused by name', async () => {
    const [, gone] = await settled({ id: '7', text: '原话' }, { id: '7', deleted: true })
    expect(gone).toMatchObject({ text: '原话', withdrawn: true })
    const [unknown] = await settled({ id: 'never', deleted: 'true' })
    expect(unknown).toMatchObject({ code: 'ingest/unknown-deletion' })
  })
})

describe('a survey', () => {
  const mapping = { vendor: '问卷', columns: { question: '题目', option: '选项', count: '小计', sample: '有效样本' } }
  const rows = (list: readonly (readonly [string, string, string, string])[]) =>
    list.map(([题目, 选项, 小计, 有效样本], i) => ({ row: i + 1, value: { 题目, 选项, 小计, 有效样本 } }))

  test('options of one question become one item, wherever they stand; a bad row spoils its own question', () => {
    const read = gatherSurvey(
      rows([
        ['甲', '是', '9', '12'],
        ['乙', '是', '5', '9'],
        ['甲', '否', '3', ''],
        ['丙', '是', '多', '4'],
        ['丙', '否', '1', '4'],
      ]),
      mapping,
    )
    expect(read.map(one => ('error' in one ? one.error.code : one.value.title))).toEqual([
      '甲',
      '乙',
      'ingest/bad-figure',
    ])
    expect(read[0]).toMatchObject({
      value: { text: '题目：甲\n有效样本 12 份（样本不足 30 份，百分比仅供参考）\n是：9 人，75%\n否：3 人，25%' },
    })
  })

  test('a pushed question with its options is read alike', () => {
    const row = {
      question: '甲',
      options: [
        { option: '是', count: 9 },
        { 选项: '否', 人数: '3' },
      ],
      sample: 12,
    }
    expect(rawOf(row, sourceOf('survey')).text).toContain('否：3 人，25%')
    expect(() => rawOf({ ...row, sample: 5 }, sourceOf('survey'))).toThrow('survey/over-sample')
  })
})

describe('a trial', () => {
  async function* bytes(text: string): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text)
  }
  const hotline = sourceOf('hotline', { name: '12328' })
  const csv =
    '工单号,来电人电话,受理时间,诉求内容,办理状态\n1,13900001234,2026-11-20,电话 13900001234 反映拒载,办结\n2,,昨日晚些,乙,放飞\n3,,46350,,受理\n'
  const trial = { format: 'csv', mapping: null, others: [], now: NOW } as const

  test('says of each column what it becomes and what is wrong with it, masked', async () => {
    const tried = await tryFile(hotline, bytes(csv), trial)
    expect(tried).toMatchObject({ by: 'guessed', rows: 3, accepted: 1 })
    expect(tried.refused.map(({ message }) => message.split('：')[0])).toEqual([
      '工单状态',
      '既没有正文也没有标题。补上文字后重新提交这一行。',
    ])
    const column = (heading: string) => tried.columns.find(one => one.heading === heading)!
    expect(column('来电人电话')).toMatchObject({ field: null, caller: true })
    expect(column('受理时间')).toMatchObject({
      field: 'publishedAt',
      samples: [{ becomes: '2026-11-20 00:00:00' }, { becomes: '' }, { was: '46350', becomes: '2026-11-24 00:00:00' }],
      faults: [{ code: 'ingest/bad-time', count: 1, row: 2 }],
    })
    expect(column('办理状态')).toMatchObject({ field: 'orderState', faults: [{ code: 'ingest/bad-choice', row: 2 }] })
    expect(JSON.stringify(tried)).not.toContain('13900001234')
  })

  test('reads by the mapping a person works on, and names others that fit', async () => {
    const mapping = { vendor: '甲', columns: { externalId: '工单号', text: '办理状态' } }
    const others = [
      { vendor: '乙厂商', columns: { text: '诉求内容' } },
      { vendor: '丙厂商', columns: { text: '描述' } },
    ]
    const tried = await tryFile(hotline, bytes(csv), { ...trial, mapping, others })
    expect(tried).toMatchObject({ by: 'given', accepted: 3, fits: ['乙厂商'] })
    await expect(tryFile(hotline, bytes(csv), { ...trial, mapping: others[1]! })).rejects.toMatchObject({
      code: 'ingest/wrong-mapping',
    })
  })
})
