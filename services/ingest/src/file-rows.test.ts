import { type ColumnMapping, Rejected } from '@guanlan/domain'
import { type WorkbookCell, workbook, zipOf } from '@guanlan/scenario'
import { describe, expect, test } from 'vitest'
import { fileRows } from './file-rows.ts'
import type { FileFormat } from './rows.ts'

async function* pieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(bytes: Uint8Array, format: FileFormat = 'xlsx', saved: ColumnMapping | null = null) {
  const file = fileRows(pieces(bytes), format, saved)
  const rows = []
  for await (const row of file.rows) rows.push(row)
  return { rows, values: rows.map(row => ('value' in row ? row.value : row.error.code)), ...file.columns(), file }
}

const code = async (bytes: Uint8Array, format: FileFormat = 'xlsx', saved: ColumnMapping | null = null) => {
  try {
    await read(bytes, format, saved)
    return 'read'
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return error.code
  }
}

describe('a workbook', () => {
  const HEADING: readonly WorkbookCell[] = ['工单号', '受理时间', '诉求内容', '阅读量']

  test('text, dates, numbers of any length, gaps and formulas are what people see in it', async () => {
    const { values } = await read(
      workbook([
        ['云州市热线工单导出'],
        [],
        HEADING,
        ['Y1', { date: 46_350.25 }, '公交车不进站', 3],
        [{ digits: '4895123456789012345' }, null, { inline: '=SUM(A1) 是正文' }, { formula: 'A1+1', value: '4' }],
        [],
        ['Y3', '2026-11-24 08:00', { formula: 'B1' }, { error: '#REF!' }],
      ]),
    )
    expect(values[0]).toEqual({ 工单号: 'Y1', 受理时间: '2026-11-24 06:00:00', 诉求内容: '公交车不进站', 阅读量: '3' })
    expect(values[1]).toEqual({ 工单号: '4895123456789012345', 受理时间: '', 诉求内容: '=SUM(A1) 是正文', 阅读量: '4' })
    expect(values[2]).toMatchObject({ 诉求内容: { code: 'ingest/formula' }, 阅读量: { code: 'ingest/formula' } })
  })

  test('rows are numbered from the heading, blank ones counted', async () => {
    const { rows } = await read(workbook([HEADING, ['a', null, '甲'], [], ['b', null, '乙']]))
    expect(rows.map(({ row }) => row)).toEqual([1, 3])
  })

  test('days counted from 1904 are four years and a day later', async () => {
    const { values } = await read(workbook([HEADING, ['a', { date: 44_888 }, '甲']], { from1904: true }))
    expect(values[0]).toMatchObject({ 受理时间: '2026-11-24 00:00:00' })
  })

  test('is known by its first bytes whatever it is called', async () => {
    const { values } = await read(workbook([HEADING, ['a', null, '甲']]), 'csv')
    expect(values).toMatchObject([{ 诉求内容: '甲' }])
  })

  test('with strings beyond one block is read in any order', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `第${i}条`.padEnd(20_000, '长'))
    const { values } = await read(workbook([HEADING, ...long.map((text, i) => [`n${i}`, null, text])]))
    expect(values.map(value => (value as { 诉求内容: string }).诉求内容)).toEqual(long)
  })
})

describe('what is no workbook is named', () => {
  test.each([
    { name: 'garbage', bytes: Buffer.from('PK\x03\x04 and no more'.repeat(20)), is: 'ingest/bad-xlsx' },
    { name: 'an archive of something else', bytes: zipOf({ 'readme.txt': 'hello' }), is: 'ingest/bad-xlsx' },
    {
      name: 'an old or locked workbook',
      bytes: Buffer.from('d0cf11e0a1b11ae1'.repeat(40), 'hex'),
      is: 'ingest/old-excel',
    },
    { name: 'a workbook cut off', bytes: workbook([['内容'], ['甲']]).subarray(0, 900), is: 'ingest/bad-xlsx' },
    {
      name: 'no heading we can read',
      bytes: workbook([
        ['甲', '乙'],
        ['1', '2'],
      ]),
      is: 'ingest/bad-heading',
    },
    { name: 'broken XML', bytes: zipOf({ 'xl/workbook.xml': '<workbook><sheets></workbook>' }), is: 'ingest/bad-xlsx' },
  ])('$name', async ({ bytes, is }) => {
    expect(await code(bytes)).toBe(is)
  })

  test('a bomb is refused before it is inflated; one that lies about itself when it gives more than it said', async () => {
    const bomb = zipOf({ 'xl/workbook.xml': '<workbook/>', 'xl/worksheets/sheet1.xml': Buffer.alloc(64 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await code(bomb)).toBe('ingest/xlsx-bomb')
    const liar = zipOf({ 'xl/workbook.xml': Buffer.alloc(8 * 1024 * 1024, ' ') }, { 'xl/workbook.xml': 100 })
    expect(await code(liar)).toBe('ingest/xlsx-bomb')
  })
})

test("another vendor's mapping is named with what the table has instead", async () => {
  const mapping: ColumnMapping = { vendor: '甲厂商热线', columns: { externalId: '流水', text: '描述' } }
  const file = Buffer.from('工单号,诉求内容\n1,甲\n')
  await expect(read(file, 'csv', mapping)).rejects.toMatchObject({
    code: 'ingest/wrong-mapping',
    detail: expect.stringMatching(/甲厂商热线.*流水、描述.*工单号、诉求内容/),
  })
  expect(
    await code(
      workbook([
        ['工单号', '诉求内容'],
        ['1', '甲'],
      ]),
      'xlsx',
      mapping,
    ),
  ).toBe('ingest/wrong-mapping')
})

test('lines above the heading of a CSV say what the table is called and are passed over', async () => {
  const { values, mapping } = await read(Buffer.from('云州市热线\n制表时间：2026-11-24\n编号,内容\n1,甲\n'), 'csv')
  expect(values).toEqual([{ 编号: '1', 内容: '甲' }])
  expect(mapping?.columns).toEqual({ externalId: '编号', text: '内容' })
})

test('a table without a heading is refused without telling what private data stand in it', async () => {
  const refused = read(Buffer.from('1,13900001234,来电人反映拒载\n'), 'csv').catch((error: Rejected) => error)
  expect(await refused).toMatchObject({
    code: 'ingest/bad-heading',
    detail: expect.not.stringContaining('13900001234'),
  })
})
