import { DAY_MS, DEFAULT_RULES, HOUR_MS } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { addMark, type EventMemory, emptyMemory } from './event-memory.ts'
import { DEFAULT_GROUPING } from './grouping-rules.ts'
import { aMark } from './mark.fixture.ts'
import { Postings } from './postings.ts'

const at = Date.UTC(2026, 10, 24)
const TOP = 60
const REACH = 3

/** A linear congruential generator: the same numbers for the same seed. */
function below(seed: number): (limit: number) => number {
  let state = seed
  return limit => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return Math.floor((state / 0x80000000) * limit)
  }
}

const dayOf = (time: number) => Math.floor(time / DAY_MS)

/** What an event says most, by the definition: sorted, cut, no state kept. */
function topOf(memory: EventMemory): ReadonlyMap<string, number> {
  const topics = Object.entries(memory.byTopic).map(([topic, n]) => [
    `topic:${topic}`,
    (n * memory.said) / memory.mentions,
  ])
  const all = [...memory.words, ...memory.names, ...topics] as [string, number][]
  return new Map(all.toSorted((a, b) => b[1] - a[1]).slice(0, TOP))
}

/** Weight and cosine by their formulas over all events at once. */
function plainly(events: readonly EventMemory[], words: readonly string[], time: number) {
  const near = (day: number) => Math.abs(day - dayOf(time)) <= REACH
  const days = (memory: EventMemory) => {
    const found: number[] = []
    for (let day = dayOf(memory.fromAt); day <= dayOf(memory.toAt); day++) if (near(day)) found.push(day)
    return found.length
  }
  const all = events.map(memory => ({ memory, top: topOf(memory), days: days(memory) }))
  const among = Math.max(
    200,
    all.reduce((sum, event) => sum + event.days, 0),
  )
  const known = new Map<string, number>()
  const weight = (key: string) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const saying = all.reduce((n, { top, days: spoken }) => n + (top.has(key) ? spoken : 0), 0)
    known.set(key, Math.log(1 + among / (1 + saying)))
    return known.get(key)!
  }
  const cosine = (memory: EventMemory) => {
    const top = topOf(memory)
    const part = (key: string) => ((top.get(key) ?? 0) / memory.said) ** DEFAULT_GROUPING.sharePower
    const shared = words.filter(word => top.has(word))
    if (shared.length < DEFAULT_GROUPING.sharedWords) return 0
    const dot = shared.reduce((sum, word) => sum + weight(word) ** 2 * part(word), 0)
    const square = words.reduce((sum, word) => sum + weight(word) ** 2, 0)
    const centre = [...top.keys()].reduce((sum, key) => sum + (weight(key) * part(key)) ** 2, 0)
    return dot / Math.sqrt(square * centre)
  }
  return { weight, cosine }
}

test.each([1, 2, 3])(
  'weights and cosines kept up as events come, grow and go are those of the formulas (seed %i)',
  seed => {
    const draw = below(seed)
    const postings = new Postings(DEFAULT_GROUPING)
    const events: EventMemory[] = []
    const words = () => [...new Set(Array.from({ length: 3 + draw(12) }, () => `词${draw(90)}`))]
    for (let n = 0; n < 150; n++) {
      const mark = aMark(`m${n}`, words(), { at: at + draw(9 * 24) * HOUR_MS })
      const grows = draw(3) > 0 && events.length > 0
      const memory = grows ? events[draw(events.length)]! : emptyMemory(`e${n}`, mark, n)
      if (!grows) events.push(memory)
      addMark(memory, mark, null, 0, DEFAULT_RULES)
      postings.update(memory)
      if (draw(12) === 0) postings.remove(events.splice(draw(events.length), 1)[0]!.id)
      if (n % 30 !== 0) continue
      const asked = aMark('asked', words(), { at: at + draw(9 * 24) * HOUR_MS })
      const features = postings.features(asked)
      const { weight, cosine } = plainly(events, asked.words, asked.at)
      for (const word of asked.words) expect(postings.weight(word, asked.at)).toBeCloseTo(weight(word), 12)
      for (const event of events.slice(0, 20)) {
        const found = postings.compare(features, event)
        expect(found.cosine).toBeCloseTo(cosine(event), 12)
        expect(postings.compare(features, event, found.cosine)).toEqual(found)
        expect(postings.compare(features, event, found.cosine + 1e-6).cosine).toBe(0)
      }
    }
  },
)
