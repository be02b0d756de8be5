import type { Bus, Delivery, Stream } from '@guanlan/ports'

/** Watches the streams as a further group does and counts what first came after something later of its key. */
export type OrderWatch = Readonly<{
  /** How many so far. */
  disordered: () => number
  stop: () => Promise<void>
}>

/** The group's name; what it sets aside is nobody's loss. */
export const ORDER_GROUP = 'order-watch'

const STREAMS: readonly Stream[] = ['raw', 'mentions', 'analysed']

/** Starts watching. Pieces of writing are known by the tag and the serial in their text; what has none passes. */
export async function watchOrder(bus: Bus, fatal: (cause: Error) => void): Promise<OrderWatch> {
  let disordered = 0
  const watch = async (stream: Stream) => {
    const first = new Set<string>()
    const furthest = new Map<string, number>()
    const look = ({ key, body }: Delivery) => {
      const [, tag, source, digits] = /^(\S+) (\S+) 稿(\d+)/.exec(String((body as { text?: unknown })?.text)) ?? []
      if (digits === undefined) return
      const line = `${key} ${tag} ${source}`
      const serial = Number(digits)
      if (first.has(`${line} ${serial}`)) return // comes again: allowed
      first.add(`${line} ${serial}`)
      if (serial < (furthest.get(line) ?? 0)) disordered++
      furthest.set(line, Math.max(serial, furthest.get(line) ?? 0))
    }
    return bus.consume(
      stream,
      ORDER_GROUP,
      async batch => {
        batch.forEach(look)
        return []
      },
      { maxBatch: 1000, fatal },
    )
  }
  const subscriptions = await Promise.all(STREAMS.map(watch))
  return {
    disordered: () => disordered,
    stop: async () => void (await Promise.all(subscriptions.map(one => one.stop()))),
  }
}
