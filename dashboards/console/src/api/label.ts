import type { Sentiment } from './mention.ts'
import type { Actor, EpochMs } from './record.ts'

/** What people say of a mention, field by field; null: they have not said. */
export type Corrected = Readonly<{
  sentiment: Sentiment | null
  topics: readonly string[] | null // all that apply
  government: string | null
  entities: readonly Readonly<{ kind: string; name: string }>[] | null // all that are right
  relevant: boolean | null
}>

/** What the machine said when the person looked. */
export type MachineSaid = Readonly<{
  model: string
  run: number
  sentiment: Sentiment
  topics: readonly string[]
  government: string | null
}>

/** People's label of one mention 人工更正, beside the machine's. */
export type LabelView = Corrected &
  Readonly<{
    version: number // a writer must name it; 0 before the first correction
    contentVersion: number // of the text the last person read
    machine: MachineSaid
    note: string | null
    by: Actor
    at: EpochMs
  }>
