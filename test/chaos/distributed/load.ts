import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Draws } from '../draws.ts'
import type { Deliver } from './deliveries.ts'

/** One piece of writing: an item in one of its drafts. `serial` counts the pieces of a source from 1. */
export type Piece = Readonly<{ externalId: string; serial: number; text: string }>

/** What partners and an officer send in one round, batch after batch, each again until it is acknowledged. */
export type Load = Readonly<{
  tag: string
  /** The newest acknowledged draft of each mention, by mention id. */
  acknowledged: ReadonlyMap<string, number>
  /** Batches that had to be sent again. */
  repeated: () => number
  /** Settles once `count` more items than now were acknowledged. */
  reached: (count: number) => Promise<void>
  /** Ends after the batches in hand are acknowledged. */
  stop: () => Promise<void>
}>

const MOST_A_BATCH = 10
const AGAIN_MS = 100

/** The id the house computes for an item. */
const mentionId = (channel: string, externalId: string) =>
  createHash('sha256').update(`${channel}\n${externalId}`).digest('hex')

/** Starts the load of one round; its texts carry `tag`, by which the round is searched. */
export function startLoad(tag: string, deliveries: readonly Deliver[], chance: Draws): Load {
  const acknowledged = new Map<string, number>()
  const watchers = new Set<() => void>()
  let repeated = 0
  let ended = false

  const send = async ({ source, channel, deliver }: Deliver) => {
    const items: string[] = []
    let serial = 0
    const piece = (externalId: string): Piece => {
      const text = `${tag} ${source} 稿${++serial}。公交车在大桥南站没有停，乘客在雨里等了二十分钟，司机说没有看见人。`
      return { externalId, serial, text }
    }
    const batch = (): readonly Piece[] => {
      const edited = items.length > 0 && chance.odds(0.3) ? [items[chance.whole(0, items.length - 1)]!] : []
      const first = items.length + 1
      const fresh = Array.from({ length: chance.whole(1, MOST_A_BATCH) }, (_, n) => `${tag}-${source}-${first + n}`)
      items.push(...fresh)
      return [...edited, ...fresh].map(piece)
    }
    while (!ended) {
      const pieces = batch()
      while (!(await deliver(pieces))) {
        repeated++
        await pause(AGAIN_MS)
      }
      for (const { externalId, serial: newest } of pieces) acknowledged.set(mentionId(channel, externalId), newest)
      for (const look of [...watchers]) look()
      await pause(chance.whole(10, 40))
    }
  }
  const sending = Promise.all(deliveries.map(send))

  return {
    tag,
    acknowledged,
    repeated: () => repeated,
    reached(count) {
      const wanted = acknowledged.size + count
      const come = new Promise<void>(resolve => {
        const look = () => {
          if (acknowledged.size < wanted) return
          watchers.delete(look)
          resolve()
        }
        watchers.add(look)
        look()
      })
      return Promise.race([come, sending.then(() => undefined)])
    },
    async stop() {
      ended = true
      await sending
    },
  }
}
