import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Json, Unavailable } from '@guanlan/domain'
import { openBus, openMentionIndex, systemClock } from '@guanlan/embedded'
import { startIndexer } from '@guanlan/indexer'
import type { MentionIndex } from '@guanlan/ports'
import { openLog } from '@guanlan/runtime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sampleMention } from '../contract/mention-sample.ts'

let folder: string
let index: MentionIndex
let bus: ReturnType<typeof openBus>
const log = openLog('silent')

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'indexer-'))
  index = await openMentionIndex(join(folder, 'index.db'), { readers: 1 })
  bus = openBus(join(folder, 'bus.db'), { clock: systemClock })
})
afterEach(async () => {
  await bus.close()
  await index.close()
  rmSync(folder, { recursive: true })
})

const mention = (id: string, contentVersion = 1, text = '公交晚点') =>
  sampleMention({
    id,
    contentVersion,
    contentHash: id,
    sourceId: 's',
    channel: 'forum',
    text,
    seenAt: 1,
    analysis: { model: 't', sentiment: 'negative', sentimentScore: -1 },
  })
const append = (...mentions: readonly unknown[]) =>
  bus.append(
    'analysed',
    mentions.map((body, at) => ({ key: String((body as { id?: string }).id ?? at), body: body as Json })),
  )
const fatal = (cause: Error) => {
  throw cause
}

/** An index that tells when it has been written to, and first refuses as often as asked. */
function watched(away: number): { index: MentionIndex; written: (count: number) => Promise<void> } {
  let total = 0
  let left = away
  const waiting = new Set<() => void>()
  const write: MentionIndex['write'] = async mentions => {
    if (left-- > 0) throw new Unavailable('index/away')
    const outcomes = await index.write(mentions)
    total += mentions.length
    for (const check of [...waiting]) check()
    return outcomes
  }
  const written = (count: number) =>
    new Promise<void>(resolve => {
      const check = () => {
        if (total < count) return
        waiting.delete(check)
        resolve()
      }
      waiting.add(check)
      check()
    })
  return { index: { ...asObject(index), write }, written }
}

/** The port's methods as a plain object, bound. */
function asObject(port: MentionIndex): MentionIndex {
  return {
    write: port.write.bind(port),
    getMany: port.getMany.bind(port),
    search: port.search.bind(port),
    count: port.count.bind(port),
    facets: port.facets.bind(port),
    histogram: port.histogram.bind(port),
    refresh: port.refresh.bind(port),
    scrub: port.scrub.bind(port),
    close: port.close.bind(port),
  }
}

test('everything analysed becomes searchable; edits win, repeats change nothing', async () => {
  const { index: target, written } = watched(0)
  const running = await startIndexer({ bus, index: target, log, fatal })
  await append(mention('a'), mention('b'), mention('a', 2, '公交准点'), mention('a'))
  await written(4)
  await running.stop()
  expect(await index.count({ query: null, filters: {} })).toBe(2)
  expect((await index.getMany(['a', 'b', 'c'])).map(found => found?.text ?? null)).toEqual([
    '公交准点',
    '公交晚点',
    null,
  ])
})

test('while the index is away nothing is lost', async () => {
  const { index: target, written } = watched(2)
  const running = await startIndexer({ bus, index: target, log, fatal })
  await append(mention('a'))
  await written(1)
  await running.stop()
  expect(await index.count({ query: null, filters: {} })).toBe(1)
})

test('what is not an analysed mention is set aside, the rest is indexed', async () => {
  const { index: target, written } = watched(0)
  const running = await startIndexer({ bus, index: target, log, fatal })
  await append({ id: 'x', text: '没有分析' }, mention('a'))
  await written(1)
  await running.stop()
  const dead = await bus.deadLetters({ limit: 10 })
  expect(dead.map(({ code, key }) => ({ code, key }))).toEqual([{ code: 'indexer/not-analysed', key: 'x' }])
})
