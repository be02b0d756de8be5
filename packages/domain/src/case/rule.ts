import type { Account, Role } from '../account.ts'
import { type Conflict, Rejected } from '../error.ts'
import { type EpochMs, MINUTE_MS } from '../time.ts'
import type { Case } from './case.ts'
import type { CasePolicy } from './clocks.ts'
import type { CommandBodies, CommandType, MoveBodies } from './moves.ts'
import { STAGES, type Stage } from './stage.ts'

/** What surrounds a decision. `hash` is SHA-256 hex of UTF-8 text; it and the time are given, the domain has neither. */
export type Surroundings = Readonly<{
  actor: Account
  now: EpochMs
  policy: CasePolicy
  hash: (text: string) => string
}>

/** A reason why not, as the error that would be thrown; its detail is the Chinese sentence shown. */
export type Lack = Rejected | Conflict | null

/** Who may make a move, when, what it lacks, and what is kept of it. */
export type Rule<T extends CommandType> = Readonly<{
  roles: readonly Role[]
  stages: readonly Stage[]
  reasonNeeded: boolean
  /** What stands in the way before any form is filled. */
  lacks: (theCase: Case, around: Surroundings) => Lack
  /** Checks the form and makes the body that is kept. @throws {Rejected} {Conflict} case/… */
  make: (theCase: Case, body: CommandBodies[T], around: Surroundings) => MoveBodies[T]
}>

/** Every stage but the end. */
export const OPEN_STAGES: readonly Stage[] = STAGES.filter(stage => stage !== 'closed')

/** Nothing stands in the way. */
export const nothing = (): Lack => null

/** Refuses a blank field by its Chinese name. @throws {Rejected} case/field-missing */
export function need(value: string, label: string): void {
  if (value.trim() === '') throw new Rejected('case/field-missing', { detail: `请填写：${label}` })
}

/** Refuses a time that has not come, or lies before the minute of `from`: people state times by the minute. @throws {Rejected} case/bad-time */
export function past(at: EpochMs, from: EpochMs, now: EpochMs, label: string): void {
  if (at > now || at < from - (from % MINUTE_MS)) {
    const detail = at > now ? `${label}不能晚于现在` : `${label}早于事情发生`
    throw new Rejected('case/bad-time', { detail })
  }
}
