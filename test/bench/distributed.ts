import { randomBytes } from 'node:crypto'
import { startElasticsearch } from '../../infra/servers/elasticsearch.ts'
import { startKafka } from '../../infra/servers/kafka.ts'
import { benchKafka } from './distributed-bus.ts'
import { benchSearchable } from './distributed-house.ts'
import { benchElastic } from './distributed-index.ts'
import type { Surroundings } from './house.ts'
import { benchPipeline } from './pipeline.ts'
import type { Compared } from './rounds.ts'
import { bounded, compared, type Row } from './table.ts'

/** Real servers, one broker and one node, for all measurements of one run. */
export type BenchServers = Readonly<{ kafka: readonly string[]; elasticsearch: string; stop: () => Promise<void> }>

/** Starts them; they end with this process at the latest. */
export async function startServers(): Promise<BenchServers> {
  const kafka = await startKafka({ brokers: 1 })
  const elastic = await startElasticsearch()
  const stop = async () => {
    await elastic.stop()
    await kafka.stop()
  }
  return { kafka: kafka.bootstrap, elasticsearch: elastic.url, stop }
}

type Outcome = Readonly<{ rows: readonly Row[]; figures: unknown }>

const AT_LEAST = 0.8
const AT_MOST = 1.2

/** What is measured on clusters, by name: ours beside the bare client, and the whole house beside the embedded one. */
export const DISTRIBUTED: Readonly<Record<string, (servers: BenchServers) => Promise<Outcome>>> = {
  kafka: async ({ kafka }) => {
    const figures = await benchKafka(kafka)
    const row = (what: string, of: Compared) => compared(what, of, '/s', { least: AT_LEAST })
    return {
      figures,
      rows: [
        row('produce: 500 a call, one caller', figures.produceOne),
        row('produce: 500 a call, four callers', figures.produceFour),
        row('consume; bare commits once a fetch', figures.consume),
        row('consume; bare commits every 1,000 too', figures.consumeAlike),
      ],
    }
  },
  elastic: async ({ elasticsearch }) => {
    const figures = await benchElastic(elasticsearch)
    const { bulk, search, mentions } = figures
    const of = mentions.toLocaleString('en')
    return {
      figures,
      rows: [
        compared('bulk: 500 a request', bulk, '/s', { least: AT_LEAST }),
        compared(`search of ${of}, page of 20, p50`, search, ' ms', { most: AT_MOST }),
        bounded(`search of ${of}, p95`, search.p95, 'ms'),
      ],
    }
  },
  house: async servers => {
    const embedded = await benchPipeline()
    const before = await processorMs(servers.elasticsearch)
    const distributed = await benchPipeline(undefined, surroundings(servers))
    const elasticUs = Math.round(((await processorMs(servers.elasticsearch)) - before) / (distributed.mentions / 1000))
    const beside = (name: 'acceptedPerS' | 'searchablePerS' | 'settledPerS'): Compared => {
      return { ours: distributed[name], bare: embedded[name], ratio: distributed[name] / embedded[name] }
    }
    return {
      figures: { embedded, distributed, elasticUs },
      rows: [
        compared('door: HTTP in, durable (beside embedded)', beside('acceptedPerS'), '/s'),
        compared('whole pipeline: HTTP in to searchable (beside embedded)', beside('searchablePerS'), '/s'),
        compared('and grouped, alerts raised (beside embedded)', beside('settledPerS'), '/s'),
        bounded("pipeline: Elasticsearch's processor time each, with its set-up", elasticUs, 'µs'),
      ],
    }
  },
  searchable: async servers => {
    const around = surroundings(servers)
    const cluster = { elasticsearch: servers.elasticsearch, prefix: around.GUANLAN_PREFIX! }
    const figures = await benchSearchable(around, cluster)
    return {
      figures,
      rows: [
        bounded(`published → searchable p50, at ${figures.pushedPerS}/s`, figures.p50Ms, 'ms'),
        bounded(`published → searchable p99 (${figures.watched} watched)`, figures.p99Ms, 'ms'),
      ],
    }
  },
}

/** Processor time of the node since it started. */
async function processorMs(url: string): Promise<number> {
  const answer = await fetch(`${url}/_nodes/stats/process`)
  const { nodes } = (await answer.json()) as {
    nodes: Readonly<Record<string, { process: { cpu: { total_in_millis: number } } }>>
  }
  return Object.values(nodes).reduce((sum, { process: { cpu } }) => sum + cpu.total_in_millis, 0)
}

/** A house of its own on the servers: a new prefix each time. */
function surroundings({ kafka, elasticsearch }: BenchServers): Surroundings {
  return {
    GUANLAN_MODE: 'distributed',
    GUANLAN_PREFIX: `b${randomBytes(4).toString('hex')}`,
    GUANLAN_KAFKA_BROKERS: kafka.join(','),
    GUANLAN_KAFKA_REPLICATION: '1',
    GUANLAN_ELASTICSEARCH: elasticsearch,
    GUANLAN_DOOR_MAX_MB: '64',
  }
}
