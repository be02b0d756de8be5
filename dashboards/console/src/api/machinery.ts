import type { EpochMs } from './record.ts'

/** A message set aside with its reason 死信. */
export type DeadLetter = Readonly<{
  id: string
  stream: string
  group: string
  key: string
  code: string
  detail: string
  title?: string // what the code means
  deadAt: EpochMs
  replayedAt: EpochMs | null
}>

/** The outcome of checking the ledger. */
export type Verdict =
  | Readonly<{ ok: true; head: Readonly<{ position: number; hash: string }>; anchors: number }>
  | Readonly<{ ok: false; position: number; code: string; detail: string }>
