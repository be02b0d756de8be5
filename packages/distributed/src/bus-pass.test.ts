import { Rejected, Unavailable } from '@guanlan/domain'
import type { Delivery, Refusal } from '@guanlan/ports'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { passBatch, type Steps } from './bus-pass.ts'

/** What a handler does the first times it meets a message. */
type Fate = 'good' | 'refused' | 'away once' | 'rejected' | 'bug once' | 'bug'

function deliveries(fates: readonly Fate[]): readonly Delivery[] {
  return fates.map((body, offset) => ({ stream: 'raw', key: 'k', body, partition: 0, offset, appendedAt: 0 }))
}

/** Steps that keep what happens; `away` fails that many first burials. */
function witness(away = 0, waitsLeft = Number.POSITIVE_INFINITY) {
  const met = new Set<number>()
  const handled: number[] = []
  const buried: Refusal[] = []
  const advanced: number[] = []
  const waits: number[] = []
  const steps: Steps = {
    async handle(batch) {
      for (const { body, offset } of batch) {
        const again = met.has(offset)
        met.add(offset)
        if (body === 'away once' && !again) throw new Unavailable('index/away')
        if (body === 'rejected') throw new Rejected('mention/empty')
        if (body === 'bug' || (body === 'bug once' && !again)) throw new TypeError('bug')
      }
      handled.push(...batch.map(({ offset }) => offset))
      return batch
        .filter(({ body }) => body === 'refused')
        .map(delivery => ({ delivery, code: 'mention/old', detail: '' }))
    },
    async bury(refusals) {
      if (refusals.length > 0 && away-- > 0) throw new Unavailable('bus/away')
      buried.push(...refusals)
    },
    async advance({ offset }) {
      advanced.push(offset)
    },
    async wait(ms) {
      waits.push(ms)
      return waitsLeft-- > 0
    },
  }
  return { steps, handled, buried, advanced, waits }
}

test('whatever handlers do, each delivery is handled or set aside, in order, before the offset passes it', async () => {
  const fate = fc.constantFrom<Fate>('good', 'good', 'good', 'refused', 'away once', 'rejected', 'bug once', 'bug')
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 20 }), fc.nat({ max: 3 }), async (fates, away) => {
      const { steps, handled, buried, advanced } = witness(away)
      expect(await passBatch(deliveries(fates), [], steps, 1)).toBe(true)
      const offsets = (...words: Fate[]) => fates.flatMap((one, offset) => (words.includes(one) ? [offset] : []))
      expect(buried.map(({ delivery }) => delivery.offset)).toEqual(offsets('refused', 'rejected', 'bug'))
      expect(handled).toEqual(offsets('good', 'refused', 'away once', 'bug once'))
      expect(advanced.at(-1)).toBe(fates.length - 1)
      expect(advanced).toEqual([...advanced].sort((a, b) => a - b))
    }),
  )
})

test('waits twice as long after each Unavailable, 30 s at most', async () => {
  const { steps, waits } = witness(0, 11)
  const away: Steps = { ...steps, handle: () => Promise.reject(new Unavailable('index/away')) }
  expect(await passBatch(deliveries(['good']), [], away, 100)).toBe(false)
  expect(waits).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 12800, 25600, 30000, 30000, 30000])
})

test('stopped while something is away, the offset stays before what was not settled', async () => {
  const { steps, advanced, buried } = witness(0, 0)
  expect(await passBatch(deliveries(['good', 'rejected', 'away once']), [], steps, 1)).toBe(false)
  expect(advanced).toEqual([0, 1])
  expect(buried.map(({ delivery }) => delivery.offset)).toEqual([1])
})

test('what no handler can be given is set aside before the offset passes it', async () => {
  const [unreadable, good] = deliveries(['good', 'good'])
  const { steps, buried, handled } = witness(2)
  const unread = [{ delivery: unreadable!, code: 'bus/not-json', detail: '' }]
  expect(await passBatch([good!], unread, steps, 1)).toBe(true)
  expect(buried).toEqual(unread)
  expect(handled).toEqual([1])
})

test('a failure that is no business of the handler goes through', async () => {
  const { steps } = witness()
  const gone = new Error('rebalancing')
  const failing: Steps = { ...steps, advance: () => Promise.reject(gone) }
  await expect(passBatch(deliveries(['good', 'good']), [], failing, 1)).rejects.toBe(gone)
})
