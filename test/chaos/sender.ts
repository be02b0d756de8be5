import { createHash } from 'node:crypto'
import type { Channel } from '@guanlan/domain'
import type { Draws } from './draws.ts'

/** A partner with a door key who pushes, batch after batch, and asks again until each is acknowledged. */
export type Sender = Readonly<{
  source: string
  /** External ids in the order of their first push, acknowledged or not. */
  pushed: readonly string[]
  /** Items acknowledged with 202, by mention id. */
  acknowledged: ReadonlySet<string>
  counts: Readonly<{ requests: number; failures: number; busy: number }>
  /** Sends batches until `enough` says so between two of them. */
  run: (address: () => Promise<string>, sent: () => void, enough: () => boolean) => Promise<void>
}>

/** The id the house computes for an item: channel and external id. */
const mentionId = (channel: Channel, externalId: string) =>
  createHash('sha256').update(`${channel}\n${externalId}`).digest('hex')

type Counts = { requests: number; failures: number; busy: number }
type Item = Readonly<{ externalId: string; text: string }>
const MOST_A_BATCH = 12

/** Makes a sender for one door. */
export function sender(source: string, channel: Channel, key: string, chance: Draws): Sender {
  const pushed: string[] = []
  const acknowledged = new Set<string>()
  const counts: Counts = { requests: 0, failures: 0, busy: 0 }

  const fresh = (): Item => {
    const externalId = `${source}-${pushed.length + 1}`
    pushed.push(externalId)
    return itemOf(source, externalId)
  }
  /** New items, and now and then one that was pushed before: partners deliver twice. */
  const batch = (): readonly Item[] => {
    const again = pushed.length > 0 && chance.odds(0.2) ? [pushed[chance.whole(0, pushed.length - 1)]!] : []
    return [...Array.from({ length: chance.whole(1, MOST_A_BATCH) }, fresh), ...again.map(id => itemOf(source, id))]
  }
  const push = async (address: string, items: readonly Item[]): Promise<boolean> => {
    counts.requests++
    const answer = await fetch(`${address}/door/mentions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
      body: items.map(item => JSON.stringify(item)).join('\n'),
    })
    const taken = (await answer.json()) as Readonly<{ accepted?: number }>
    if (answer.status === 503) {
      counts.busy++
      return false
    }
    if (answer.status !== 202 || taken.accepted !== items.length) {
      throw new Error(`the door answered ${answer.status} ${JSON.stringify(taken)}`)
    }
    for (const { externalId } of items) acknowledged.add(mentionId(channel, externalId))
    return true
  }
  return {
    source,
    pushed,
    acknowledged,
    counts,
    async run(address, sent, enough) {
      while (!enough()) {
        const items = batch()
        for (let done = false; !done; ) {
          const pushing = push(await address(), items)
          sent()
          done = await pushing.catch(error => {
            if (!(error instanceof TypeError)) throw error // fetch's own: the connection broke, nothing is known
            counts.failures++
            return false
          })
        }
      }
    },
  }
}

function itemOf(source: string, externalId: string): Item {
  return { externalId, text: `${source} 来信 ${externalId}：公交车在大桥南站没有停，乘客等了二十分钟。` }
}
