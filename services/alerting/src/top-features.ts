import type { EventMemory } from './event-memory.ts'

/** Features of an event that can find it and that make its centre. */
export const TOP_FEATURES = 60

/** A feature with how many of an event's wordings say it. */
type Said = { key: string; n: number }

/** Everything the event at hand says; reused by the next one, so that a busy event makes no litter. */
const said: Said[] = []
let count = 0
let counts = new Float64Array(1024)

function note(n: number, key: string): void {
  const place = said[count]
  if (place === undefined) said.push({ key, n })
  else {
    place.key = key
    place.n = n
  }
  count++
}

/** What the last of the top features is said: bare numbers sort many times faster than entries do. */
function leastOfTop(): number {
  if (count <= TOP_FEATURES) return 0
  if (counts.length < count) counts = new Float64Array(2 * count)
  for (let i = 0; i < count; i++) counts[i] = said[i]!.n
  return counts.subarray(0, count).sort()[count - TOP_FEATURES]!
}

/** An event's most said words, names and topics with how often each is said; ties in the order they first came. At most TOP_FEATURES. */
export function topFeatures(memory: EventMemory): readonly Readonly<Said>[] {
  count = 0
  memory.words.forEach(note)
  memory.names.forEach(note)
  const { byTopic } = memory
  for (const topic in byTopic) {
    note((byTopic[topic as keyof typeof byTopic]! * memory.said) / memory.mentions, `topic:${topic}`)
  }
  const least = leastOfTop()
  const above: Said[] = []
  const level: Said[] = []
  for (let i = 0; i < count; i++) {
    const { key, n } = said[i]!
    if (n > least) above.push({ key, n })
    else if (n === least && level.length < TOP_FEATURES) level.push({ key, n })
  }
  above.sort((a, b) => b.n - a.n)
  for (let i = 0; above.length < TOP_FEATURES && i < level.length; i++) above.push(level[i]!)
  return above
}
