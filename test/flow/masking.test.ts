import { join } from 'node:path'
import type { Analysed } from '@guanlan/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../contract/place.ts'
import type { Browser } from './browser.ts'
import { filesHolding } from './data-bytes.ts'
import { type FlowHouse, openFlowHouse } from './house.ts'
import { doorOf } from './sources.ts'

/** What no file, stream or answer may hold, however it came in. */
const PRIVATE = [
  '13900001234',
  '330100199001011234',
  '0571-87654321',
  '云A·12345',
  '王小明',
  '3幢2单元501室',
  'linxiaoyu88',
]
const WORDS = `我叫王小明，身份证330100199001011234，电话13900001234、0571-87654321，微信：linxiaoyu88，车牌云A·12345，出租车云A·T1234拒载`

let house: FlowHouse
let root: Browser
let data: string
let remove: () => Promise<void>

beforeAll(async () => {
  const folder = await temporaryFolder()
  remove = folder.remove
  data = join(folder.path, 'data')
  house = await openFlowHouse({ config: { data } })
  await house.addPerson({ id: 'root', name: '管理员', roles: ['admin'] })
  await house.addPerson({ id: 'lin', name: '林晓舟', roles: ['officer'] })
  root = await house.as('root')
})
afterAll(async () => {
  await house.close()
  await remove()
})

const mentions = async (): Promise<readonly Analysed[]> => {
  await house.settled()
  return (await house.ports.index.search({ query: null, filters: {} }, { limit: 100 })).mentions
}

describe('the list of operating vehicles', () => {
  const vehicles = (version: number, mode: string, body: string) =>
    root.ask<{ total: number; added: number; removed: number; refused: number; version: number }>(
      'POST',
      `/api/vehicles/import?version=${version}&mode=${mode}`,
      body,
      { 'content-type': 'text/csv' },
    )

  test('is imported by an administrator, rows that are no plate apart, each change a move', async () => {
    const lin = await house.as('lin')
    const refused = await lin.ask('POST', '/api/vehicles/import?version=0&mode=add', '云AT1234', {
      'content-type': 'text/csv',
    })
    expect(refused).toMatchObject({ status: 403 })
    expect(await vehicles(0, 'add', '车牌号,公司\n云A·T1234,云州出租\n不是车牌,\n云BT0001,')).toMatchObject({
      status: 200,
      body: { total: 2, added: 2, refused: 1, report: [{ row: 2, code: 'vehicles/bad-plate' }] },
    })
    expect(await vehicles(0, 'add', '云AT1234')).toMatchObject({ status: 409, body: { code: 'desk/stale' } })
    expect(await vehicles(1, 'replace', '没有车牌')).toMatchObject({ status: 422, body: { code: 'vehicles/none' } })
    expect(await vehicles(1, 'remove', '云B·T0001')).toMatchObject({ body: { total: 1, removed: 1 } })
    expect(await lin.get('/api/vehicles?q=t1234')).toMatchObject({ total: 1, found: 1, plates: ['云AT1234'] })
  })
})

describe('what is private stays at the door', () => {
  test('pushed: every wording of an item, and of rows that are refused', async () => {
    const key = await house.addSource(doorOf('door-board', 'board'))
    const items = [
      {
        id: '1',
        title: WORDS,
        text: WORDS,
        author: `小王${PRIVATE[0]}`,
        region: `临江${PRIVATE[0]}`,
        answer: `已联系${PRIVATE[0]}`,
        answeredBy: `客服${PRIVATE[0]}`,
      },
      { id: '2', text: WORDS, time: `时间${PRIVATE[0]}` },
      { text: WORDS },
    ]
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const { body } = await house.anonymous.ask<{ accepted: number }>(
      'POST',
      '/door/mentions',
      JSON.stringify(items),
      headers,
    )
    expect(body).toMatchObject({ accepted: 1 })
    expect(JSON.stringify(body)).not.toMatch(/139\d{8}/)
    expect(await mentions()).toHaveLength(1)
  })

  test('imported as a file into a hotline: callers, names and doors too', async () => {
    await house.addSource({ ...doorOf('file-hotline', 'hotline'), kind: 'file' })
    const row = `12328-9,"来电人王小明（身份证330100199001011234）反映：家住春风里小区3幢2单元501室，${WORDS}",王小明`
    const csv = Buffer.from(`工单号,诉求内容,来电人\n${row}\n`)
    const answer = await root.ask('POST', '/api/import?source=file-hotline&format=csv', csv, {
      'content-type': 'application/octet-stream',
    })
    expect(answer.status).toBeLessThan(300)
    await expect.poll(async () => (await mentions()).length).toBe(2)
    const order = (await mentions()).find(({ channel }) => channel === 'hotline')!
    expect(order).toMatchObject({ author: null })
    expect(order.text).toContain('春风里小区')
  })

  test('straight onto the stream, as a careless way in would: normalising is the last guard', async () => {
    const body = {
      ...{
        sourceId: 'door-board',
        channel: 'board',
        externalId: '7',
        url: null,
        title: WORDS,
        text: WORDS,
        author: `甲${PRIVATE[0]}`,
      },
      ...{
        authorIsOrganisation: false,
        publishedAt: null,
        fetchedAt: house.clock.now(),
        mediaRank: 'none',
        region: null,
      },
      ...{ interactions: { reads: null, likes: null, comments: null, reposts: null }, evidence: null },
      ...{ attachments: [{ url: 'https://a.example.cn/1', title: `名单${PRIVATE[0]}` }] },
    }
    await house.ports.bus.append('raw', [{ key: 'door-board', body }])
    const all = await mentions()
    expect(all).toHaveLength(3)
    expect(JSON.stringify(all)).not.toMatch(/13900001234|330100199001011234|云A·12345|王小明|linxiaoyu88/)
    await house.ports.bus.forget(({ body }) => JSON.stringify(body()).includes(PRIVATE[0]!)) // ours, not a door's
  })

  test('plates of the list stay readable, in text and as entities alike; others are masked in both', async () => {
    for (const { text, analysis } of await mentions()) {
      expect(text).toContain('云A·T1234')
      expect(text).toContain('云A·*****')
      const plates = analysis.entities.filter(({ kind }) => kind === 'plate').map(({ name }) => name)
      expect([...new Set(plates)].toSorted()).toEqual(['云A***', '云AT1234'])
    }
  })

  test('no file of the data folder holds any of it', async () => {
    await house.settled()
    expect(await filesHolding(data, PRIVATE)).toEqual([])
  })
})
