import type { Frontier, SourceHealth, Visit } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { NOON, type Opened } from './opened.ts'

const visit = (url: string, change: Partial<Visit> = {}): Visit => ({
  sourceId: 'portal',
  url,
  firstSeenAt: NOON,
  fetchedAt: null,
  status: null,
  etag: null,
  lastModified: null,
  contentHash: null,
  failures: 0,
  nextAt: NOON,
  ...change,
})

/** What every frontier promises; `open` gives an empty one. */
export function frontierContract(name: string, open: () => Promise<Opened<Frontier>>): void {
  describe(`frontier: ${name}`, () => {
    let place: Opened<Frontier>
    let frontier: Frontier
    beforeEach(async () => {
      place = await open()
      frontier = place.port
    })
    afterEach(() => place.destroy())

    test('remembers a visit whole, by source and address', async () => {
      const fetched = visit('http://a/1', {
        fetchedAt: NOON + 5,
        status: 200,
        etag: 'W/"1"',
        contentHash: 'h',
        nextAt: NOON + 9,
      })
      await frontier.record([fetched, visit('http://a/2')])
      expect(await frontier.visit('portal', 'http://a/1')).toEqual(fetched)
      expect(await frontier.visit('forum', 'http://a/1')).toBeNull()
      expect(await frontier.visit('portal', 'http://a/3')).toBeNull()
    })

    test('a later record replaces all but the time first seen', async () => {
      await frontier.record([visit('http://a/1')])
      await frontier.record([
        visit('http://a/1', { firstSeenAt: NOON + 99, failures: 2, lastModified: 'x', nextAt: NOON + 7 }),
      ])
      expect(await frontier.visit('portal', 'http://a/1')).toEqual(
        visit('http://a/1', { failures: 2, lastModified: 'x', nextAt: NOON + 7 }),
      )
    })

    test('tells the addresses a source has not recorded, in the order given', async () => {
      await frontier.record([visit('http://a/2'), visit('http://a/3', { sourceId: 'forum' })])
      expect(await frontier.unseen('portal', ['http://a/3', 'http://a/2', 'http://a/1'])).toEqual([
        'http://a/3',
        'http://a/1',
      ])
      expect(await frontier.unseen('portal', [])).toEqual([])
    })

    test('addresses with a long common beginning stay distinct', async () => {
      const long = `http://a/${'x'.repeat(3000)}`
      await frontier.record([visit(`${long}?id=1`)])
      expect(await frontier.unseen('portal', [`${long}?id=1`, `${long}?id=2`])).toEqual([`${long}?id=2`])
    })

    test('lists what was discovered, not fetched and is due, oldest first', async () => {
      await frontier.record([
        visit('http://a/late', { nextAt: NOON + 100 }),
        visit('http://a/second', { nextAt: NOON - 1 }),
        visit('http://a/first', { nextAt: NOON - 2 }),
        visit('http://a/done', { fetchedAt: NOON - 5, nextAt: NOON - 5 }),
        visit('http://b/other', { sourceId: 'forum' }),
      ])
      const due = async (now: number, limit = 10) => (await frontier.due('portal', now, limit)).map(one => one.url)
      expect(await due(NOON)).toEqual(['http://a/first', 'http://a/second'])
      expect(await due(NOON, 1)).toEqual(['http://a/first'])
      expect(await due(NOON + 100)).toEqual(['http://a/first', 'http://a/second', 'http://a/late'])
      await frontier.record([visit('http://a/first', { fetchedAt: NOON })])
      expect(await due(NOON)).toEqual(['http://a/second'])
    })

    test('counts what each source has yet to fetch, due or not', async () => {
      expect(await frontier.waiting()).toEqual(new Map())
      await frontier.record([
        visit('http://a/1'),
        visit('http://a/2', { nextAt: NOON + 99 }),
        visit('http://a/3', { fetchedAt: NOON }),
        visit('http://b/1', { sourceId: 'forum' }),
        visit('http://c/1', { sourceId: 'weekly', fetchedAt: NOON }),
      ])
      expect(await frontier.waiting()).toEqual(
        new Map([
          ['portal', 2],
          ['forum', 1],
        ]),
      )
      await frontier.record([
        visit('http://a/1', { fetchedAt: NOON }),
        visit('http://b/1', { sourceId: 'forum', fetchedAt: NOON }),
      ])
      expect(await frontier.waiting()).toEqual(new Map([['portal', 1]]))
    })

    test('keeps notes per host', async () => {
      expect(await frontier.note('a', 'robots')).toBeNull()
      await frontier.putNote('a', 'robots', 'User-agent: *', NOON)
      await frontier.putNote('a', 'robots', '', NOON + 1)
      await frontier.putNote('b', 'robots', 'other', NOON)
      expect(await frontier.note('a', 'robots')).toEqual({ value: '', at: NOON + 1 })
    })

    test('keeps the last word on each source’s health', async () => {
      const health: SourceHealth = {
        sourceId: 'portal',
        lastAttemptAt: NOON,
        lastSuccessAt: null,
        lastError: 'fetch/timeout',
        failuresInRow: 1,
        itemsLastRun: 0,
        itemsTotal: 0,
        nextDueAt: null,
        holding: { reason: 'circuit', until: NOON + 60_000 },
        circuit: { state: 'open', failures: 5 },
        everyMs: 540_000,
        errors: { 'fetch/timeout': 5, 'crawl/trap': 1 },
      }
      await frontier.putHealth(health)
      await frontier.putHealth({ ...health, failuresInRow: 2 })
      await frontier.putHealth({ ...health, sourceId: 'forum' })
      const kept = [...(await frontier.health())].sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1))
      expect(kept).toEqual([
        { ...health, sourceId: 'forum' },
        { ...health, failuresInRow: 2 },
      ])
    })

    test('keeps everything over a crash', async () => {
      await frontier.record([visit('http://a/1')])
      const again = await place.reopen()
      expect(await again.due('portal', NOON, 5)).toEqual([visit('http://a/1')])
    })
  })
}
