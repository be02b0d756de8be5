import { openElasticMentionIndex } from '@guanlan/distributed'
import { DAY_MS, HOUR_MS, parseQuery } from '@guanlan/domain'
import type { MentionIndex } from '@guanlan/ports'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { elasticRoom, testServer } from '../contract/elastic-place.ts'
import { inOrder } from '../contract/mention-index-agreement.ts'
import { sampleMention } from '../contract/mention-sample.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

/** Midnight of New Year 2027 at +08:00. */
const NEW_YEAR = Date.UTC(2026, 11, 31, 16)

describe('the index in Elasticsearch', () => {
  let room: Awaited<ReturnType<typeof elasticRoom>>
  let index: MentionIndex
  beforeEach(async () => {
    room = await elasticRoom(server.url(), ['mentions'])
    index = openElasticMentionIndex(room.elastic)
  })
  afterEach(async () => {
    await index.close()
    await room.remove()
  })
  const all = (text: string | null) => ({ query: text === null ? null : parseQuery(text), filters: {} })

  test('a mention it can never take is named; its neighbours are written, and writing them again changes nothing', async () => {
    const bad = sampleMention({ id: 'bad', sourceId: 'x'.repeat(40_000) }) // longer than any term may be
    const batch = [sampleMention({ id: 'a' }), bad, sampleMention({ id: 'b' })]
    await expect(index.write(batch)).rejects.toMatchObject({
      name: 'Rejected',
      code: 'index/refused',
      detail: expect.stringMatching(/^bad: \w+$/),
    })
    expect((await index.getMany(['a', 'bad', 'b'])).map(one => one?.id)).toEqual(['a', undefined, 'b'])
    expect(await index.write([batch[0]!, batch[2]!])).toEqual(['stale', 'stale'])
  })

  test('years are one index each and one search: order, pages, counts and bars run across New Year', async () => {
    const mentions = Array.from({ length: 40 }, (_, n) =>
      sampleMention({ id: `n${n}`, text: '跨年', sourceId: `s${n % 7}`, seenAt: NEW_YEAR + (n - 20) * HOUR_MS }),
    )
    await index.write(mentions)
    await index.refresh()
    const { prefix } = room.elastic
    const names = Object.keys(await room.elastic.ask(client => client.indices.get({ index: `${prefix}-mentions-*` })))
    expect(names.sort()).toEqual([`${prefix}-mentions-2026-1`, `${prefix}-mentions-2027-1`])
    for (const query of ['跨年', '跨 NEAR/0 年']) {
      const ids: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await index.search(all(query), after === undefined ? { limit: 7 } : { limit: 7, after })
        expect(page.total).toBe(40)
        ids.push(...page.mentions.map(({ id }) => id))
        if (page.next === null) break
        after = page.next
      }
      expect(ids).toEqual(mentions.toSorted(inOrder).map(({ id }) => id))
      const { source } = await index.facets(all(query), ['source'])
      expect(source!.map(({ count }) => count)).toEqual([6, 6, 6, 6, 6, 5, 5])
      const bars = await index.histogram(all(query), 'day', NEW_YEAR - DAY_MS, NEW_YEAR + DAY_MS)
      expect(bars).toEqual([
        { at: NEW_YEAR - DAY_MS, count: 20, negative: 0 },
        { at: NEW_YEAR, count: 20, negative: 0 },
      ])
    }
    expect(await index.getMany(['n0', 'n39'])).toEqual([mentions[0], mentions[39]])
  })

  test('an edited mention is decided on its new words, however often it was read before', async () => {
    const version = (contentVersion: number, text: string) => sampleMention({ id: 'e', contentVersion, text })
    await index.write([version(1, '公交停运')])
    await index.refresh()
    expect(await index.count(all('公交 NEAR/0 停运'))).toBe(1)
    await index.write([version(2, '公交，，停运')])
    await index.refresh()
    expect(await index.count(all('公交 NEAR/0 停运'))).toBe(0)
    expect(await index.count(all('公交 NEAR/2 停运'))).toBe(1)
  })

  test('more candidates than one slice are all decided', async () => {
    const mentions = Array.from({ length: 2500 }, (_, n) =>
      sampleMention({ id: `s${n}`, text: n % 2 === 0 ? '公交停运' : '公交，停运', seenAt: 1_780_000_000_000 + n }),
    )
    await index.write(mentions)
    await index.refresh()
    expect(await index.count(all('公交 NEAR/0 停运'))).toBe(1250)
    const page = await index.search(all('公交 NEAR/0 停运'), { limit: 1000 })
    expect(page.mentions).toHaveLength(1000)
    const last = await index.search(all('公交 NEAR/0 停运'), { limit: 1000, after: page.next! })
    expect(last.mentions.map(({ id }) => id).at(-1)).toBe('s0')
    expect(last).toMatchObject({ total: 1250, next: null })
  })
})
