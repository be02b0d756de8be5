import { Rejected, Unavailable } from '@guanlan/domain'
import { workbook } from '@guanlan/scenario'
import { expect, test } from 'vitest'
import { fileRows } from './file-rows.ts'
import type { FileFormat } from './rows.ts'
import { openMessage, readMessage, sealMessage } from './wechat-message.ts'

/** Small numbers from a seed, the same at every run. */
function drawing(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function damaged(bytes: Uint8Array, draw: (below: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  for (let n = draw(8); n >= 0; n--) copy[draw(copy.length)] = draw(256)
  const from = draw(copy.length)
  return draw(4) === 0 ? copy.subarray(0, from) : draw(6) === 0 ? Buffer.concat([copy, copy.subarray(from)]) : copy
}

async function read(bytes: Uint8Array, format: FileFormat): Promise<string> {
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  try {
    let rows = 0
    for await (const _row of fileRows(whole(), format, null).rows) rows++
    return `${rows}`
  } catch (error) {
    if (error instanceof Rejected || error instanceof Unavailable) return error.code
    throw error
  }
}

const SHEET = workbook([
  ['工单号', '受理时间', '诉求内容'],
  ...Array.from({ length: 30 }, (_, n) => [`N${n}`, { date: 46_340 + n }, `第${n}条来信`]),
])

test('a workbook damaged anywhere is read or refused by name, never anything else', async () => {
  const draw = drawing(20_261_124)
  const outcomes = new Set<string>()
  for (let n = 0; n < 300; n++) outcomes.add(await read(damaged(SHEET, draw), 'xlsx'))
  expect(outcomes.size).toBeGreaterThan(2)
  expect(outcomes).toContain('ingest/bad-xlsx')
})

test('tables and lines damaged anywhere are read or refused by name', async () => {
  const draw = drawing(7)
  const csv = Buffer.from('编号,内容,时间\n1,"甲\n乙",2026-11-24\n2,丙,\n')
  const lines = Buffer.from('{"id":"1","text":"甲"}\n{"id":90071992547409931234,"text":"乙"}\n')
  for (let n = 0; n < 200; n++) {
    await read(damaged(csv, draw), 'csv')
    await read(damaged(lines, draw), 'ndjson')
  }
})

test('WeChat messages damaged anywhere are read or refused by name', () => {
  const draw = drawing(11)
  const key = 'a'.repeat(43)
  const xml =
    '<xml><MsgType><![CDATA[text]]></MsgType><Content>甲 &amp; 乙</Content><MsgId>60547685900647137</MsgId></xml>'
  const sealed = Buffer.from(sealMessage(xml, key, 'wxabc1234567'))
  for (let n = 0; n < 300; n++) {
    for (const work of [
      () => void readMessage(Buffer.from(damaged(Buffer.from(xml), draw)).toString()),
      () => void openMessage(Buffer.from(damaged(sealed, draw)).toString(), key, 'wxabc1234567'),
    ]) {
      try {
        work()
      } catch (error) {
        expect(error).toBeInstanceOf(Rejected)
      }
    }
  }
})
