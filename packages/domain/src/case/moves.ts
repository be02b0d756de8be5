import type { Level, Suggestion } from '../level.ts'
import type { EpochMs } from '../time.ts'
import type { Disposition } from './disposition.ts'
import type { Evaluation } from './evaluation.ts'
import type { Draft, DraftContent, EmergencyFacts, PageCheck } from './release.ts'
import type {
  CollectScope,
  EmergencyClass,
  MustRespondReason,
  Response,
  Responsibility,
  Stage,
  UnitKind,
} from './stage.ts'

/** How one unit was consulted. */
export const METHODS = {
  phone: '电话',
  letter: '公文',
  meeting: '会议',
  line: '专线',
  visit: '当面',
  other: '其他',
} as const
export type Method = keyof typeof METHODS

/** What became of an opinion; `pending` while there is none yet. */
export const ADOPTIONS = { adopted: '采纳', partly: '部分采纳', declined: '未采纳', pending: '待复' } as const
export type Adoption = keyof typeof ADOPTIONS

/** When things happened before the case; the gaps between them are shown. */
export type CaseTimes = Readonly<{
  publishedAt: EpochMs | null // of the first mention, as its channel states it
  detectedAt: EpochMs
  alertedAt: EpochMs
  claimedAt: EpochMs | null
}>

/** What opens a case 立案: written from its alert. */
export type Opened = Readonly<{
  number: string // AJ-2026-0117
  title: string
  alertId: string
  eventId: string
  times: CaseTimes
  evidence: Readonly<{ total: number; hash: string }>
  suggestion: Suggestion
  hardTrigger: boolean
}>

/** 监测登记: what the matter is. */
export type Registration = Readonly<{
  summary: string
  demand: string // 诉求类型
  scopes: readonly CollectScope[] // at least one
  involved: string // units, lines, places; may be blank
}>

/** One unit that was asked. */
export type Consulted = Readonly<{
  unit: string
  unitKind: UnitKind
  person: string
  post: string
  method: Method
  oral: boolean
  at: EpochMs
  told: string // 告知事项
  opinion: string // blank while pending
  adoption: Adoption
  adoptionReason: string // needed unless adopted or pending
  attachments: readonly string[]
  dueAt: EpochMs | null // when the opinion was asked for: an internal clock
}>

/** An opinion that came later. */
export type ConsultationAnswer = Readonly<{
  consultationId: string
  opinion: string
  adoption: Adoption
  adoptionReason: string
  attachments: readonly string[]
}>

/** 会商 result (80号): nature, course, possible risks, precautions. */
export type Conclusion = Readonly<{ nature: string; trend: string; risks: string; precautions: string }>

/** 研判: dispositions (exactly one main), whose answer it is, and how. */
export type Judged = Readonly<{
  dispositions: readonly Readonly<{ disposition: Disposition; main: boolean }>[]
  responsibility: Responsibility
  responsibleUnit: string
  response: Response
  responseReason: string
}>

/**
 * What people ask for: one entry a move type. `decide` turns a command into the move that is kept, which may carry more
 * (ids, hashes, versions): see MoveBodies.
 */
export type CommandBodies = {
  'alert-merged': Readonly<{ alertId: string; eventId: string }>
  noted: Readonly<{ text: string }>
  registered: Registration
  'level-confirmed': Readonly<{ level: Level }>
  'emergency-confirmed': Readonly<{ emergencyClass: EmergencyClass }>
  'must-respond-confirmed': Readonly<{ reasons: readonly MustRespondReason[] }>
  consulted: Consulted
  'consultation-answered': ConsultationAnswer
  'consultation-concluded': Conclusion
  judged: Judged
  'judgement-approved': Readonly<{ opinion: string }>
  'stage-advanced': Readonly<{ to: Stage }>
  'stage-returned': Readonly<{ to: Stage }>
  drafted: Omit<DraftContent, 'track'>
  'emergency-drafted': Readonly<{ title: string; facts: EmergencyFacts; opennessReason: string; nextUpdateAt: EpochMs }>
  'first-reviewed': ReviewCommand
  'second-reviewed': ReviewCommand
  'secrecy-reviewed': ReviewCommand
  countersigned: ReviewCommand & Readonly<{ unit: string }>
  signed: ReviewCommand
  published: Readonly<{ channels: readonly Readonly<{ name: string; url: string }>[] }>
  'public-page-verified': Readonly<{ releaseId: string; url: string }>
  archived: Readonly<{ releaseId: string; reference: string }>
  'release-withdrawn': Readonly<Record<never, never>>
  'press-conference-held': Readonly<{ at: EpochMs; place: string; organiser: string }>
  transferred: Readonly<{ unit: string; contact: string; matter: string }>
  'transfer-received': Readonly<{ transferId: string; unit: string; person: string; at: EpochMs; reference: string }>
  'duty-evidenced': Readonly<{ disposition: Disposition; fields: Readonly<Record<string, string>> }>
  evaluated: Evaluation
  'evaluation-approved': Readonly<{ opinion: string }>
}

/** A signature: the hash says which version was on the screen. */
export type ReviewCommand = Readonly<{ hash: string; pass: boolean; opinion: string }>

/** Types people (or, for `public-page-verified`, the machine) may ask for. */
export type CommandType = keyof CommandBodies

/** One request of one person. */
export type CaseCommand = {
  [T in CommandType]: Readonly<{ type: T; body: CommandBodies[T]; reason: string | null }>
}[CommandType]

type WithId = Readonly<{ id: string }>
type InRelease = Readonly<{ releaseId: string }>
type DraftBody = InRelease & Omit<Draft, 'by' | 'at'>

/** Bodies as the ledger keeps them. */
export type MoveBodies = Omit<
  CommandBodies,
  | 'consulted'
  | 'drafted'
  | 'emergency-drafted'
  | 'first-reviewed'
  | 'second-reviewed'
  | 'secrecy-reviewed'
  | 'countersigned'
  | 'signed'
  | 'published'
  | 'public-page-verified'
  | 'release-withdrawn'
  | 'transferred'
  | 'stage-advanced'
  | 'stage-returned'
> & {
  opened: Opened
  consulted: Consulted & WithId
  drafted: DraftBody
  'emergency-drafted': DraftBody
  'first-reviewed': ReviewCommand & InRelease
  'second-reviewed': ReviewCommand & InRelease
  'secrecy-reviewed': ReviewCommand & InRelease
  countersigned: ReviewCommand & InRelease & Readonly<{ unit: string }>
  signed: ReviewCommand & InRelease
  published: CommandBodies['published'] & InRelease & Readonly<{ hash: string }>
  'public-page-verified': PageCheck & InRelease
  'release-withdrawn': InRelease
  transferred: CommandBodies['transferred'] & WithId
  'stage-advanced': Readonly<{ from: Stage; to: Stage }>
  'stage-returned': Readonly<{ from: Stage; to: Stage }>
}
export type CaseMoveType = keyof MoveBodies

/** What each move is called in 流转. */
export const MOVE_LABELS: Readonly<Record<CaseMoveType, string>> = {
  opened: '立案',
  'alert-merged': '并入预警',
  noted: '批示',
  registered: '监测登记',
  'level-confirmed': '确认舆情级别',
  'emergency-confirmed': '核定突发事件等级',
  'must-respond-confirmed': '确认回应事由',
  consulted: '会商记录',
  'consultation-answered': '补录会商意见',
  'consultation-concluded': '会商结论',
  judged: '研判',
  'judgement-approved': '批准研判',
  'stage-advanced': '进入下一环节',
  'stage-returned': '退回',
  drafted: '拟稿',
  'emergency-drafted': '应急通道拟稿',
  'first-reviewed': '初审',
  'second-reviewed': '复审',
  'secrecy-reviewed': '保密审查',
  countersigned: '会签',
  signed: '签发',
  published: '登记发布',
  'public-page-verified': '公开核验',
  archived: '归档',
  'release-withdrawn': '撤回稿件',
  'press-conference-held': '登记新闻发布会',
  transferred: '转办',
  'transfer-received': '登记签收',
  'duty-evidenced': '登记履职证据',
  evaluated: '填写评估',
  'evaluation-approved': '评估签审',
}
