import type { estypes } from '@elastic/elasticsearch'
import { expect, test } from 'vitest'
import { openElastic } from './elastic-client.ts'
import { refresh, standing } from './elastic-read.ts'
import { elasticSettings } from './elastic-settings.ts'
import { ledgerEntries } from './ledger-entries.ts'
import { elasticsearch, recorder } from './recorder.fixture.ts'

const away = { name: 'Unavailable', code: 'elastic/away' }
const unknown = { _index: 'i', _id: '1', error: { type: 'no_shard_available_action_exception', reason: '' } }

test('a document that is not there is not one that nobody could look for', () => {
  const doc = (given: object) => given as estypes.MgetResponseItem<object>
  expect(standing(doc({ _index: 'i', _id: '1', found: false }))).toBeNull()
  expect(standing(doc({ _index: 'i', _id: '1', found: true, _source: {} }))).toMatchObject({ _source: {} })
  expect(() => standing(doc(unknown))).toThrow(expect.objectContaining(away))
})

test('the chain does not end where a shard is away, and nothing is searched that was not refreshed', async () => {
  const server = await recorder(request => {
    if (request.url?.includes('_mget')) return { body: { docs: Array.from({ length: 16 }, () => unknown) } }
    if (request.url?.includes('_refresh')) return { body: { _shards: { total: 1, successful: 0, failed: 1 } } }
    return elasticsearch('9.3.0')(request)
  })
  const elastic = await openElastic(elasticSettings({ nodes: [server.url] }))
  const entries = ledgerEntries(elastic)
  await expect(entries.after(0, 100)).rejects.toMatchObject(away)
  await expect(entries.last()).rejects.toMatchObject(away)
  await expect(refresh(elastic, 'x')).rejects.toMatchObject(away)
  await elastic.close()
  await server.close()
})
