import { setTimeout as after } from 'node:timers/promises'
import { elasticSettings, openElastic, openElasticMentionIndex } from '@guanlan/distributed'
import type { MentionIndex } from '@guanlan/ports'
import { type Surroundings, startHouse, USUAL_WATCHES } from './house.ts'
import { mentionId } from './mention-of.ts'
import { bodies, pushAll, settle } from './pipeline.ts'
import { quantile } from './rounds.ts'

/** From the push of a mention to its being found, in ms, at a steady pace; one mention of every push was watched. */
export type SearchableFigures = Readonly<{
  pushedPerS: number // as it came to be
  watched: number
  p50Ms: number
  p99Ms: number
}>

const PER_S = 500
const LOT = 25
const EVERY_MS = (LOT / PER_S) * 1000
const LOOK_MS = 25
const WARM_UP = 3000

type Cluster = Readonly<{ elasticsearch: string; prefix: string }>

/** Pushes 500 mentions a second for `seconds`, 25 a request, to a house on clusters and looks for one of each request until it is found. */
export async function benchSearchable(surroundings: Surroundings, cluster: Cluster, seconds = 25) {
  const house = await startHouse(USUAL_WATCHES, undefined, surroundings)
  const elastic = await openElastic(elasticSettings({ nodes: [cluster.elasticsearch], prefix: cluster.prefix }))
  const index = openElasticMentionIndex(elastic)
  try {
    await pushAll(house, bodies(WARM_UP, 250, 11))
    await settle(house)
    return await pushing(house.push, index, bodies(seconds * PER_S, LOT, 12))
  } finally {
    await index.close()
    await elastic.close()
    await house.stop()
  }
}

async function pushing(push: (ndjson: string) => Promise<void>, index: MentionIndex, lots: readonly string[]) {
  const waiting = new Map<string, number>() // id of the watched mention of a push → when it was pushed
  const latencies: number[] = []
  const under: Promise<void>[] = []
  let all = false
  const looking = async () => {
    while (!all || waiting.size > 0) {
      const ids = [...waiting.keys()].slice(0, 500)
      const { mentions } = await index.search({ query: null, filters: { ids } }, { limit: ids.length })
      const now = performance.now()
      for (const { id } of mentions) {
        latencies.push(now - waiting.get(id)!)
        waiting.delete(id)
      }
      await after(LOOK_MS)
    }
  }
  const looked = looking()
  const began = performance.now()
  for (const [n, lot] of lots.entries()) {
    await after(Math.max(0, began + n * EVERY_MS - performance.now()))
    const last = JSON.parse(lot.slice(lot.lastIndexOf('\n') + 1)) as { id: string }
    waiting.set(mentionId('forum', last.id), performance.now())
    under.push(push(lot))
  }
  const tookS = (performance.now() - began) / 1000
  await Promise.all(under)
  all = true
  await looked
  const figures: SearchableFigures = {
    pushedPerS: Math.round((lots.length * LOT) / tookS),
    watched: latencies.length,
    p50Ms: quantile(latencies, 0.5),
    p99Ms: quantile(latencies, 0.99),
  }
  return figures
}
