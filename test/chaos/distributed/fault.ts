import type { Draws } from '../draws.ts'
import type { Ground } from './ground.ts'
import type { Load } from './load.ts'
import type { Planted } from './reckoning.ts'

/** What a round of a fault has in hand. */
export type Round = Readonly<{
  ground: Ground
  load: Load
  chance: Draws
  stopMs: number // how long Elasticsearch stays stopped before its start, which takes 7 to 20 s more
  note: (text: string) => void
  meanwhile: (healing: Promise<void>) => void // goes on while the round is counted, and ends before the next
  planted: (message: Planted) => void // put on a stream, to be set aside
}>

/** Something that goes wrong. `round` strikes under load, heals, and sees that work goes on. */
export type Fault = Readonly<{ name: string; round: (round: Round) => Promise<void> }>
