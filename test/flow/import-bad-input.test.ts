import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Analysed } from '@guanlan/domain'
import { fileBytes, importFile } from '@guanlan/ingest'
import { encodeGbk } from '@guanlan/scenario'
import { afterAll, beforeAll, expect } from 'vitest'
import { badInput } from '../arch/bad-input.ts'
import { temporaryFolder } from '../contract/place.ts'
import type { Browser, Reply } from './browser.ts'
import { type FlowHouse, openFlowHouse } from './house.ts'
import { doorOf } from './sources.ts'

/** What an import answers. */
type Outcome = Readonly<{
  rows: number
  accepted: number
  refused: number
  report: readonly Readonly<{ row: number; code: string }>[]
  reportUrl: string | null
  code?: string
}>

let house: FlowHouse
let lin: Browser

beforeAll(async () => {
  house = await openFlowHouse({ config: { importMaxMb: 2 } })
  await house.addSource(doorOf('orders', 'board'))
  await house.addPerson({ id: 'lin', name: '林晓舟', roles: ['officer'] })
  lin = await house.as('lin')
})
afterAll(() => house.close())

const imported = (file: string | Uint8Array, format = 'csv'): Promise<Reply<Outcome>> =>
  lin.ask('POST', `/api/import?source=orders&format=${format}`, file, { 'content-type': 'application/octet-stream' })

const held = async () => {
  await house.settled()
  return house.ports.index.count({ query: null, filters: { sourceIds: ['orders'] } })
}

async function found(word: string): Promise<readonly Analysed[]> {
  await house.settled()
  const { mentions } = await house.ports.index.search({ query: null, filters: {} }, { limit: 200 })
  return mentions.filter(({ text }) => text.includes(word))
}

badInput(
  {
    input: '一万行的 CSV，每百行断一处引号',
    code: 'ingest/bad-quotes',
    kept: '9900 行收下；断开的 100 行按行号列入可下载的报告',
  },
  async () => {
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      i % 100 === 50 ? `q${i},"断开的引号` : `q${i},"第${i}条，留言内容"`,
    )
    const { status, body } = await imported(`编号,内容\n${lines.join('\n')}\n`)
    expect({ status, rows: body.rows, accepted: body.accepted, refused: body.refused }).toEqual({
      ...{ status: 200, rows: 10_000, accepted: 9900, refused: 100 },
    })
    expect(body.report[0]).toMatchObject({ row: 51, code: 'ingest/bad-quotes' })
    const report = new TextDecoder().decode((await lin.ask('GET', body.reportUrl!)).bytes)
    expect(report.trim().split('\n')).toHaveLength(101)
    expect(report).not.toContain('断开的引号')
    expect(await held()).toBe(9900)
  },
  60_000,
)

badInput({ input: '导入的表格以 GBK 保存', code: '—', kept: '按字节判定编码后正确读出' }, async () => {
  const file = encodeGbk('编号,内容\ng1,大桥南站的公交车经常不停，老人在站台等了四十分钟\n')
  expect((await imported(file)).body).toMatchObject({ accepted: 1, refused: 0 })
  expect(await found('经常不停')).toHaveLength(1)
})

badInput(
  { input: '导入的表格没有能认出的表头', code: 'ingest/bad-heading', kept: '什么也不保留；按所缺栏目改正后重新导入' },
  async () => {
    expect(await imported('甲,乙\n1,2\n')).toMatchObject({ status: 422, body: { code: 'ingest/bad-heading' } })
  },
)

badInput(
  { input: '损坏的 XLSX 工作簿，改名为 CSV 导入', code: 'ingest/bad-xlsx', kept: '什么也不保留；按首字节认出是工作簿' },
  async () => {
    const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0, ...Array(300).fill(0xc5), 10, 0x2c, 0x2c])
    expect(await imported(zip)).toMatchObject({ status: 422, body: { code: 'ingest/bad-xlsx' } })
  },
)

badInput({ input: '某行多出一列', code: 'ingest/bad-columns', kept: '其余各行收下；该行按行号报告' }, async () => {
  const { body } = await imported('编号,内容\nc1,列数正常,多出\nc2,列数正常\n')
  expect(body).toMatchObject({ accepted: 1, report: [{ row: 1, code: 'ingest/bad-columns' }] })
})

badInput({ input: '表格中混有空字符', code: '—', kept: '去掉空字符后照常收下' }, async () => {
  await imported('编号,内容\nu1,空\u0000字符之后\n')
  expect(await found('空字符之后')).toHaveLength(1)
})

badInput({ input: '同一份文件导入两次', code: '—', kept: '两次都收下；检索中只有一份' }, async () => {
  const file = '编号,内容\nt1,重复导入的一条\n'
  const [first, second] = [await imported(file), await imported(file)]
  expect(second.body).toEqual(first.body)
  expect(await found('重复导入')).toHaveLength(1)
})

badInput(
  { input: '导入的文件超过大小上限', code: 'http/too-large', kept: '上限之前的整批已收下，再次导入不会重复' },
  async () => {
    const file = `编号,内容\n${Array.from({ length: 1000 }, (_, i) => `big${i},${'长'.repeat(1000)}`).join('\n')}`
    const before = await held()
    expect(await imported(file)).toMatchObject({ status: 413, body: { code: 'http/too-large' } })
    expect((await held()) - before).toBe(500)
    await imported(file)
    expect((await held()) - before).toBe(500)
  },
)

badInput(
  { input: '导入的压缩文件被截断', code: 'ingest/bad-gzip', kept: '已读出的整批收下，再次导入不会重复' },
  async () => {
    const folder = await temporaryFolder()
    try {
      const path = join(folder.path, 'orders.csv.gz')
      const unlike = (i: number) => createHash('sha256').update(`${i}`).digest('hex') // else it packs to nothing
      const whole = gzipSync(
        `编号,内容\n${Array.from({ length: 5000 }, (_, i) => `z${i},来信 ${unlike(i)}`).join('\n')}`,
      )
      await writeFile(path, whole.subarray(0, whole.length / 2))
      const source = house.records.get('source', 'orders').state
      const before = await held()
      const reading = importFile(house.ports, source, fileBytes(path), { format: 'csv', maxBytes: 10_000_000 })
      await expect(reading).rejects.toMatchObject({ code: 'ingest/bad-gzip' })
      const part = (await held()) - before
      expect(part).toBeGreaterThan(0)
      expect(part % 500).toBe(0)
      await writeFile(path, whole)
      await importFile(house.ports, source, fileBytes(path), { format: 'csv', maxBytes: 10_000_000 })
      expect((await held()) - before).toBe(5000)
    } finally {
      await folder.remove()
    }
  },
)

badInput(
  { input: 'NDJSON 文件中夹有嵌套炸弹', code: 'extract/too-deep', kept: '其余各行收下；该行按行号报告' },
  async () => {
    const { body } = await imported(`${'['.repeat(100_000)}\n{"id":"j1","text":"文件炸弹旁边"}\n`, 'ndjson')
    expect(body).toMatchObject({ accepted: 1, report: [{ row: 1, code: 'extract/too-deep' }] })
  },
)

badInput({ input: '导入到不存在的信源', code: 'record/none', kept: '什么也不保留' }, async () => {
  const answer = await lin.ask('POST', '/api/import?source=nobody&format=csv', '编号,内容\n1,甲\n', {
    'content-type': 'text/csv',
  })
  expect(answer).toMatchObject({ status: 404, body: { code: 'record/none' } })
})

badInput({ input: '导入到由系统采集的信源', code: 'source/not-a-door', kept: '什么也不保留' }, async () => {
  const portal = { kind: 'rss', url: 'https://jtj.yunzhou.example/rss.xml', schedule: '*/5 * * * *' } as const
  await house.addSource(doorOf('portal', 'gov', portal))
  const answer = await lin.ask('POST', '/api/import?source=portal&format=csv', '编号,内容\n1,甲\n', {
    'content-type': 'text/csv',
  })
  expect(answer).toMatchObject({ status: 422, body: { code: 'source/not-a-door' } })
})
