import type { EpochMs } from './record.ts'

/** A person who works with the house. */
export type Account = Readonly<{
  id: string
  name: string
  post: string
  unit: string
  roles: readonly string[]
  active?: boolean
}>

/** Who is signed in, and where. */
export type Session = Readonly<{
  account: Account | null
  demo: boolean
  bureau: string
  now: EpochMs
  needsSetup: boolean
}>

/** How the machine does. `dataAt` is when the newest searchable mention was seen. */
export type Status = Readonly<{
  now: EpochMs
  dataAt: EpochMs | null
  lags: readonly Readonly<{ stream: string; group: string; waiting: number }>[]
  deadLetters: number
  sources: Readonly<{ active: number; failing: number }>
  ledger: Readonly<{ position: number; hash: string }>
}>
