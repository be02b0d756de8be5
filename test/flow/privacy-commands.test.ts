import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { encodeGbk } from '@guanlan/scenario'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FlowHouse, openFlowHouse, PASSWORD } from './house.ts'
import { doorOf } from './sources.ts'

const MAIN = resolve(import.meta.dirname, '../../services/host/src/main.ts')

let house: FlowHouse
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-commands-'))
  house = await openFlowHouse()
  await house.addPerson({ id: 'root', name: '管理员', roles: ['admin'] })
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true })
})

type Ended = Readonly<{ code: number | null; said: string }>

/** Runs the command line as a person would from a pipe: the password is its first line. */
function guanlan(...words: readonly string[]): Promise<Ended> {
  const address = ['--url', house.address, '--account', 'root']
  const child = spawn(process.execPath, [MAIN, ...words, ...address], { stdio: ['pipe', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => said.push(String(chunk)))
  child.stdin.end(`${PASSWORD}\n`)
  return new Promise(settle => child.on('close', code => settle({ code, said: said.join('') })))
}

test('vehicles: a GBK table from the transport office becomes the list; without a file its length is told', async () => {
  const file = join(folder, '名单.csv')
  const rows = ['车牌号,所属公司', '云AT1234,云州市出租汽车公司', '云BT0001,云州公共交通集团', '看不清,']
  writeFileSync(file, encodeGbk(rows.join('\r\n')))
  const taken = await guanlan('vehicles', file)
  expect(taken).toMatchObject({
    code: 0,
    said: expect.stringContaining('新增 2 个，移除 0 个，未收 1 行；名单现有 2 个车牌。'),
  })
  expect(taken.said).toContain('第 3 行：这一行不是完整的车牌')
  expect((await guanlan('vehicles')).said).toContain('现有 2 个车牌')
  expect(await guanlan('vehicles', join(folder, '没有.csv'))).toMatchObject({ code: 1 })
})

test('expunge: shows first, and with --yes ends when all is done', async () => {
  const key = await house.addSource(doorOf('door-board', 'board'))
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const item = { id: '1', text: '鹭岛桥头的司机把我赶下车，电话13900001234' }
  await house.anonymous.ask('POST', '/door/mentions', JSON.stringify(item), headers)
  await house.settled()
  const [mention] = (await house.ports.index.search({ query: null, filters: {} }, { limit: 1 })).mentions
  const shown = await guanlan('expunge', mention!.id, '--reason', '当事人申请')
  expect(shown.said).toContain('以上未改动')
  expect(house.records.find('evidence', mention!.id)).toBeNull()
  const done = await guanlan('expunge', mention!.id, '--reason', '当事人申请', '--yes')
  expect(done).toMatchObject({ code: 0, said: expect.stringMatching(/销毁原文 1 份，抹去消息 \d+ 条，已记入台账/) })
  expect(house.records.get('evidence', mention!.id).state.forgotten).not.toBeNull()
  expect(await guanlan('expunge', '0'.repeat(64), '--reason', '当事人申请', '--yes')).toMatchObject({ code: 1 })
})

test('re-extract: the table is told, and a day nobody can read is refused', async () => {
  const told = await guanlan('re-extract', '--from', '2026-11-23', '--to', '2026-11-24')
  expect(told).toMatchObject({ code: 0, said: expect.stringContaining('对比（未改动）：读原文 0 份') })
  const refused = await guanlan('re-extract', '--from', '昨天', '--to', '2026-11-24')
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('日期看不懂') })
})
