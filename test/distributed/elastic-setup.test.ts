import {
  applyIndices,
  checkIndices,
  type Elastic,
  elasticSettings,
  openElastic,
  planIndices,
} from '@guanlan/distributed'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { elasticRoom, testServer } from '../contract/elastic-place.ts'
import { NOON } from '../contract/opened.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

describe('setting up Elasticsearch', () => {
  let room: Awaited<ReturnType<typeof elasticRoom>>
  let elastic: Elastic
  beforeEach(async () => {
    room = await elasticRoom(server.url(), [])
    elastic = room.elastic
  })
  afterEach(() => room.remove())

  const says = async () => (await planIndices(elastic, NOON)).map(step => step.says)

  test('shows a plan, does it, and then has nothing more to do', async () => {
    const before = await says()
    expect(before).toContain(`新建索引模板 ${elastic.prefix}-mentions`)
    expect(before).toContain(`新建索引 ${elastic.prefix}-ledger`)
    await expect(checkIndices(elastic, NOON)).rejects.toMatchObject({
      name: 'Rejected',
      code: 'setup/indices-missing',
      detail: expect.stringMatching(/还缺 \d+ 项.*请先运行 guanlan setup/),
    })
    expect(await says()).toEqual(before) // asking changed nothing
    const plan = await planIndices(elastic, NOON)
    await applyIndices(plan)
    expect(await says()).toEqual([])
    await applyIndices(plan) // a second operator with the same plan
    expect(await says()).toEqual([])
    await checkIndices(elastic, NOON)
  })

  test('puts right what lacks, and leaves the rest alone', async () => {
    await applyIndices(await planIndices(elastic, NOON))
    await elastic.ask(client => client.indices.deleteIndexTemplate({ name: `${elastic.prefix}-visits` }))
    await elastic.ask(client => client.indices.delete({ index: `${elastic.prefix}-leases-1` }))
    expect(await says()).toEqual([`新建索引模板 ${elastic.prefix}-visits`, `新建索引 ${elastic.prefix}-leases`])
  })

  test('an index an older release made gets the fields it lacks', async () => {
    const plan = await planIndices(elastic, NOON)
    await elastic.ask(client =>
      client.indices.create({
        index: `${elastic.prefix}-accounts-1`,
        aliases: { [`${elastic.prefix}-accounts`]: {} },
        mappings: { dynamic: 'strict', properties: { id: { type: 'keyword' } } },
      }),
    )
    await applyIndices(plan)
    expect(await says()).toEqual([`给索引 ${elastic.prefix}-accounts-1 增加字段 account`])
    await applyIndices(await planIndices(elastic, NOON))
    expect(await says()).toEqual([])
  })

  test('an index with a foreign mapping stops the start: what was found, what was expected, what to do', async () => {
    const made = (mappings: object) =>
      elastic.ask(client =>
        client.indices.create({
          index: `${elastic.prefix}-ledger-1`,
          aliases: { [`${elastic.prefix}-ledger`]: {} },
          mappings,
        }),
      )
    await made({ dynamic: 'strict', properties: { position: { type: 'keyword' } } })
    const foreign = { name: 'Rejected', code: 'setup/foreign-mapping' }
    await expect(planIndices(elastic, NOON)).rejects.toMatchObject({
      ...foreign,
      detail: expect.stringMatching(/字段 position 是 type=keyword，应为 type=long；.*请/),
    })
    await elastic.ask(client => client.indices.delete({ index: `${elastic.prefix}-ledger-1` }))
    await made({ properties: { position: { type: 'long' } } })
    await expect(planIndices(elastic, NOON)).rejects.toMatchObject({
      ...foreign,
      detail: expect.stringContaining('dynamic 是 true，应为 strict'),
    })
  })

  test('an index that took the name of our alias stops the start', async () => {
    await elastic.ask(client => client.indices.create({ index: `${elastic.prefix}-events` }))
    await expect(checkIndices(elastic, NOON)).rejects.toMatchObject({
      code: 'setup/foreign-index',
      detail: expect.stringMatching(/这里应是观澜的别名；请/),
    })
  })

  test('two houses on one cluster do not see each other', async () => {
    await applyIndices(await planIndices(elastic, NOON))
    const other = await openElastic(elasticSettings({ nodes: [server.url()], prefix: `${elastic.prefix}x` }))
    const plan = await planIndices(other, NOON)
    expect(plan.length).toBeGreaterThan(10)
    for (const { about } of plan) expect(about).toMatch(new RegExp(`^${other.prefix}-`))
    await other.close()
  })
})
