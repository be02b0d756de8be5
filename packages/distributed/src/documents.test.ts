import { afterEach, beforeEach, expect, test } from 'vitest'
import { documents, hashedId } from './documents.ts'
import { type Elastic, openElastic } from './elastic-client.ts'
import { elasticSettings } from './elastic-settings.ts'
import { openElasticLease } from './lease.ts'
import { type Answer, elasticsearch, recorder } from './recorder.fixture.ts'

let server: Awaited<ReturnType<typeof recorder>>
let elastic: Elastic
let bulk: Answer
let refreshing: Answer
beforeEach(async () => {
  bulk = { body: { items: [] } }
  refreshing = { body: { _shards: { total: 1, successful: 1, failed: 0 } } }
  server = await recorder(request => {
    if (request.url?.includes('_bulk')) return bulk
    if (request.url?.includes('_refresh')) return refreshing
    if (request.url?.includes('_search')) return { body: { hits: { hits: [] } } }
    if (request.url?.includes('_mget')) return { body: { docs: [{ _index: 'i', _id: '1', found: false }] } }
    return elasticsearch('9.3.0')(request)
  })
  elastic = await openElastic(elasticSettings({ nodes: [server.url] }))
})
afterEach(async () => {
  await elastic.close()
  await server.close()
})

const item = (kind: string, status: number, type?: string): Answer => ({
  body: { items: [{ [kind]: { status, result: 'noop', ...(type ? { error: { type } } : {}) } }] },
})
const away = { name: 'Unavailable', code: 'elastic/away' }
const refreshes = () => server.asked.filter(({ path }) => path.includes('_refresh')).length

test('only a lost race is answered false', async () => {
  const leases = documents<{ body: string }>(elastic, 'leases')
  bulk = item('create', 409, 'version_conflict_engine_exception')
  expect(await leases.create('a', { body: 'x' })).toBe(false)
  bulk = item('create', 201)
  expect(await leases.create('a', { body: 'x' })).toBe(true)
  for (const status of [429, 503]) {
    bulk = item('create', status, 'es_rejected_execution_exception')
    await expect(leases.create('a', { body: 'x' })).rejects.toMatchObject(away)
  }
})

test('a missing index ends a compare-and-set instead of turning it for ever', async () => {
  bulk = item('create', 404, 'index_not_found_exception')
  const clock = { now: () => 0, waitUntil: async () => undefined }
  await expect(openElasticLease(elastic, clock).acquire('alerting', 'a', 1000)).rejects.toMatchObject(away)
})

test('what could not be removed is not passed over; what was gone already is', async () => {
  const sessions = documents<{ epoch: number }>(elastic, 'sessions')
  bulk = item('delete', 429, 'es_rejected_execution_exception')
  await expect(sessions.remove(['a'])).rejects.toMatchObject(away)
  bulk = { body: { items: [{ delete: { status: 404, result: 'not_found' } }] } }
  await sessions.remove(['a'])
})

test('a search refreshes after writes of its own only, and again when that failed', async () => {
  const visits = documents<{ url: string }>(elastic, 'visits')
  const search = () => visits.search({ query: { match_all: {} }, sort: [{ url: 'asc' }] }, 5)
  await search()
  await search()
  expect(refreshes()).toBe(1) // an earlier process may have written
  bulk = item('index', 201)
  await visits.put('a', { url: 'x' })
  refreshing = { body: { _shards: { total: 1, successful: 0, failed: 1 } } }
  await expect(search()).rejects.toMatchObject(away)
  refreshing = { body: { _shards: { total: 1, successful: 1, failed: 0 } } }
  await search()
  await search()
  expect(refreshes()).toBe(3)
})

test('names of any length and with any separator have ids of their own', () => {
  const ids = [['a', 'b'], ['ab'], ['a b'], ['a', 'b', ''], ['x'.repeat(5000)]].map(names => hashedId(...names))
  expect(new Set(ids).size).toBe(5)
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{64}$/)
})
