import { setTimeout as after } from 'node:timers/promises'
import { hardTriggers } from '@guanlan/domain'
import { generateRaws } from '@guanlan/scenario'
import { createAnalyser } from '@guanlan/text'
import { type BenchHouse, startHouse, USUAL_WATCHES } from './house.ts'
import { openScreen } from './live.ts'
import { mentionId, mentionOf } from './mention-of.ts'
import { bodies, settle } from './pipeline.ts'

/** From a mention being pushed to its alert arriving at a signed-in screen, under a steady load; ms. */
export type ScreenFigures = Readonly<{
  pushedPerS: number // what was really pushed
  happenings: number
  alerts: number // of them, those an alert was raised on; others joined an event that had one
  p50Ms: number
  p99Ms: number
  mostMs: number
}>

const SEED = 11
const PER_SECOND = 1000
const LOT = 100
const FIRST_MS = 3000 // the load runs for so long before the first happening
const WATCHED = new RegExp(USUAL_WATCHES.join('|').replaceAll(' OR ', '|'))

type Happening = Readonly<{ id: string; line: string; pushedAt: number }>

/**
 * Pushes a thousand mentions a second for `seconds` s, hidden among them `count` happenings, each on a watch of its own: drivers strike,
 * which raises an alert by itself. Listens as a screen does.
 */
export async function benchScreen(seconds = 25, count = 60): Promise<ScreenFigures> {
  const own = Array.from({ length: count }, (_, n) => `"第${n}车队"`)
  const house = await startHouse([...USUAL_WATCHES, ...own])
  try {
    const cookie = await house.signIn()
    const screen = await openScreen(house.address, cookie)
    const load = bodies(seconds * PER_SECOND, LOT, SEED)
    const told = happenings(count)
    const began = performance.now()
    const pushed = await pushSteadily(house, load, told, seconds)
    const pushedPerS = Math.round((load.length * LOT) / ((performance.now() - began) / 1000))
    await settle(house)
    await after(1000)
    screen.close()
    const waits = await waited(house, cookie, pushed, screen.arrived)
    const at = (share: number) =>
      Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? Number.NaN)
    return { pushedPerS, happenings: count, alerts: waits.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1) }
  } finally {
    await house.stop()
  }
}

/** Happenings in words of the load that none of the usual watches follows; the rules must find each of them hard by itself. */
function happenings(count: number): readonly Omit<Happening, 'pushedAt'>[] {
  const { analyse } = createAnalyser({ gazetteer: [] })
  const told: Omit<Happening, 'pushedAt'>[] = []
  for (const raw of generateRaws(SEED + 1, count * 40, Date.now())) {
    if (told.length === count) return told
    if (WATCHED.test(raw.text)) continue
    const text = `${raw.text}。第${told.length}车队的司机今天集体罢运。`
    const mention = mentionOf({ ...raw, title: '', text })
    if (hardTriggers({ ...mention, analysis: analyse(mention) }).length === 0) continue
    const id = `happening-${told.length}`
    told.push({ id, line: JSON.stringify({ id, content: text, publishedAt: new Date().toISOString() }) })
  }
  throw new Error('the load has too few texts that no watch follows')
}

async function pushSteadily(
  house: BenchHouse,
  load: readonly string[],
  told: readonly Omit<Happening, 'pushedAt'>[],
  seconds: number,
): Promise<readonly Happening[]> {
  const began = performance.now()
  const everyMs = (seconds * 1000) / load.length
  const apartMs = (seconds * 1000 - FIRST_MS) / told.length
  const pushed: Happening[] = []
  const posts: Promise<void>[] = []
  for (const [n, lot] of load.entries()) {
    await after(Math.max(0, began + n * everyMs - performance.now()))
    const due = Math.max(0, Math.min(told.length, Math.ceil((n * everyMs - FIRST_MS) / apartMs)))
    const now = told.slice(pushed.length, n === load.length - 1 ? told.length : due)
    pushed.push(...now.map(one => ({ ...one, pushedAt: performance.now() })))
    posts.push(house.push([lot, ...now.map(({ line }) => line)].join('\n')))
  }
  await Promise.all(posts)
  return pushed
}

type Shown = Readonly<{ id: string; state: { evidence: { mentions: readonly { mentionId: string }[] } } }>

/** For each happening whose alert was raised on it, how long it took, in ms, shortest first. */
async function waited(
  house: BenchHouse,
  cookie: string,
  pushed: readonly Happening[],
  arrived: Awaited<ReturnType<typeof openScreen>>['arrived'],
): Promise<number[]> {
  const raisedAt = new Map<string, number>()
  for (const { at, refs } of arrived) {
    for (const { kind, id, type } of refs) if (kind === 'alert' && type === 'raised') raisedAt.set(id, at)
  }
  const alertOf = new Map<string, string>()
  for (const id of raisedAt.keys()) {
    const answer = await fetch(`${house.address}/api/alerts/${id}`, { headers: { cookie } })
    const { state } = (await answer.json()) as Shown
    for (const mention of state.evidence.mentions) alertOf.set(mention.mentionId, id)
  }
  return pushed
    .flatMap(({ id, pushedAt }) => {
      const alert = alertOf.get(mentionId('forum', id))
      return alert === undefined ? [] : [raisedAt.get(alert)! - pushedAt]
    })
    .sort((a, b) => a - b)
}

if (import.meta.main) console.log(await benchScreen(Number(process.argv[2] ?? 25)))
