import { describe, expect, test } from 'vitest'
import { csvRows, ndjsonRows, textOf } from './rows.ts'

async function* text(...chunks: string[]) {
  yield* chunks
}
async function* bytes(...chunks: Uint8Array[]) {
  yield* chunks
}
async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const row of rows) found.push(row)
  return found
}
const outcome = async (csv: string) =>
  (await all(csvRows(text(csv)))).map(row => ('error' in row ? row.error.code : Object.values(row.value).join('|')))

describe('csv', () => {
  test.each([
    { name: 'plain', csv: '编号,内容\n1,路灯不亮\n2,班车晚点\n', rows: ['1|路灯不亮', '2|班车晚点'] },
    {
      name: 'quoted cell with comma, quote and line break',
      csv: '编号,内容\n1,"一,""二""\n三"\n',
      rows: ['1|一,"二"\n三'],
    },
    { name: 'byte order mark and CRLF', csv: '\ufeff编号,内容\r\n1,甲\r\n', rows: ['1|甲'] },
    {
      name: 'wrong number of columns spoils one row',
      csv: '编号,内容\n1,甲,乙\n2,丙\n',
      rows: ['ingest/bad-columns', '2|丙'],
    },
    {
      name: 'a quote never closed',
      csv: '编号,内容\n1,"甲\n2,乙\n3,丙\n',
      rows: ['ingest/bad-quotes', '2|乙', '3|丙'],
    },
    {
      name: 'two broken quotes',
      csv: '编号,内容\n1,"甲\n2,乙"x\n3,丙\n',
      rows: ['ingest/bad-quotes', 'ingest/bad-quotes', '3|丙'],
    },
    { name: 'a stray quote inside', csv: '编号,内容\n1,甲"乙\n2,丙\n', rows: ['ingest/bad-quotes', '2|丙'] },
  ])('$name', async ({ csv, rows }) => {
    expect(await outcome(csv)).toEqual(rows)
  })

  test('a heading without a column we know is refused as a whole', async () => {
    await expect(outcome('甲,乙\n1,2\n')).rejects.toThrow('ingest/bad-heading')
  })

  test('ten thousand lines with every hundredth quote broken lose exactly those', async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => (i % 100 === 50 ? `${i},"断开的引号` : `${i},"第${i}条"`))
    const rows = await all(csvRows(text(`编号,内容\n${lines.join('\n')}\n`)))
    expect(rows.length).toBe(10_000)
    expect(rows.filter(row => 'error' in row).length).toBe(100)
  })
})

describe('ndjson', () => {
  test('a broken line, a bomb and a blank line lose nothing else', async () => {
    const bomb = '['.repeat(100_000)
    const rows = await all(ndjsonRows(text('{"id":"1","te', 'xt":"甲"}\n{oops\n', `${bomb}\n\n{"id":"2","text":"乙"}`)))
    expect(rows.map(row => ('error' in row ? row.error.code : row.value.id))).toEqual([
      '1',
      'extract/not-json',
      'extract/too-deep',
      '2',
    ])
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 5])
  })
})

test('a spreadsheet saved as GBK is read as such, across chunk borders', async () => {
  const gbk = Buffer.from(
    'b1e0bac52cc4dac8dd0a312cb3f6d7e2b3b5cbbebbfabedcd4d8a3acd2aac7f3cdcbbbb9b3b5b7d1b2a2b5c0c7b80a322cb9abbdbbb3b5cdedb5e3cbc4caaeb7d6d6d3a3acc0cfc8cbd4dad5becca8b5c8baf20a',
    'hex',
  )
  const chunks = [...gbk].map(byte => Uint8Array.of(byte))
  const read = (await all(textOf(bytes(...chunks)))).join('')
  expect(read).toBe('编号,内容\n1,出租车司机拒载，要求退还车费并道歉\n2,公交车晚点四十分钟，老人在站台等候\n')
})
