import { join } from 'node:path'
import { openBus, systemClock } from '@guanlan/embedded'
import type { Lag, Verdict } from '@guanlan/ports'
import { gather } from '../contract/gather.ts'
import { type Browser, signIn } from '../flow/browser.ts'
import type { ChildHouse } from './child-house.ts'
import { KEEPER } from './prepared-data.ts'
import type { Sender } from './sender.ts'

/** What a house holds against what its partners were promised. */
export type Reckoning = Readonly<{
  acknowledged: number
  searchable: number // as the search itself counts them
  lost: number // acknowledged, not found
  doubled: number // found more than once
  strangers: number // found, never pushed
  deadLetters: number
  verdict: Verdict
}>

type Status = Readonly<{ lags: readonly Lag[]; deadLetters: number }>
type Page = Readonly<{ total: number; next: string | null; mentions: readonly Readonly<{ id: string }>[] }>

/** Waits until nothing is under way, then counts, all over HTTP. */
export async function reckon(house: ChildHouse, senders: readonly Sender[]): Promise<Reckoning> {
  const keeper = await signIn(house.address, KEEPER.id, KEEPER.password)
  const { deadLetters } = await quiet(keeper)
  const found: string[] = []
  let searchable = 0
  for (const { source } of senders) {
    for (let after: string | null = ''; after !== null; ) {
      const page: Page = await keeper.get(
        `/api/search?source=${source}&limit=100${after === '' ? '' : `&after=${encodeURIComponent(after)}`}`,
      )
      if (after === '') searchable += page.total
      found.push(...page.mentions.map(({ id }) => id))
      after = page.next
    }
  }
  const promised = new Set(senders.flatMap(({ acknowledged }) => [...acknowledged]))
  const distinct = new Set(found)
  return {
    acknowledged: promised.size,
    searchable,
    lost: [...promised].filter(id => !distinct.has(id)).length,
    doubled: found.length - distinct.size,
    strangers: [...distinct].filter(id => !promised.has(id)).length,
    deadLetters,
    verdict: await keeper.post('/api/ledger/verify'),
  }
}

/** The house is another process: it is asked again and again until it says that nothing waits. */
async function quiet(keeper: Browser): Promise<Status> {
  for (;;) {
    const status = await keeper.get<Status>('/api/status')
    if (status.lags.every(({ waiting }) => waiting === 0)) return status
  }
}

/**
 * Sources whose raw items did not first arrive in the order pushed, read from the stream of an ended house; and how many raws
 * are repeats, from a partner that delivered twice or asked again.
 */
export async function arrivals(
  data: string,
  senders: readonly Sender[],
): Promise<Readonly<{ disordered: readonly string[]; repeats: number }>> {
  const bus = openBus(join(data, 'bus.db'), { clock: systemClock })
  const all = gather()
  const reading = await bus.consume('raw', 'order', all.handle, {
    maxBatch: 1000,
    fatal: cause => {
      throw cause
    },
  })
  const pushed = senders.reduce((sum, one) => sum + one.pushed.length, 0)
  await all.reached(pushed)
  for (let waiting = true; waiting; ) {
    waiting = (await bus.lags()).some(lag => lag.group === 'order' && lag.waiting > 0)
    await new Promise(resolve => setImmediate(resolve))
  }
  await reading.stop()
  await bus.close()
  const of = (source: string) =>
    all.deliveries.filter(({ key }) => key === source).map(({ body }) => (body as { externalId: string }).externalId)
  const disordered = senders.filter(one => [...new Set(of(one.source))].join() !== one.pushed.join())
  return { disordered: disordered.map(({ source }) => source), repeats: all.deliveries.length - pushed }
}
