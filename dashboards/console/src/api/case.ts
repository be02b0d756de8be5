import type { CaseClock } from './clock.ts'
import type { EventView } from './event.ts'
import type { Actor, EpochMs, Level, MoveView, RecordOf, Suggestion } from './record.ts'

export type Stage = 'collecting' | 'consulting' | 'judging' | 'responding' | 'evaluating' | 'closed'

/** A thing a person settled, with who and when. */
export type Settled<Value> = Value & Readonly<{ by: Actor; at: EpochMs }>

/** What a person confirmed, with the reason. */
export type Confirmed<Value> = Readonly<{ value: Value; by: Actor; at: EpochMs; reason: string }>

export type Consultation = Settled<
  Readonly<{
    id: string
    unit: string
    unitKind: string
    person: string
    post: string
    method: string
    oral: boolean
    told: string
    opinion: string
    adoption: 'adopted' | 'partly' | 'declined' | 'pending'
    adoptionReason: string
    attachments: readonly string[]
    dueAt: EpochMs | null
    answeredAt: EpochMs | null
  }>
>

export type Draft = Readonly<{
  title: string
  text: string
  basis: readonly string[]
  openness: string
  opennessReason: string
  countersignUnits: readonly string[]
  partial: boolean
  nextUpdateAt: EpochMs | null
  machineDrafted: boolean
  version: number
  hash: string
  by: Actor
  at: EpochMs
}>

export type ReviewStep = 'first' | 'second' | 'secrecy' | 'countersign' | 'sign'

export type Review = Readonly<{
  step: ReviewStep
  pass: boolean
  opinion: string
  unit: string | null
  hash: string
  by: Actor
  at: EpochMs
  voidedAt: EpochMs | null
}>

/** One answer to the public with its review chain. */
export type Release = Readonly<{
  id: string
  track: 'regular' | 'emergency'
  drafts: readonly Draft[]
  reviews: readonly Review[]
  published: Readonly<{ at: EpochMs; by: string; channels: readonly Readonly<{ name: string; url: string }>[] }> | null
  checks: readonly Readonly<{ url: string; fetchedAt: EpochMs; hash: string; carries: boolean }>[]
  archived: Readonly<{ at: EpochMs; reference: string }> | null
  withdrawn: Readonly<{ at: EpochMs; reason: string }> | null
}>

export type Transfer = Readonly<{
  id: string
  unit: string
  contact: string
  matter: string
  at: EpochMs
  received: Readonly<{ unit: string; person: string; at: EpochMs; reference: string }> | null
  voidedAt: EpochMs | null
}>

export type Duty = Readonly<{
  disposition: string
  main: boolean
  evidence: Readonly<{ fields: Readonly<Record<string, string>>; by: string; at: EpochMs }> | null
}>

export type Ratio = Readonly<{ part: number; whole: number }> | null

export type Evaluation = Readonly<{
  windows: readonly Readonly<{ label: string; fromAt: EpochMs; toAt: EpochMs; negative: number; total: number }>[]
  demands: Ratio
  satisfaction: Ratio
  lessons: string
  rectifications: readonly Readonly<{ text: string; unit: string; dueAt: EpochMs | null }>[]
}>

/** The bureau's work on alerts 案件. */
export type CaseState = Readonly<{
  id: string
  number: string
  title: string
  stage: Stage
  openedAt: EpochMs
  openedBy: Actor
  alertIds: readonly string[]
  eventIds: readonly string[]
  times: Readonly<{ publishedAt: EpochMs | null; detectedAt: EpochMs; alertedAt: EpochMs; claimedAt: EpochMs | null }>
  evidence: Readonly<{ total: number; hash: string }>
  suggestion: Suggestion
  hardTrigger: boolean
  level: Confirmed<Level> | null
  emergency: Confirmed<string> | null
  mustRespond: Confirmed<readonly string[]> | null
  registration: Settled<
    Readonly<{ summary: string; demand: string; scopes: readonly string[]; involved: string }>
  > | null
  consultations: readonly Consultation[]
  conclusion: Settled<Readonly<{ nature: string; trend: string; risks: string; precautions: string }>> | null
  judgement: Settled<
    Readonly<{
      dispositions: readonly Readonly<{ disposition: string; main: boolean }>[]
      responsibility: string
      responsibleUnit: string
      response: string
      responseReason: string
    }>
  > | null
  approval: Settled<Readonly<{ opinion: string }>> | null
  releases: readonly Release[]
  pressConferences: readonly Readonly<{ heldAt: EpochMs; place: string; organiser: string }>[]
  transfers: readonly Transfer[]
  duties: readonly Duty[]
  evaluation: Settled<Evaluation> | null
  evaluationApproval: Settled<Readonly<{ opinion: string }>> | null
  entered: readonly Readonly<{ stage: Stage; at: EpochMs }>[]
  closedAt: EpochMs | null
}>

export type Gate = Readonly<{ id: string; label: string; met: boolean; missing: string | null; field: string }>
export type Gates = Readonly<Record<Stage, readonly Gate[]>>

export type CaseItem = RecordOf<CaseState> & Readonly<{ gates: Gates; clocks: readonly CaseClock[] }>

/** A move this person may make, or what it still lacks. */
export type Allowed = Readonly<{ type: string; label: string; missing: string | null }>

/** One case with everything its page shows. */
export type CaseDetail = Readonly<{
  record: RecordOf<CaseState>
  gates: Gates
  clocks: readonly CaseClock[]
  allowed: readonly Allowed[]
  moves: readonly MoveView[]
  alerts: readonly RecordOf<Readonly<{ number: string; title: string; suggestion: Suggestion }>>[]
  events: readonly (EventView | null)[]
}>
