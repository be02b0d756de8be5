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

    test('a story whose times are out of order, told again, gives the same answers', async () => {
      const story = [
        arrival('m', 'v1', 20, 1),
        arrival('m', 'v2', 10, 2),
        arrival('m', 'v2', 40, 3),
        arrival('m', 'v3', 30, 4),
      ]
      const answers = await identity.identify(story)
      expect(answers.map(answer => [answer.outcome, answer.contentVersion])).toEqual([
        ['first', 1],
        ['edited', 2],
        ['repeat', 2],
        ['edited', 3],
      ])
      expect(await identity.identify(story)).toEqual(answers)
    })

    test('two sources that bring one mention, out of order, each get their answer again', async () => {
      const [forum, portal] = [
        { ...arrival('m', 'v1', 20), delivery: '0:7' },
        { ...arrival('m', 'v2', 10), delivery: '1:3' },
      ]
      const answers = await identity.identify([forum, portal])
      expect(answers.map(answer => answer.contentVersion)).toEqual([1, 2])
      expect(await identity.identify([forum, portal])).toEqual(answers)
    })

    test('for any story, telling any part again gives the same answers and changes nothing', async () => {
      let run = 0
      let offset = 0
      const step = fc.record({ mention: fc.nat(1), content: fc.nat(2), seenAt: fc.nat(9), again: fc.boolean() })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async steps => {
          const mark = `run ${run++} `
          const arrivals = steps.map(({ mention, content, seenAt }) =>
            arrival(`${mark}m${mention}`, `${mark}c${content}`, seenAt, ++offset),
          )
          const answers = await identity.identify(arrivals)
          const again = arrivals.map((_, index) => index).filter(index => steps[index]!.again)
          expect(await identity.identify(again.map(index => arrivals[index]!))).toEqual(
            again.map(index => answers[index]),
          )
          const versions = new Map<string, number>()
          for (const [index, { mentionId }] of arrivals.entries()) {
            const { contentVersion, outcome } = answers[index]!
            const before = versions.get(mentionId) ?? 0
            if (outcome === 'repeat') expect(contentVersion).toBeLessThanOrEqual(before)
            else expect(contentVersion).toBe(before + 1)
            versions.set(mentionId, Math.max(before, contentVersion))
          }
        }),
        { numRuns: 100 },
      )
    })
  })
}
