import { randomUUID } from 'node:crypto'
import type { Receipt, ReceiptSearch } from '@guanlan/ports'
import { documents } from './documents.ts'
import type { Elastic } from './elastic-client.ts'

/** `place` orders receipts of one instant; it is the document's id too. */
type KeptReceipt = Readonly<{ hash: string; source: string; at: number; place: string; receipt: Receipt }>

const MOST_OF_ONE = 1000
const ORDER = [{ at: 'asc' }, { place: 'asc' }] as const

/** Receipts in Elasticsearch, one document an arrival. @throws {Unavailable} elastic/away from every method */
export function receiptDocuments(elastic: Elastic) {
  const kept = documents<KeptReceipt>(elastic, 'receipts')
  const of = (hash: string) => kept.search({ query: { term: { hash } }, sort: ORDER }, MOST_OF_ONE)
  return {
    async add(receipt: Receipt): Promise<void> {
      const place = randomUUID()
      const { hash, sourceId: source, at } = receipt
      await kept.create(place, { hash, source, at, place, receipt })
    },
    of: async (hash: string): Promise<readonly Receipt[]> => (await of(hash)).map(({ receipt }) => receipt),
    async forget(hash: string): Promise<void> {
      const found = await of(hash)
      const emptied = (receipt: Receipt): Receipt => ({ ...receipt, url: null, finalUrl: null, headers: {} })
      await kept.putMany(found.map(one => ({ id: one.place, body: { ...one, receipt: emptied(one.receipt) } })))
    },
    async page({ fromAt, toAt, sourceId }: ReceiptSearch, limit: number, after: string | undefined) {
      const filter = [
        { range: { at: { gte: fromAt, lt: toAt } } },
        ...(sourceId === undefined ? [] : [{ term: { source: sourceId } }]),
      ]
      const [at, place] = after?.split(':') ?? []
      const start = at === undefined || place === undefined ? {} : { after: [Number(at), place] }
      const found = await kept.search({ query: { bool: { filter } }, sort: ORDER, ...start }, limit)
      const last = found.at(-1)
      const next = last === undefined || found.length < limit ? null : `${last.at}:${last.place}`
      return { receipts: found.map(({ receipt }) => receipt), next }
    },
  }
}
