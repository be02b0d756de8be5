import { type Analysed, type CountedOrder, DAY_MS, type EpochMs, effectiveAt, type HotlineOrder } from '@guanlan/domain'
import type { MentionIndex } from '@guanlan/ports'

const PAGE = 1000
/** Orders read for one stretch of time; beyond it the answer says that it stops there. */
const MOST = 200_000

const NOTHING_SAID: HotlineOrder = {
  ...{ number: null, line: null, otherNumber: null, type: null, state: null, via: null, unit: null },
  ...{ dueAt: null, closedAt: null, atOnce: null, calledBack: null, satisfied: null },
}

function countedOrder(mention: Analysed): CountedOrder {
  const order = mention.order ?? NOTHING_SAID
  return { number: order.number ?? mention.id, acceptedAt: effectiveAt(mention), text: mention.text, order }
}

/** Orders of the hotlines; `whole` is false where there were more than are read. */
export type AcceptedOrders = Readonly<{ orders: readonly CountedOrder[]; whole: boolean }>

/** Orders accepted in [fromAt, toAt) over both lines, not yet folded; those their sender took back are left out. */
export async function acceptedOrders(
  index: Pick<MentionIndex, 'search'>,
  { fromAt, toAt }: Readonly<{ fromAt: EpochMs; toAt: EpochMs }>,
): Promise<AcceptedOrders> {
  const orders: CountedOrder[] = []
  // an order is never seen before it is accepted, but clocks differ; it may be imported long after
  const search = { query: null, filters: { channels: ['hotline'], fromAt: fromAt - DAY_MS } } as const
  let after: string | null = null
  let read = 0
  do {
    const page: Awaited<ReturnType<MentionIndex['search']>> = await index.search(search, {
      limit: PAGE,
      ...(after === null ? {} : { after }),
    })
    for (const mention of page.mentions) {
      const one = countedOrder(mention)
      if (one.acceptedAt >= fromAt && one.acceptedAt < toAt && mention.withdrawn !== true) orders.push(one)
    }
    read += page.mentions.length
    after = page.next
  } while (after !== null && read < MOST)
  return { orders, whole: after === null }
}
