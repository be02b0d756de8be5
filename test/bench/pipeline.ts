import { setTimeout as after } from 'node:timers/promises'
import { generateRaws } from '@guanlan/scenario'
import { type BenchHouse, type Surroundings, startHouse, USUAL_WATCHES } from './house.ts'

/** The whole pipeline, HTTP in to searchable and to grouped: mentions a second, processor time of the house, memory after it. */
export type PipelineFigures = Readonly<{
  mentions: number
  acceptedPerS: number // until the door had answered for all
  searchablePerS: number // until the last was found by /api/search
  settledPerS: number // until no group, alerting's too, had anything waiting
  cpuUsPerMention: number // processor time of all threads of the house, for everything
  rss: number // bytes, after all is settled
}>

const SEED = 7
const LINES = 250
const CLIENTS = 4
const LOOK_MS = 100

/** NDJSON bodies of about fifty-character mentions, `lines` each, as a partner would push them. */
export function bodies(count: number, lines = LINES, seed = SEED): string[] {
  const all: string[] = []
  const lot: string[] = []
  for (const { externalId, url, title, text, interactions } of generateRaws(seed, count, Date.now())) {
    const item = { id: externalId, url, title, content: text, ...interactions, publishedAt: new Date().toISOString() }
    lot.push(JSON.stringify(item))
    if (lot.length === lines) all.push(lot.splice(0).join('\n'))
  }
  if (lot.length > 0) all.push(lot.join('\n'))
  return all
}

/** Pushes all bodies with a few clients at once. */
export async function pushAll(house: BenchHouse, lots: readonly string[], clients = CLIENTS): Promise<void> {
  let next = 0
  const client = async () => {
    while (next < lots.length) await house.push(lots[next++]!)
  }
  await Promise.all(Array.from({ length: clients }, client))
}

async function searchable(house: BenchHouse, cookie: string): Promise<number> {
  const answer = await fetch(`${house.address}/api/search?limit=1`, { headers: { cookie } })
  return ((await answer.json()) as { total: number }).total
}

/** Measures `count` mentions through a house of its own. Of a house in many processes the costs are those of one that only looks on. */
export async function benchPipeline(count = 20_000, surroundings: Surroundings = {}): Promise<PipelineFigures> {
  const house = await startHouse(USUAL_WATCHES, undefined, surroundings)
  try {
    const cookie = await house.signIn()
    await pushAll(house, bodies(2000, LINES, SEED + 1)) // the code is compiled, the files exist
    const warm = await settle(house)
    const lots = bodies(count)
    const before = await house.cost()
    const began = performance.now()
    await pushAll(house, lots)
    const accepted = performance.now()
    while ((await searchable(house, cookie)) < warm + count) await after(LOOK_MS)
    const found = performance.now()
    await settle(house)
    const settled = performance.now()
    const cost = await house.cost()
    const perS = (to: number) => Math.round(count / ((to - began) / 1000))
    return {
      mentions: count,
      acceptedPerS: perS(accepted),
      searchablePerS: perS(found),
      settledPerS: perS(settled),
      cpuUsPerMention: Math.round(((cost.cpuMs - before.cpuMs) / count) * 1000),
      rss: cost.rss,
    }
  } finally {
    await house.stop()
  }
}

/** Waits until nothing waits in any group; returns how many mentions are searchable. */
export async function settle(house: BenchHouse): Promise<number> {
  for (;;) {
    const { waiting, searchable } = await house.progress()
    if (waiting === 0) return searchable
    await after(LOOK_MS)
  }
}

if (import.meta.main) console.log(await benchPipeline(Number(process.argv[2] ?? 20_000)))
