import { type Alarm, foldAlarm } from './alarm.ts'
import { type Alert, foldAlert } from './alert.ts'
import { type Brief, foldBrief } from './brief.ts'
import type { Case } from './case/case.ts'
import { foldCase } from './case/fold.ts'
import { type Dictionary, foldDictionary } from './dictionary.ts'
import { type EvidenceRecord, foldEvidence } from './evidence-record.ts'
import { foldLabel, type MentionLabel } from './label.ts'
import type { Fold, RecordKind } from './ledger.ts'
import { foldNames, type Names } from './names.ts'
import { foldOperatingVehicles, type OperatingVehicles } from './operating-vehicles.ts'
import { foldModel, type ModelRecord } from './replay.ts'
import { foldSiteRule, type SiteRule } from './site-rule.ts'
import { foldSource, type Source } from './source.ts'
import { foldWatch, type Watch } from './watch.ts'

/** Kinds whose moves are kept for the trail alone: an account's state is the accounts port's, a merge is applied by alerting. */
export type Noted = Readonly<{ moves: number; lastType: string }>

/** What each kind of record folds to. */
export type RecordStates = {
  source: Source
  watch: Watch
  alert: Alert
  case: Case
  brief: Brief
  event: Noted
  account: Noted
  evidence: EvidenceRecord
  label: MentionLabel
  dictionary: Dictionary
  names: Names
  model: ModelRecord
  'site-rule': SiteRule
  vehicles: OperatingVehicles
  alarm: Alarm
}

const foldNoted: Fold<Noted> = (state, move) => ({ moves: (state?.moves ?? 0) + 1, lastType: move.type })

/** The fold of every kind. */
export const FOLDS: Readonly<{ [Kind in RecordKind]: Fold<RecordStates[Kind]> }> = {
  source: foldSource,
  watch: foldWatch,
  alert: foldAlert,
  case: foldCase,
  brief: foldBrief,
  event: foldNoted,
  account: foldNoted,
  evidence: foldEvidence,
  label: foldLabel,
  dictionary: foldDictionary,
  names: foldNames,
  model: foldModel,
  'site-rule': foldSiteRule,
  vehicles: foldOperatingVehicles,
  alarm: foldAlarm,
}
