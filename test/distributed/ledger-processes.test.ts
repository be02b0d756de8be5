import { join } from 'node:path'
import { type Elastic, openElasticLedger } from '@guanlan/distributed'
import { Conflict } from '@guanlan/domain'
import { anchorNotes, systemClock } from '@guanlan/embedded'
import type { Ledger } from '@guanlan/ports'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { elasticRoom, testServer } from '../contract/elastic-place.ts'
import { caseMove } from '../contract/ledger.ts'
import { temporaryFolder } from '../contract/place.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

type Entry = { position: number; commitId: string; hash: string; body: string }

describe('a ledger that several processes write', () => {
  let room: Awaited<ReturnType<typeof elasticRoom>>
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  const opened: { ledger: Ledger; elastic: Elastic }[] = []
  beforeEach(async () => {
    room = await elasticRoom(server.url(), ['ledger'])
    folder = await temporaryFolder()
  })
  afterEach(async () => {
    for (const { ledger, elastic } of opened.splice(0)) {
      await ledger.close()
      await elastic.close()
    }
    await room.remove()
    await folder.remove()
  })

  const anchors = () =>
    anchorNotes(join(folder.path, 'anchors.ndjson'), { key: async () => new Uint8Array(32).fill(7) })
  /** A ledger with a connection and a fold of its own, as another process has. */
  const open = async (): Promise<Ledger> => {
    const elastic = await room.open()
    const ledger = openElasticLedger(elastic, { clock: systemClock, anchors: anchors() })
    opened.push({ ledger, elastic })
    return ledger
  }
  const one = (commitId: string, id = 'c1') => ({ commitId, expect: [], moves: [caseMove(id, { by: commitId })] })

  test('ten writers of ten commits each: no gap, no double, every expectation kept', async () => {
    const ledgers = await Promise.all(Array.from({ length: 10 }, open))
    let conflicts = 0
    const write = async (ledger: Ledger, w: number) => {
      for (let n = 0; n < 10; ) {
        const { version } = await ledger.history('case', 'c1')
        const append = { ...one(`${w}:${n}`), expect: [{ kind: 'case' as const, id: 'c1', version }] }
        try {
          await ledger.append(append)
          n++
        } catch (error) {
          if (!(error instanceof Conflict)) throw error
          conflicts++
        }
      }
    }
    await Promise.all(ledgers.map(write))
    const commits = await ledgers[0]!.read(0, 1000)
    expect(commits.map(({ position }) => position)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1))
    expect(new Set(commits.map(({ commitId }) => commitId)).size).toBe(100)
    expect(commits.map(({ versions }) => versions[0]!.version)).toEqual(commits.map(({ position }) => position))
    expect(conflicts).toBeGreaterThan(0)
    for (const ledger of ledgers) expect(await ledger.verify()).toMatchObject({ ok: true, head: { position: 100 } })
  })

  test('one commit id sent by two processes is one commit', async () => {
    const [a, b] = [await open(), await open()]
    const [left, right] = await Promise.all([a.append(one('same')), b.append(one('same'))])
    expect(left).toEqual(right)
    expect((await a.head()).position).toBe(1)
  })

  test('a tail sees what another process commits', async () => {
    const [writer, reader] = [await open(), await open()]
    const ending = new AbortController()
    const next = reader.tail(0, ending.signal)[Symbol.asyncIterator]().next()
    const commit = await writer.append(one('a'))
    expect(await next).toEqual({ done: false, value: commit })
    ending.abort()
  })

  describe('verify names the first position that was touched', () => {
    let ledger: Ledger
    const index = () => `${room.elastic.prefix}-ledger-1`
    const idOf = (position: number) => String(position).padStart(12, '0')
    const entryAt = async (position: number) =>
      (await room.elastic.ask(client => client.get<Entry>({ index: index(), id: idOf(position) })))._source!
    const put = (entry: Entry) =>
      room.elastic.ask(client => client.index({ index: index(), id: idOf(entry.position), document: entry }))
    const remove = (position: number) =>
      room.elastic.ask(client => client.delete({ index: index(), id: idOf(position) }))
    beforeEach(async () => {
      ledger = await open()
      for (let n = 1; n <= 12; n++) await ledger.append(one(`c${n}`, `r${n % 3}`))
      await ledger.anchor()
    })

    test('one byte changed', async () => {
      const entry = await entryAt(5)
      await put({ ...entry, body: entry.body.replace('"by":"c5"', '"by":"cX"') })
      expect(await ledger.verify()).toMatchObject({ ok: false, position: 5, code: 'ledger/altered' })
    })

    test('one commit taken out', async () => {
      await remove(7)
      expect(await ledger.verify()).toMatchObject({ ok: false, position: 7, code: 'ledger/gap' })
    })

    test('the end cut off', async () => {
      for (const position of [10, 11, 12]) await remove(position)
      expect(await (await open()).verify()).toMatchObject({ ok: false, position: 10, code: 'ledger/cut' })
    })

    test('the whole chain written anew', async () => {
      for (let position = 1; position <= 12; position++) await remove(position)
      const forger = await open()
      for (let n = 1; n <= 12; n++) await forger.append(one(`c${n}`, `r${n % 3}`))
      expect(await forger.verify()).toMatchObject({ ok: false, position: 12, code: 'ledger/rewritten' })
    })
  })
})
