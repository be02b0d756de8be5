import { type EpochMs, Unavailable } from '@guanlan/domain'
import { importFile } from '@guanlan/ingest'
import { type City, hotlineCsv, pushedNdjson } from '@guanlan/scenario'
import type { Furnished } from './furnish.ts'
import type { Stage } from './stage.ts'

/** What the city's partners delivered. */
export type Delivered = Readonly<{ accepted: number; refused: number }>

/** The city's partners push to the doors over HTTP with their keys, as anyone would; the hotline's past comes as a spreadsheet. */
export type Partners = Readonly<{
  history: (toAt: EpochMs) => Promise<Delivered>
  /** What was published since the last call. */
  news: (toAt: EpochMs) => Promise<Delivered>
}>

const DOORS = { wechat: 'yunzhou-wechat', video: 'yunzhou-video', hotline: 'yunzhou-hotline' } as const
type Door = keyof typeof DOORS

const LINES_A_PUSH = 500
const MAX_BYTES = 64 * 1024 * 1024

/** Opens the partners of a city for a furnished house. */
export function partners(
  city: City,
  stage: Pick<Stage, 'ports' | 'records' | 'doors'>,
  { doorKeys }: Furnished,
): Partners {
  let deliveredTo = city.startAt
  const push = async (door: Door, ndjson: string): Promise<Delivered> => {
    let accepted = 0
    let refused = 0
    const lines = ndjson.split('\n').filter(line => line !== '')
    for (let at = 0; at < lines.length; at += LINES_A_PUSH) {
      const answer = await fetch(`${stage.doors}/door/mentions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${doorKeys[DOORS[door]]}`, 'content-type': 'application/x-ndjson' },
        body: lines.slice(at, at + LINES_A_PUSH).join('\n'),
      })
      if (answer.status !== 202) throw new Unavailable('demo/door-refused', { detail: `${door} ${answer.status}` })
      const taken = (await answer.json()) as { accepted: number; refused: readonly unknown[] }
      accepted += taken.accepted
      refused += taken.refused.length
    }
    return { accepted, refused }
  }
  const total = (parts: readonly Delivered[]) => ({
    accepted: parts.reduce((sum, one) => sum + one.accepted, 0),
    refused: parts.reduce((sum, one) => sum + one.refused, 0),
  })
  return {
    async history(toAt) {
      const from = city.historyFromAt
      deliveredTo = toAt
      const source = stage.records.get('source', DOORS.hotline).state
      const file = new TextEncoder().encode(hotlineCsv(city, from, toAt))
      const orders = await importFile(stage.ports, source, bytesOf(file), { format: 'csv', maxBytes: MAX_BYTES })
      return total([
        orders,
        await push('wechat', pushedNdjson(city, from, toAt, 'wechat')),
        await push('video', pushedNdjson(city, from, toAt, 'video')),
      ])
    },
    async news(toAt) {
      const from = deliveredTo
      deliveredTo = toAt
      const doors: readonly Door[] = ['wechat', 'video', 'hotline']
      return total(await Promise.all(doors.map(door => push(door, pushedNdjson(city, from, toAt, door)))))
    },
  }
}

async function* bytesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
