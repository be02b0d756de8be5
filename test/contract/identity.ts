import type { Arrival, Identified, Identity } from '@guanlan/ports'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Opened } from './opened.ts'

/** Deliveries are numbered by the time seen unless the test says otherwise. */
const arrival = (mentionId: string, contentHash: string, seenAt: number, offset = seenAt): Arrival => ({
  mentionId,
  contentHash,
  seenAt,
  delivery: `0:${offset}`,
})

/** What every identity promises; `open` gives an empty one. */
export function identityContract(name: string, open: () => Promise<Opened<Identity>>): void {
  describe(`identity: ${name}`, () => {
    let place: Opened<Identity>
    let identity: Identity
    beforeEach(async () => {
      place = await open()
      identity = place.port
    })
    afterEach(() => place.destroy())

    const identify = async (...arrivals: Arrival[]): Promise<readonly Identified[]> => identity.identify(arrivals)

    test('tells first, repeat and edited apart; the first time seen stays for ever', async () => {
      expect(await identify(arrival('m', 'v1', 10), arrival('m', 'v1', 20), arrival('m', 'v2', 30))).toEqual([
        { outcome: 'first', contentVersion: 1, seenAt: 10, copyOf: null },
        { outcome: 'repeat', contentVersion: 1, seenAt: 10, copyOf: null },
        { outcome: 'edited', contentVersion: 2, seenAt: 10, copyOf: null },
      ])
      expect(await identify(arrival('m', 'v2', 40))).toMatchObject([
        { outcome: 'repeat', contentVersion: 2, seenAt: 10 },
      ])
    })

    test('an edit taken back is an edit', async () => {
      await identify(arrival('m', 'v1', 10), arrival('m', 'v2', 20))
      expect(await identify(arrival('m', 'v1', 30))).toMatchObject([{ outcome: 'edited', contentVersion: 3 }])
      expect(await identify(arrival('m', 'v1', 40))).toMatchObject([{ outcome: 'repeat', contentVersion: 3 }])
    })

    test('a redelivered arrival gets its first answer, even after later edits', async () => {
      const story = [arrival('m', 'v1', 10), arrival('m', 'v1', 15), arrival('m', 'v2', 20), arrival('m', 'v1', 30)]
      const answers = await identity.identify(story)
      expect(answers.map(answer => answer.contentVersion)).toEqual([1, 1, 2, 3])
      expect(await identity.identify(story)).toEqual(answers)
      for (const [index, one] of story.entries()) expect(await identity.identify([one])).toEqual([answers[index]])
    })

    test('another delivery of the same content is a repeat, even at the same moment', async () => {
      const twice = [arrival('m', 'v1', 10, 1), arrival('m', 'v1', 10, 2)]
      expect((await identity.identify(twice)).map(answer => answer.outcome)).toEqual(['first', 'repeat'])
      expect((await identity.identify(twice)).map(answer => answer.outcome)).toEqual(['first', 'repeat'])
    })

    test('names the first mention with the same content, and never merges them', async () => {
      const [a, b, c] = await identify(arrival('a', 'same', 10), arrival('b', 'same', 20), arrival('c', 'same', 30))
      expect(a).toMatchObject({ outcome: 'first', copyOf: null })
      expect(b).toMatchObject({ outcome: 'first', copyOf: 'a', seenAt: 20 })
      expect(c).toMatchObject({ outcome: 'first', copyOf: 'a', seenAt: 30 })
      expect(await identify(arrival('a', 'same', 40))).toMatchObject([{ outcome: 'repeat', copyOf: null }])
    })

    test('keeps everything over a crash', async () => {
      await identify(arrival('m', 'v1', 10))
      const again = await place.reopen()
      expect(await again.identify([arrival('m', 'v2', 20)])).toMatchObject([{ contentVersion: 2, seenAt: 10 }])
    })

    test('for any story told in order, telling any part again gives the same answers and changes nothing', async () => {
      let run = 0
      const story = fc.array(
        fc.record({ mention: fc.integer({ max: 2, min: 0 }), content: fc.integer({ max: 2, min: 0 }), gap: fc.nat(2) }),
        { minLength: 1, maxLength: 20 },
      )
      await fc.assert(
        fc.asyncProperty(story, fc.infiniteStream(fc.nat()), async (steps, picks) => {
          const mark = `run ${run++} `
          let at = 0
          const arrivals = steps.map(step => {
            at += step.gap + 1
            return arrival(`${mark}m${step.mention}`, `${mark}c${step.content}`, at)
          })
          const answers = await identity.identify(arrivals)
          const again = arrivals.map((_, index) => index).filter(() => picks.next().value! % 2 === 0)
          expect(await identity.identify(again.map(index => arrivals[index]!))).toEqual(
            again.map(index => answers[index]),
          )
          const versions = new Map<string, number>()
          for (const [index, { mentionId }] of arrivals.entries()) {
            const { contentVersion, outcome } = answers[index]!
            const before = versions.get(mentionId) ?? 0
            expect(contentVersion).toBe(outcome === 'repeat' ? before : before + 1)
            versions.set(mentionId, contentVersion)
          }
        }),
        { numRuns: 50 },
      )
    })
  })
}
