import type { Analysis } from './analysis.ts'
import type { Fold, Move } from './ledger.ts'
import type { EpochMs } from './time.ts'

/** A count before and after, of one value of one label. */
export type BeforeAfter = Readonly<{ value: string; before: number; after: number }>

/** What a period looks like under the old and the new model. Values without any mention are left out. */
export type ReplayTable = Readonly<{
  sentiment: readonly BeforeAfter[]
  topic: readonly BeforeAfter[] // a mention counts under each of its topics
  government: readonly BeforeAfter[]
}>

/** A replay 重新研判: the mentions of a period under the models as they are now. */
export type Replay = Readonly<{
  fromAt: EpochMs // seenAt >= fromAt
  toAt: EpochMs // seenAt < toAt
  apply: boolean // false: the table alone, nothing is written
}>

/** How a replay stands. `model` names what judges anew, once it is loaded; `code` says why it failed. */
export type ReplayProgress =
  | Readonly<{ state: 'none' }>
  | (Replay &
      Readonly<{
        state: 'running' | 'done' | 'failed'
        startedAt: EpochMs
        endedAt: EpochMs | null
        total: number // mentions of the period when it began
        seen: number // judged anew so far
        changed: number // of them, how many are told otherwise now
        model: string | null
        table: ReplayTable
        code: string | null
      }>)

/** What the ledger keeps of applied replays. One record, id `text`. A replay with `endedAt` null is under way, or was broken off. */
export type ModelRecord = Readonly<{
  model: string
  fromAt: EpochMs
  toAt: EpochMs
  startedAt: EpochMs
  endedAt: EpochMs | null
  mentions: number
  changed: number
}>

/** Moves: `replay-started` with the period and the model, `replay-ended` with what came of it. */
export const foldModel: Fold<ModelRecord> = (state: ModelRecord | null, { type, body, at }: Move) => {
  if (type === 'replay-started') {
    const started = body as unknown as Pick<ModelRecord, 'model' | 'fromAt' | 'toAt'>
    return { ...started, startedAt: at, endedAt: null, mentions: 0, changed: 0 }
  }
  if (type !== 'replay-ended' || state === null) return state
  const ended = body as unknown as Pick<ModelRecord, 'mentions' | 'changed'>
  return { ...state, ...ended, endedAt: at }
}

/** Whether two analyses of one text say something else of it: sentiment, topics, or whose business it is. */
export function saysOtherwise(one: Analysis, other: Analysis): boolean {
  const topics = ({ topics }: Analysis) =>
    topics
      .map(({ topic }) => topic)
      .sort()
      .join(' ')
  return (
    one.sentiment !== other.sentiment ||
    one.government?.topic !== other.government?.topic ||
    topics(one) !== topics(other)
  )
}

/** Counts the labels of mentions before and after, one pair at a time. */
export class ReplayCounts {
  readonly #counts = { sentiment: newCounts(), topic: newCounts(), government: newCounts() }

  /** Takes in one mention's two analyses. */
  add(before: Analysis, after: Analysis): void {
    this.#one(before, 0)
    this.#one(after, 1)
  }

  #one({ sentiment, topics, government }: Analysis, at: 0 | 1): void {
    count(this.#counts.sentiment, sentiment, at)
    for (const { topic } of topics) count(this.#counts.topic, topic, at)
    if (government !== null) count(this.#counts.government, government.topic, at)
  }

  /** The table so far: most after first, then most before, then by value. */
  table(): ReplayTable {
    const { sentiment, topic, government } = this.#counts
    return { sentiment: shifts(sentiment), topic: shifts(topic), government: shifts(government) }
  }
}

type Counts = Map<string, [before: number, after: number]>
const newCounts = (): Counts => new Map()

function count(counts: Counts, value: string, at: 0 | 1): void {
  const pair = counts.get(value) ?? [0, 0]
  pair[at]++
  counts.set(value, pair)
}

function shifts(counts: Counts): readonly BeforeAfter[] {
  return [...counts]
    .map(([value, [before, after]]) => ({ value, before, after }))
    .sort((a, b) => b.after - a.after || b.before - a.before || (a.value < b.value ? -1 : 1))
}
