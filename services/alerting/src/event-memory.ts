import {
  addHeat,
  type Channel,
  DAY_MS,
  type EpochMs,
  type FrozenMention,
  type HeatSum,
  HOUR_MS,
  NO_HEAT,
  type Rules,
  type Sentiment,
  type Topic,
} from '@guanlan/domain'
import { addToCells, type Cell, type Cells } from './cells.ts'
import type { HardMark, Mark } from './mark.ts'

/** A mention said nearest the centre of its event. */
export type Exemplar = Readonly<{ id: string; headline: string; worth: number }>

/** A wording of the event that was said first by `id`; copies of it fold under it. */
export type Print = Readonly<{ id: string; at: EpochMs; print: readonly number[] }>

/** What alerting knows of one open event. Bounded however large the event grows; made of its marks in arrival order alone. */
export type EventMemory = {
  readonly id: string
  readonly firstMentionId: string
  readonly firstSeq: number
  readonly firstSeenAt: EpochMs
  readonly firstHeadline: string
  lastSeenAt: EpochMs
  fromAt: EpochMs // effective times
  toAt: EpochMs
  mentions: number
  copies: number
  negative: number
  watchIds: string[]
  byChannel: Partial<Record<Channel, number>>
  bySentiment: Record<Sentiment, number>
  byTopic: Partial<Record<Topic, number>>
  words: Map<string, number> // how many mentions, copies left out, said it
  names: Map<string, number>
  said: number // mentions that words and names were counted over
  prints: Print[]
  cells: Cells
  heat: HeatSum
  actAt: EpochMs | null // last affirmed call to act
  hard: HardMark[]
  frozen: FrozenMention[]
  exemplars: Exemplar[]
  absorbed: string[] // events people merged into this one: their alerts speak for it too
}

/** Most words an event keeps; the rarest give way. */
const MOST_WORDS = 160
const MOST_NAMES = 60
const MOST_PRINTS = 64
const MOST_HARD = 24
/** Frozen mentions: the first ones stay, of the later ones the newest, and every one that carried a hard trigger while there is room. */
const FIRST_FROZEN = 20
const MOST_FROZEN = 80
const MOST_EXEMPLARS = 4
const CELLS_KEPT_MS = DAY_MS + 2 * HOUR_MS

/** The memory of an event that begins with this mark, before the mark is added. */
export function emptyMemory(id: string, mark: Mark, firstSeq: number): EventMemory {
  return {
    id,
    firstMentionId: mark.id,
    firstSeq,
    firstSeenAt: mark.seenAt,
    firstHeadline: mark.headline,
    lastSeenAt: mark.seenAt,
    fromAt: mark.at,
    toAt: mark.at,
    mentions: 0,
    copies: 0,
    negative: 0,
    watchIds: [],
    byChannel: {},
    bySentiment: { negative: 0, neutral: 0, positive: 0 },
    byTopic: {},
    words: new Map(),
    names: new Map(),
    said: 0,
    prints: [],
    cells: new Map(),
    heat: NO_HEAT,
    actAt: null,
    hard: [],
    frozen: [],
    exemplars: [],
    absorbed: [],
  }
}

/** Adds a mention. `copyOf` names the wording it repeats, if any; `nearness` is how near the centre it stood. */
export function addMark(memory: EventMemory, mark: Mark, copyOf: string | null, nearness: number, rules: Rules): void {
  memory.mentions++
  memory.lastSeenAt = Math.max(memory.lastSeenAt, mark.seenAt)
  memory.fromAt = Math.min(memory.fromAt, mark.at)
  memory.toAt = Math.max(memory.toAt, mark.at)
  memory.byChannel[mark.channel] = (memory.byChannel[mark.channel] ?? 0) + 1
  memory.bySentiment[mark.sentiment]++
  if (mark.sentiment === 'negative') memory.negative++
  for (const topic of mark.topics) memory.byTopic[topic] = (memory.byTopic[topic] ?? 0) + 1
  for (const id of mark.watchIds) if (!memory.watchIds.includes(id)) memory.watchIds.push(id)
  memory.heat = addHeat(memory.heat, mark.heat, mark.at, rules)
  if (mark.act) memory.actAt = Math.max(memory.actAt ?? mark.at, mark.at)
  addToCells(memory.cells, mark, rules.surge.everyMs, CELLS_KEPT_MS)
  addHard(memory, mark.hard)
  freeze(memory, mark)
  if (copyOf === null) addWording(memory, mark, nearness)
  else memory.copies++
}

/** Adds hard triggers, one a rule and mention. */
export function addHard(memory: EventMemory, hard: readonly HardMark[]): void {
  for (const found of hard) {
    if (memory.hard.some(known => known.rule === found.rule && known.mentionId === found.mentionId)) continue
    memory.hard.push(found)
    if (memory.hard.length > MOST_HARD) memory.hard.shift()
  }
}

function addWording(memory: EventMemory, mark: Mark, nearness: number): void {
  memory.said++
  count(memory.words, mark.words, MOST_WORDS)
  count(memory.names, mark.names, MOST_NAMES)
  memory.prints.push({ id: mark.id, at: mark.at, print: mark.print })
  if (memory.prints.length > MOST_PRINTS) memory.prints.splice(1, 1)
  if (mark.id === memory.firstMentionId) return
  memory.exemplars.push({ id: mark.id, headline: mark.headline, worth: nearness * gravity(mark) })
  memory.exemplars.sort((a, b) => b.worth - a.worth)
  if (memory.exemplars.length > MOST_EXEMPLARS) memory.exemplars.pop()
}

/** An event is told by its graver voices: of wordings about as near the centre, one that carries a hard trigger or a complaint goes first. */
function gravity(mark: Mark): number {
  if (mark.hard.length > 0) return 1.3
  return mark.sentiment === 'negative' ? 1.1 : 1
}

/** Counts words; over the limit half as many again, the rarest go, newest first among equals. */
function count(counts: Map<string, number>, words: readonly string[], most: number): void {
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  if (counts.size <= most * 1.5) return
  const kept = new Set(
    [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, most)
      .map(([word]) => word),
  )
  for (const word of [...counts.keys()]) if (!kept.has(word)) counts.delete(word)
}

/** Keeps the mention as it stands for evidence. */
export function freeze(memory: EventMemory, mark: Mark): void {
  const { id, contentVersion, contentHash, evidence, matched } = mark
  memory.frozen.push({ mentionId: id, contentVersion, contentHash, evidence, matched })
  if (memory.frozen.length <= MOST_FROZEN) return
  const carriers = new Set(memory.hard.map(({ mentionId }) => mentionId))
  const goes = memory.frozen.findIndex((frozen, at) => at >= FIRST_FROZEN && !carriers.has(frozen.mentionId))
  memory.frozen.splice(goes < 0 ? FIRST_FROZEN : goes, 1)
}

type Stored = Omit<EventMemory, 'words' | 'names' | 'cells'> & {
  words: [string, number][]
  names: [string, number][]
  cells: [number, Cell][]
}

/** The memory as JSON, exactly. */
export function memoryToJson(memory: EventMemory): string {
  const stored: Stored = {
    ...memory,
    words: [...memory.words],
    names: [...memory.names],
    cells: [...memory.cells],
  }
  return JSON.stringify(stored)
}

/** The memory that `memoryToJson` wrote. */
export function memoryFromJson(json: string): EventMemory {
  const stored = JSON.parse(json) as Stored
  return { ...stored, words: new Map(stored.words), names: new Map(stored.names), cells: new Map(stored.cells) }
}
