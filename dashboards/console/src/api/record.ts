/** Milliseconds since 1970 UTC. */
export type EpochMs = number

/** A record of the ledger with the version a writer must name. */
export type RecordOf<State> = Readonly<{ id: string; version: number; position: number; state: State }>

/** Who made a move: a person, or a part of the machine. */
export type Actor = Readonly<{ kind: 'person' | 'machine'; id: string; name: string; post: string }>

/** One recorded change 流转, as the desk lists it. */
export type MoveView = Readonly<{
  position: number
  type: string
  label?: string
  by: Actor
  at: EpochMs
  reason: string | null
  body?: Readonly<Record<string, unknown>>
}>

/** 舆情 level, lowest first. */
export type Level = 'general' | 'major' | 'serious' | 'grave'

/** One measured figure beside what it was compared with: a row of 为何触发. */
export type Figure = Readonly<{
  name: string
  measured: string
  compared: string
  threshold: string
  level: Level | null
}>

/** A level the machine suggests, with what led to it. */
export type Suggestion = Readonly<{ level: Level; figures: readonly Figure[]; ruleVersion: string }>

/** One bar of a course over time, `at` its start. */
export type Bar = Readonly<{ at: EpochMs; count: number; negative: number }>
