import { setTimeout as pause } from 'node:timers/promises'
import { type Analysed, parseQuery, Unavailable } from '@guanlan/domain'
import type { Assignment, DeadLetter, Verdict } from '@guanlan/ports'
import { CLERK_WATCH, type Ground } from './ground.ts'
import type { Load } from './load.ts'
import { ORDER_GROUP } from './order.ts'

/** A message that a fault put on a stream and the groups that must set it aside. */
export type Planted = Readonly<{ key: string; groups: readonly string[] }>

/** What one round came to. All but acknowledged, searchable and decided must be nought. */
export type Tally = Readonly<{
  acknowledged: number // different items that were answered with success
  searchable: number // of the round, as the search itself counts them
  lost: number // acknowledged and not found, or in no event
  doubled: number // found twice, never sent, placed twice, or counted twice by an event
  disordered: number // first handled after a later one of its key, or found in an older draft
  split: number // events of the round beyond the one story it tells
  letters: number // messages set aside that should not be, or not set aside that should
  decided: number // decisions acknowledged at the desk
  undecided: number // of those, not in the ledger, or acknowledged twice
  verdict: Verdict
}>

/** What the house held before the round. */
export type Before = Readonly<{ seq: number; counted: number; letters: ReadonlySet<string> }>

const PAGE = 500
const PATIENCE_MS = 180_000

const nameOf = ({ group, key }: DeadLetter) => `${group} ${key}`

async function letters({ house }: Ground): Promise<ReadonlyMap<string, string>> {
  const all: DeadLetter[] = []
  for (let page = await house.ports.bus.deadLetters({ limit: PAGE }); page.length > 0; ) {
    all.push(...page)
    page = await house.ports.bus.deadLetters({ limit: PAGE, before: page.at(-1)!.id })
  }
  const ours = all.filter(({ group }) => group !== ORDER_GROUP)
  return new Map(
    ours.map(letter => [`${letter.stream} ${letter.partition}:${letter.offset} ${letter.group}`, nameOf(letter)]),
  )
}

async function counted({ house }: Ground): Promise<number> {
  const { events } = await house.ports.events.list({ limit: 1000 })
  return events.reduce((sum, { mentions }) => sum + mentions, 0)
}

/** Lists are searches, which see what was there at the last refresh; the counting wants what is there now. */
async function refreshed({ elastic, prefix }: Ground): Promise<void> {
  const answer = await fetch(`${elastic.url}/${prefix}-*/_refresh`, { method: 'POST' })
  if (!answer.ok) throw new Error(`no refresh: ${answer.status} ${await answer.text()}`)
}

/** Looks at the house before a round. */
export async function lookBefore(ground: Ground): Promise<Before> {
  await refreshed(ground)
  const seq = await ground.house.ports.events.lastArrivalSeq()
  return { seq, counted: await counted(ground), letters: new Set((await letters(ground)).keys()) }
}

/** Waits until nothing is under way, then counts. */
export async function reckon(
  ground: Ground,
  load: Load,
  {
    before,
    planted,
    decided,
    disordered,
  }: Readonly<{
    before: Before
    planted: readonly Planted[]
    decided: readonly number[] // versions of the clerk's watch that were acknowledged
    disordered: () => number
  }>,
): Promise<Tally> {
  const { ports } = ground.house
  await quiet(ground)
  await refreshed(ground)
  const { total, mentions } = await everyOne(ground, load.tag)
  const byId = new Map(mentions.map(mention => [mention.id, mention]))
  const ids = [...load.acknowledged.keys()]
  const events = await ports.events.eventsOf(ids)
  const lost = ids.filter((id, n) => !byId.has(id) || events[n] === null).length
  const stale = ids.filter(
    id => byId.has(id) && !byId.get(id)!.text.includes(`稿${load.acknowledged.get(id)}。`),
  ).length
  const placed = await assignmentsAfter(ground, before.seq)
  const again = placed.length - new Set(placed.map(({ arrivalSeq }) => arrivalSeq)).size
  const miscounted = Math.abs((await counted(ground)) - before.counted - placed.length)
  const strangers = [...byId.keys()].filter(id => !load.acknowledged.has(id)).length
  const { commits } = await ports.ledger.history('watch', CLERK_WATCH)
  const versions = new Set(
    commits.flatMap(commit => commit.versions.filter(({ id }) => id === CLERK_WATCH).map(({ version }) => version)),
  )
  return {
    acknowledged: ids.length,
    searchable: total,
    lost,
    doubled: mentions.length - byId.size + strangers + again + miscounted,
    disordered: disordered() + stale,
    split: Math.max(0, new Set(events.filter(id => id !== null)).size - 1),
    letters: await misplaced(ground, before, planted),
    decided: decided.length,
    undecided: decided.filter(version => !versions.has(version)).length + (decided.length - new Set(decided).size),
    verdict: await ports.ledger.verify(),
  }
}

/** Twice in a row nothing waits for any group: a message between two streams waits in one of them. */
async function quiet({ house }: Ground): Promise<void> {
  const until = performance.now() + PATIENCE_MS
  for (let still = 0; still < 2 && performance.now() < until; ) {
    const lags = await house.ports.bus.lags().catch(error => {
      if (error instanceof Unavailable) return null
      throw error
    })
    still = lags?.every(({ waiting }) => waiting === 0) ? still + 1 : 0
    await pause(100)
  }
}

async function everyOne({ house }: Ground, tag: string) {
  const search = { query: parseQuery(tag), filters: {} }
  const mentions: Analysed[] = []
  let total = 0
  for (let after: string | null = ''; after !== null; ) {
    const page = await house.ports.index.search(search, after === '' ? { limit: PAGE } : { limit: PAGE, after })
    mentions.push(...page.mentions)
    total = page.total
    after = page.next
  }
  return { total, mentions }
}

async function assignmentsAfter({ house }: Ground, seq: number): Promise<readonly Assignment[]> {
  const all: Assignment[] = []
  for (let from = seq; ; ) {
    const page = await house.ports.events.assignments(from, PAGE)
    all.push(...page)
    if (page.length < PAGE) return all
    from = page.at(-1)!.arrivalSeq
  }
}

/** Planted messages without their letter, and letters that nothing was planted for. */
async function misplaced(ground: Ground, before: Before, planted: readonly Planted[]): Promise<number> {
  const wanted = new Set(planted.flatMap(({ key, groups }) => groups.map(group => `${group} ${key}`)))
  const fresh = [...(await letters(ground))].filter(([id]) => !before.letters.has(id)).map(([, name]) => name)
  const there = new Set(fresh)
  return [...wanted].filter(name => !there.has(name)).length + fresh.filter(name => !wanted.has(name)).length
}
