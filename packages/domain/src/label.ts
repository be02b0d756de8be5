import type { Actor } from './account.ts'
import { type Analysis, type EntityKind, GOVERNMENT_TOPICS, type GovernmentTopic, type Sentiment } from './analysis.ts'
import type { Fold, Move } from './ledger.ts'
import type { EpochMs } from './time.ts'
import type { Topic } from './topic.ts'

/** What people say of a mention, field by field; null: they have not said. It stands beside what the machine says, never over it. */
export type Corrected = Readonly<{
  sentiment: Sentiment | null
  topics: readonly Topic[] | null // all that apply; empty: none does
  government: GovernmentTopic | null
  entities: readonly Readonly<{ kind: EntityKind; name: string }>[] | null // all that are right, plates masked
  relevant: boolean | null // whether the mention concerns the bureau at all
}>

/** What the machine said when the person looked: kept so that a later model can be held against it. */
export type MachineSaid = Readonly<{
  model: string
  run: number
  sentiment: Sentiment
  topics: readonly Topic[]
  government: GovernmentTopic | null
}>

/** People's label of one mention. The record's id is the mention's. */
export type MentionLabel = Corrected &
  Readonly<{
    contentVersion: number // of the text the last person read
    machine: MachineSaid
    note: string | null
    by: Actor // who corrected last
    at: EpochMs
  }>

const UNSAID: Corrected = { sentiment: null, topics: null, government: null, entities: null, relevant: null }

/** Moves: `corrected` carries the fields a person set (null takes one back), what the machine said, and the version of the text. */
export const foldLabel: Fold<MentionLabel> = (state: MentionLabel | null, { type, body, by, at, reason }: Move) => {
  if (type !== 'corrected') return state
  const { corrected, machine, contentVersion } = body as unknown as Readonly<{
    corrected: Partial<Corrected>
    machine: MachineSaid
    contentVersion: number
  }>
  return { ...UNSAID, ...state, ...corrected, machine, contentVersion, note: reason, by, at }
}

/** What the machine said, as a correction keeps it. */
export function machineSaid({ model, run, sentiment, topics, government }: Analysis): MachineSaid {
  return { model, run, sentiment, topics: topics.map(({ topic }) => topic), government: government?.topic ?? null }
}

/** Whether an unknown word is one of the seven government topics. */
export function isGovernmentTopic(word: unknown): word is GovernmentTopic {
  return typeof word === 'string' && Object.hasOwn(GOVERNMENT_TOPICS, word)
}
