import { applyIndices, type Elastic, elasticSettings, openElastic, planIndices } from '@guanlan/distributed'
import { type ManualClock, manualClock } from '@guanlan/embedded'
import { type ElasticsearchServer, startElasticsearch } from '../../infra/servers/elasticsearch.ts'
import { NOON, type OpenedAt } from './opened.ts'

/** A real Elasticsearch for the tests of one file. */
export type TestServer = Readonly<{ url: () => string; start: () => Promise<void>; stop: () => Promise<void> }>

/** The server that GUANLAN_TEST_ELASTIC names, or one of the file's own. */
export function testServer(): TestServer {
  let server: ElasticsearchServer | null = null
  const given = process.env.GUANLAN_TEST_ELASTIC
  return {
    url: () => given ?? server!.url,
    async start() {
      if (given === undefined) server = await startElasticsearch()
    },
    async stop() {
      await server?.stop()
    },
  }
}

let places = 0

/** A prefix of its own on the server, with some or all of our indices; `remove` leaves nothing of it behind. */
export async function elasticRoom(
  url: string,
  collections: readonly string[] | 'all' = 'all',
): Promise<Readonly<{ elastic: Elastic; open: () => Promise<Elastic>; remove: () => Promise<void> }>> {
  const prefix = `t${process.pid}-${++places}`
  const open = () => openElastic(elasticSettings({ nodes: [url], prefix }))
  const elastic = await open()
  const plan = await planIndices(elastic, NOON)
  const wanted = (about: string) => collections === 'all' || collections.some(one => about === `${prefix}-${one}`)
  await applyIndices(plan.filter(({ about }) => about === `${prefix}-settings` || wanted(about)))
  return {
    elastic,
    open,
    async remove() {
      await elastic.ask(async client => {
        const indices = Object.keys(await client.indices.get({ index: `${prefix}-*` }))
        if (indices.length > 0) await client.indices.delete({ index: indices })
        const { index_templates } = await client.indices.getIndexTemplate({ name: `${prefix}-*` }, { ignore: [404] })
        for (const { name } of index_templates ?? []) await client.indices.deleteIndexTemplate({ name })
        await client.cluster.deleteComponentTemplate({ name: `${prefix}-settings` })
      })
      await elastic.close()
    },
  }
}

/** Opens a port on a prefix of its own; a port reopened has a connection of its own, as another process would. */
export async function elasticPlace<Port extends object>(
  url: string,
  collections: readonly string[],
  make: (elastic: Elastic, clock: ManualClock) => Port | Promise<Port>,
): Promise<OpenedAt<Port>> {
  const room = await elasticRoom(url, collections)
  const clock = manualClock(NOON)
  const connections: Elastic[] = []
  const port = await make(room.elastic, clock)
  let newest = port
  return {
    port,
    clock,
    async reopen() {
      const elastic = await room.open()
      connections.push(elastic)
      newest = await make(elastic, clock)
      return newest
    },
    async destroy() {
      if ('close' in newest && typeof newest.close === 'function') await newest.close()
      for (const one of connections) await one.close()
      await room.remove()
    },
  }
}
