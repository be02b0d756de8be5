import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Analysed, DAY_MS, fromWallClock, type HotlineOrder, type Json, machine } from '@guanlan/domain'
import { type Embedded, manualClock, openEmbedded, openMentionIndex } from '@guanlan/embedded'
import type { MentionIndex } from '@guanlan/ports'
import { Records } from '@guanlan/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compose } from './briefs.ts'
import { aMention } from './mention.fixture.ts'

const MONDAY = fromWallClock(2026, 11, 16)
const PERIOD = { fromAt: MONDAY, toAt: MONDAY + 7 * DAY_MS }
const folder = mkdtempSync(join(tmpdir(), 'briefs-hotline-'))
const clock = manualClock(PERIOD.toAt)
let ports: Embedded
let index: MentionIndex
let records: Records

const said: HotlineOrder = {
  ...{ number: null, line: '12328', otherNumber: null, type: 'complaint', state: null, via: null, unit: null },
  ...{ dueAt: null, closedAt: null, atOnce: null, calledBack: null, satisfied: null },
}

function order(n: number, change: Partial<HotlineOrder>, text = `第${n}件来电`): Analysed {
  const order = { ...said, number: `Y${n}`, ...change }
  return aMention(n, MONDAY + n * 3_600_000, { sourceId: 'line', channel: 'hotline', text, order })
}

beforeAll(async () => {
  ports = await openEmbedded(join(folder, 'data'), { clock })
  index = await openMentionIndex(ports.folder.index)
  records = await Records.open(ports.ledger, error => {
    throw error
  })
  await index.write([
    order(1, { closedAt: MONDAY + DAY_MS, dueAt: MONDAY + 2 * DAY_MS, calledBack: true }, '三路车不进站'),
    order(2, { line: '12345', type: null }, '三路车不进站'),
    order(3, { type: 'inquiry' }),
  ])
})
afterAll(async () => {
  await records.close()
  await index.close()
  await ports.close()
  rmSync(folder, { recursive: true })
})

const section = async () => {
  const deps = { ...ports, index, records, findPhrases: async () => [], now: () => clock.now() }
  return (await compose(deps, { kind: 'weekly', period: PERIOD })).sections.find(({ id }) => id === 'hotline')
}

test('a house without a hotline says nothing of one; with one, each figure stands with its numerator and denominator', async () => {
  expect(await section()).toBeUndefined()
  const source = {
    ...{
      id: 'line',
      name: '12328 热线',
      channel: 'hotline',
      kind: 'file',
      url: null,
      schedule: null,
      mediaRank: 'none',
    },
    ...{ region: null, linkPattern: null, listSelector: null, backfillPages: 0, crawlDelayMs: null, active: true },
  }
  const of = { kind: 'source', id: 'line' } as const
  const move = { ...of, type: 'added', by: machine('test'), at: 0, reason: null, body: { source: source as Json } }
  await records.commit({ commitId: 'line', expect: [{ ...of, version: 0 }], moves: [move] })
  const hotline = (await section())!
  expect(hotline.narrative).toMatch(/^本期热线受理工单2件〔F-\d\d〕，双号并行重复1件已并计，按受理时间统计。$/)
  const rows = new Map(hotline.table!.rows.map(([name, ...cells]) => [name, cells]))
  expect(rows.get('投诉举报')).toEqual(['50%', '1/2', '投诉举报 / 受理总量'])
  expect(rows.get('即时答复率')).toEqual(['未报', '未报/1', '咨询即时答复 / 咨询受理'])
  expect(rows.get('限时办结率')?.slice(0, 2)).toEqual(['100%', '1/1'])
  expect(rows.get('回访满意率')?.slice(0, 2)).toEqual(['未报', '未报/1'])
})
