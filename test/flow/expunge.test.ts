import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { EvidenceRecord, Json, Versioned, Watch } from '@guanlan/domain'
import { EXPUNGED_TEXT, machine } from '@guanlan/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../contract/place.ts'
import type { Browser } from './browser.ts'
import { filesHolding } from './data-bytes.ts'
import { type FlowHouse, openFlowHouse, TEN } from './house.ts'
import { doorOf } from './sources.ts'

/** What only the mentions to expunge say; in the clear, masked and as the search knows it. */
const SAID = '鹭岛桥头的拒载司机把老人赶下了车qzx8817'
const PHONE = '13900001234'
const OTHER = '云溪路口的信号灯坏了三天'

type Kept = Versioned<EvidenceRecord>

let house: FlowHouse
let root: Browser
let officer: Browser
let data: string
let server: Server
let remove: () => Promise<void>
let page: string

beforeAll(async () => {
  const folder = await temporaryFolder()
  remove = folder.remove
  data = join(folder.path, 'data')
  const item = (id: string, text: string) =>
    `<item><guid>${id}</guid><title>${text}</title><link>http://forum.example.cn/${id}</link><description>${text}，电话${PHONE}</description></item>`
  page = `<?xml version="1.0"?><rss version="2.0"><channel><title>论坛</title>${item('f1', `跟帖：${SAID}`)}${item('f2', OTHER)}</channel></rss>`
  server = createServer(({ url }, response) => {
    if (url !== '/rss') return void response.writeHead(404).end()
    response
      .setHeader('content-type', 'application/rss+xml; charset=utf-8')
      .setHeader('set-cookie', 'secret=1')
      .end(page)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  house = await openFlowHouse({ hosts: [host], config: { data } })
  await house.addPerson({ id: 'root', name: '管理员', roles: ['admin'] })
  await house.addPerson({ id: 'lin', name: '林晓舟', roles: ['officer'] })
  ;[root, officer] = [await house.as('root'), await house.as('lin')]
  const watch: Watch = {
    ...{ id: 'all', name: '全部', query: '鹭岛 OR 云溪', topics: [], regions: [] },
    ...{ owner: 'root', active: true, createdAt: TEN },
  }
  const of = { kind: 'watch', id: watch.id } as const
  const body = { watch: watch as unknown as Json }
  const move = { ...of, type: 'added', by: machine('test'), at: TEN, reason: null, body }
  await house.records.commit({ commitId: 'watch', expect: [{ ...of, version: 0 }], moves: [move] })
  const key = await house.addSource(doorOf('door-board', 'board'))
  await house.addSource({
    ...doorOf('feed-forum', 'forum'),
    kind: 'rss',
    url: `http://${host}/rss`,
    schedule: '0 * * * *',
  })
  const items = [
    { id: 'b1', title: `投诉：${SAID}`, text: `${SAID}，请回电${PHONE}`, author: '过路人' },
    { id: 'b2', title: OTHER, text: `${OTHER}，请回电${PHONE}` },
  ]
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const pushed = await house.anonymous.ask('POST', '/door/mentions', JSON.stringify(items), headers)
  expect(pushed.status).toBe(202)
  await house.crawler.crawl('feed-forum')
  await house.settled()
})
afterAll(async () => {
  await house.close()
  server.close()
  await remove()
})

const mentions = async () => (await house.ports.index.search({ query: null, filters: {} }, { limit: 50 })).mentions
const idsOf = async (words: string) =>
  (await mentions()).filter(({ title, text }) => `${title}${text}`.includes(words)).map(({ id }) => id)

/** Settles once the machine has noted that every store has done its part. */
const forgotten = (id: string) => house.recorded(() => house.records.find('evidence', id)?.state.forgotten ?? null)

describe('evidence and expunging', () => {
  test('a phone is in the clear nowhere in the data folder, and the originals are kept', async () => {
    expect(await mentions()).toHaveLength(4)
    expect(await filesHolding(data, [PHONE])).toEqual([])
    expect((await filesHolding(data, ['139******34'])).length).toBeGreaterThan(0)
    for (const { evidence } of await mentions())
      expect(await house.ports.evidence.note(evidence!)).toMatchObject({ kind: 'unmasked' })
  })

  test('what is kept tells how it came, and reading it is a move first', async () => {
    const [id] = await idsOf('跟帖')
    const shown = await officer.get<{
      items: { receipts: { url: string; status: number; headers: Readonly<Record<string, string>> }[] }[]
    }>(`/api/mentions/${id}/evidence`)
    expect(shown.items[0]!.receipts).toMatchObject([
      {
        url: expect.stringContaining('/rss'),
        status: 200,
        headers: { 'content-type': 'application/rss+xml; charset=utf-8' },
      },
    ])
    expect(JSON.stringify(shown)).not.toContain('secret')
    await officer.refused(`/api/mentions/${id}/original`, { reason: '' }, 'http/bad-request')
    const original = await officer.post<{ text: string }>(`/api/mentions/${id}/original`, { reason: '联系来电人核实' })
    expect(original.text).toContain(PHONE)
    expect(house.records.get('evidence', id!)).toMatchObject({ state: { reads: 1 } })
    const after = await officer.get<{ moves: { type: string; reason: string }[] }>(`/api/mentions/${id}/evidence`)
    expect(after.moves).toMatchObject([{ type: 'read', reason: '联系来电人核实' }])
  })

  test('only an administrator expunges, with a reason, and what is not there cannot be', async () => {
    const [id] = await idsOf('跟帖')
    await officer.refused(`/api/mentions/${id}/expunge`, { reason: '本人申请' }, 'desk/forbidden')
    await root.refused(`/api/mentions/${'0'.repeat(64)}/expunge`, { reason: '本人申请' }, 'mention/none')
  })

  test('afterwards no file of the data folder holds a byte of it, and the ledger still proves itself', async () => {
    const ids = await idsOf('鹭岛')
    expect(ids).toHaveLength(2)
    expect((await filesHolding(data, ['鹭岛桥头', 'qzx8817'])).length).toBeGreaterThan(2)
    const hashes = (await mentions()).filter(({ id }) => ids.includes(id)).map(({ evidence }) => evidence!)
    for (const id of ids) {
      const answer = await root.ask<Kept>('POST', `/api/mentions/${id}/expunge`, {
        reason: '当事人申请删除，已核实身份',
      })
      expect(answer).toMatchObject({
        status: 202,
        body: { state: { expunged: { by: '管理员', reason: '当事人申请删除，已核实身份' } } },
      })
    }
    for (const id of ids) await forgotten(id)
    await house.settled()
    expect(await filesHolding(data, ['鹭岛桥头', '拒载司机', 'qzx8817', 'zx8817', PHONE])).toEqual([])
    for (const hash of hashes)
      await expect(house.ports.evidence.get(hash)).rejects.toMatchObject({ code: 'evidence/expunged' })
    expect(await house.ports.ledger.verify()).toMatchObject({ ok: true })
    const listed = await root.get<{ items: readonly Kept[] }>('/api/expunged')
    expect(listed.items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
    const state = house.records.get('evidence', ids[0]!).state
    expect(state.expunged!.hashes.every(hash => /^[0-9a-f]{64}$/.test(hash))).toBe(true)
    expect(state.forgotten!.goneBy).toBeLessThanOrEqual(house.clock.now())
  })

  test('others stay as they were; what was expunged stands as a blank that says so', async () => {
    const left = await mentions()
    expect(left.filter(({ text }) => text === EXPUNGED_TEXT)).toHaveLength(2)
    expect(left.filter(({ text }) => text.includes('云溪路口'))).toHaveLength(2)
    expect(await house.ports.index.count({ query: null, filters: {} })).toBe(4)
  })

  test('it never comes back by a door or a page, and decided twice it is decided once', async () => {
    await house.crawler.crawl('feed-forum')
    page = page.replace('跟帖：', '跟帖（已编辑）：')
    house.clock.advance(3_600_000)
    await house.crawler.crawl('feed-forum')
    await house.settled()
    expect(await idsOf('鹭岛')).toEqual([])
    const [gone] = await idsOf(EXPUNGED_TEXT)
    const before = house.records.get('evidence', gone!)
    await root.post(`/api/mentions/${gone}/expunge`, { reason: '再一次' })
    expect(house.records.get('evidence', gone!)).toEqual(before)
  })

  test('a decision that a crash cut off from its deed is carried out at the next look', async () => {
    const [id] = await idsOf('云溪路口')
    const of = { kind: 'evidence', id: id! } as const
    const body = { hashes: [], contentHash: null }
    const move = { ...of, type: 'expunged', by: machine('test'), at: house.clock.now(), reason: '到期', body }
    const version = house.records.find('evidence', id!)?.version ?? 0
    await house.records.commit({ commitId: 'decided', expect: [{ ...of, version }], moves: [move] })
    await forgotten(id!)
    expect(await idsOf(EXPUNGED_TEXT)).toContain(id)
  })
})
