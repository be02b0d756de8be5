import type { Actor, EpochMs, RecordOf } from './record.ts'

export type Period = Readonly<{ fromAt: EpochMs; toAt: EpochMs }>

/** One printed figure; absent, too few and not sent are words, never a zero. */
export type BriefFigure = Readonly<{
  id: string
  label: string
  value: number | null
  unit: string
  sample: number | null
  period: Period
  query: Readonly<Record<string, unknown>> | null
  state: 'ok' | '无数据' | '数据不足' | '未报'
}>

export type BriefSection = Readonly<{
  id: string
  title: string
  narrative: string
  machineDrafted: boolean
  figures: readonly BriefFigure[]
}>

export type BriefStep = 'first' | 'second' | 'secrecy'

export type BriefReview = Readonly<{
  step: BriefStep
  pass: boolean
  opinion: string
  hash: string
  by: Actor
  at: EpochMs
  voidedAt: EpochMs | null
}>

/** The report for a period or a case 简报; signed, it is an issue 期 with a number. */
export type BriefState = Readonly<{
  id: string
  kind: 'weekly' | 'case'
  caseId: string | null
  title: string
  period: Period
  sections: readonly BriefSection[]
  contentHash: string
  composedBy: Actor
  composedAt: EpochMs
  reviews: readonly BriefReview[]
  number: number | null
  signed: Readonly<{
    by: Actor
    at: EpochMs
    opinion: string
    ledger: Readonly<{ position: number; hash: string }>
  }> | null
  files: Readonly<{ html: string; docx: string }> | null // null until the signed files are fixed
}>

export type BriefItem = RecordOf<BriefState>
