import type { Actor } from '../account.ts'
import type { Level, Suggestion } from '../level.ts'
import type { EpochMs } from '../time.ts'
import type { Duty } from './disposition.ts'
import type { Evaluation } from './evaluation.ts'
import type { CaseTimes, Conclusion, Consulted, Judged, Registration } from './moves.ts'
import type { Release } from './release.ts'
import type { EmergencyClass, MustRespondReason, Stage } from './stage.ts'

/** A thing a person settled, with who and when. */
export type Settled<Value> = Value & Readonly<{ by: Actor; at: EpochMs }>

/** What a person confirmed, with the reason; never overwrites what the machine suggested. */
export type Confirmed<Value> = Readonly<{ value: Value; by: Actor; at: EpochMs; reason: string }>

/** One consulted unit with its id ('c1', 'c2' …). */
export type Consultation = Settled<Consulted> & Readonly<{ id: string; answeredAt: EpochMs | null }>

/** A 转办. `voidedAt`: the case went back before 回应, so it has to be done again. */
export type Transfer = Readonly<{
  id: string // 't1', 't2', …
  unit: string
  contact: string
  matter: string
  at: EpochMs
  by: string
  received: Readonly<{ unit: string; person: string; at: EpochMs; reference: string }> | null
  voidedAt: EpochMs | null
}>

/** The bureau's work on alerts 案件, through gated stages; a fold of its moves. */
export type Case = Readonly<{
  id: string // the same as its number
  number: string
  title: string
  stage: Stage
  openedAt: EpochMs
  openedBy: Actor
  alertIds: readonly string[]
  eventIds: readonly string[]
  times: CaseTimes
  evidence: Readonly<{ total: number; hash: string }>
  suggestion: Suggestion // by the machine, kept for ever beside `level`
  hardTrigger: boolean
  level: Confirmed<Level> | null
  levels: readonly Confirmed<Level>[] // every confirmation, oldest first
  emergency: Confirmed<EmergencyClass> | null
  emergencies: readonly Confirmed<EmergencyClass>[]
  mustRespond: Confirmed<readonly MustRespondReason[]> | null
  registration: Settled<Registration> | null
  consultations: readonly Consultation[]
  conclusion: Settled<Conclusion> | null
  judgement: Settled<Judged> | null
  approval: Settled<Readonly<{ opinion: string }>> | null
  judgedAt: EpochMs | null // first approved 研判
  releases: readonly Release[]
  pressConferences: readonly Settled<Readonly<{ heldAt: EpochMs; place: string; organiser: string }>>[]
  transfers: readonly Transfer[]
  duties: readonly Duty[]
  evaluation: Settled<Evaluation> | null
  evaluationApproval: Settled<Readonly<{ opinion: string }>> | null
  entered: readonly Readonly<{ stage: Stage; at: EpochMs }>[] // every entry into a stage, oldest first
  notes: readonly Settled<Readonly<{ text: string }>>[]
  closedAt: EpochMs | null
  moves: number
}>

/** The number of the next case of a year: AJ-YYYY-NNNN. */
export function caseNumber(year: number, taken: readonly string[]): string {
  const prefix = `AJ-${year}-`
  const highest = taken
    .filter(number => number.startsWith(prefix))
    .reduce((most, number) => Math.max(most, Number(number.slice(prefix.length)) || 0), 0)
  return `${prefix}${String(highest + 1).padStart(4, '0')}`
}

/** Whether the case weighs as 重大: its confirmed 舆情 level or its confirmed emergency class is 重大 or above. */
export function isSerious(theCase: Case): boolean {
  const heavy = ['serious', 'grave']
  return heavy.includes(theCase.level?.value ?? '') || heavy.includes(theCase.emergency?.value ?? '')
}
