import { join } from 'node:path'
import { openElasticIdentity, openElasticLedger, openElasticMentionIndex } from '@guanlan/distributed'
import { Unavailable } from '@guanlan/domain'
import { anchorNotes, systemClock } from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ElasticsearchServer, startElasticsearch } from '../../infra/servers/elasticsearch.ts'
import { elasticRoom } from '../contract/elastic-place.ts'
import { caseMove } from '../contract/ledger.ts'
import { sampleMention } from '../contract/mention-sample.ts'
import { temporaryFolder } from '../contract/place.ts'

const KILLS = 2
const BATCH = 20

let server: ElasticsearchServer // its own, to be killed
beforeAll(async () => {
  server = await startElasticsearch()
})
afterAll(() => server.stop())

/** Does it again until somebody answers, as every caller of these ports does. */
async function outlasting<T>(work: () => Promise<T>, lost: () => void): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error
      lost()
      await systemClock.waitUntil(systemClock.now() + 100)
    }
  }
}

test(`kill -9 of Elasticsearch ${KILLS} times under load: what was acknowledged is there, once`, async () => {
  const room = await elasticRoom(server.url)
  const folder = await temporaryFolder()
  const anchors = anchorNotes(join(folder.path, 'anchors.ndjson'), { key: async () => new Uint8Array(32).fill(7) })
  const ledgers = [1, 2].map(() => openElasticLedger(room.elastic, { clock: systemClock, anchors }))
  const index = openElasticMentionIndex(room.elastic)
  const identity = openElasticIdentity(room.elastic)
  const acknowledged = { commits: [] as string[], mentions: [] as string[], arrivals: 0, unanswered: 0 }
  const lost = () => acknowledged.unanswered++
  let isOver = false

  const committing = ledgers.map(async (ledger, w) => {
    for (let n = 0; !isOver; n++) {
      const commitId = `${w}:${n}`
      await outlasting(() => ledger.append({ commitId, expect: [], moves: [caseMove(`r${w}`)] }), lost)
      acknowledged.commits.push(commitId)
    }
  })
  const indexing = (async () => {
    for (let n = 0; !isOver; n++) {
      const batch = Array.from({ length: BATCH }, (_, k) => sampleMention({ id: `m${n}-${k}`, text: `第 ${n} 批` }))
      await outlasting(() => index.write(batch), lost)
      acknowledged.mentions.push(...batch.map(({ id }) => id))
    }
  })()
  const identifying = (async () => {
    for (let n = 0; !isOver; n++) {
      const arrival = { mentionId: `i${n}`, contentHash: `c${n}`, seenAt: n, delivery: `0:${n}` }
      const [answer] = await outlasting(() => identity.identify([arrival]), lost)
      expect(answer).toEqual({ outcome: 'first', contentVersion: 1, seenAt: n, copyOf: null })
      acknowledged.arrivals++
    }
  })()

  const reached = async (commits: number) => {
    while (acknowledged.commits.length < commits) await systemClock.waitUntil(systemClock.now() + 20)
  }
  for (let kill = 0; kill < KILLS; kill++) {
    await reached(acknowledged.commits.length + 20)
    await server.kill()
    await server.start()
  }
  await reached(acknowledged.commits.length + 20)
  isOver = true
  await Promise.all([...committing, indexing, identifying])

  const commits = await ledgers[0]!.read(0, 1_000_000)
  expect(commits.map(({ commitId }) => commitId).sort()).toEqual(acknowledged.commits.sort())
  expect(commits.map(({ position }) => position)).toEqual(commits.map((_, n) => n + 1))
  expect(await ledgers[1]!.verify()).toMatchObject({ ok: true, head: { position: commits.length } })
  await index.refresh()
  expect(await index.count({ query: null, filters: {} })).toBe(acknowledged.mentions.length)
  expect(acknowledged.unanswered).toBeGreaterThan(0)
  const { mentions, arrivals, unanswered } = acknowledged
  const told = {
    kills: KILLS,
    commits: commits.length,
    mentions: mentions.length,
    arrivals,
    unanswered,
    lost: 0,
    doubled: 0,
  }
  process.stdout.write(`elasticsearch faults: ${JSON.stringify(told)}\n`)
  for (const ledger of ledgers) await ledger.close()
  await index.close()
  await room.remove()
  await folder.remove()
}, 600_000)
