import { type Account, type Actor, machine, person, type Role } from './account.ts'
import { Conflict, Rejected } from './error.ts'
import { canonicalJson, type Json } from './json.ts'
import type { Fold, Move } from './ledger.ts'
import type { EpochMs } from './time.ts'

/** A half-open stretch of time [fromAt, toAt). */
export type Period = Readonly<{ fromAt: EpochMs; toAt: EpochMs }>

/** Whether a figure is one: absent, too few and not sent are words, never a zero. */
export type FigureState = 'ok' | '无数据' | '数据不足' | '未报'

/** One printed figure. Frozen: people edit narrative, never figures. */
export type BriefFigure = Readonly<{
  id: string // unique in the brief, printed beside it: 'F-01'
  label: string
  value: number | null // null unless state is 'ok'
  unit: string // '条', '%', '件'
  sample: number | null // what it was computed from; null when the channel does not say
  period: Period
  query: Readonly<Record<string, Json>> | null // the search that gave it, to open the mentions behind it; null for counts of records
  state: FigureState
}>

/** One bar of a printed chart. */
export type BriefBar = Readonly<{ at: EpochMs; count: number; negative: number; before: number | null }>

/** One section as printed: narrative, its figures, and at most one table and one chart. */
export type BriefSection = Readonly<{
  id: string
  title: string
  narrative: string // the only thing people edit
  machineDrafted: boolean // labelled 机器拟稿 until a person edits it
  figures: readonly BriefFigure[]
  table: Readonly<{ caption: string; columns: readonly string[]; rows: readonly (readonly string[])[] }> | null
  bars: Readonly<{ caption: string; bars: readonly BriefBar[] }> | null
}>

/** Steps before a brief is signed, in order. */
export const BRIEF_STEPS = ['first', 'second', 'secrecy'] as const
export type BriefStep = (typeof BRIEF_STEPS)[number]

/** One signature under one content; `voidedAt` when an edit made it worthless. */
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
export type Brief = Readonly<{
  id: string
  kind: 'weekly' | 'case'
  caseId: string | null
  title: string
  period: Period
  sections: readonly BriefSection[]
  contentHash: string // SHA-256 of briefContent
  composedBy: Actor
  composedAt: EpochMs
  authors: readonly string[] // account ids of people who composed or edited
  reviews: readonly BriefReview[]
  number: number | null // 第 N 期, given at signing
  signed: Readonly<{
    by: Actor
    at: EpochMs
    opinion: string
    contentHash: string
    ledger: Readonly<{ position: number; hash: string }> // head of the ledger when signed, printed in the footer
  }> | null
  files: Readonly<{ html: string; docx: string }> | null // evidence hashes of what was filed
  moves: number
}>

/** What composing yields. */
export type Composed = Readonly<Pick<Brief, 'kind' | 'caseId' | 'title' | 'period' | 'sections'>>

type Bodies = {
  composed: Composed & Readonly<{ contentHash: string }>
  'narrative-edited': Readonly<{ sectionId: string; text: string; contentHash: string }>
  reviewed: Readonly<{ step: BriefStep; pass: boolean; opinion: string; hash: string }>
  signed: Readonly<{
    number: number
    opinion: string
    contentHash: string
    ledger: Readonly<{ position: number; hash: string }>
  }>
  filed: Readonly<{ html: string; docx: string }>
}

/** What is hashed and signed: everything printed. */
export function briefContent(brief: Composed): string {
  const { kind, caseId, title, period, sections } = brief
  return canonicalJson({ kind, caseId, title, period, sections })
}

const edited = (brief: Composed, sectionId: string, narrative: string): readonly BriefSection[] =>
  brief.sections.map(one => (one.id === sectionId ? { ...one, narrative, machineDrafted: false } : one))

const withAuthor = (authors: readonly string[], by: Actor) =>
  by.kind === 'person' && !authors.includes(by.id) ? [...authors, by.id] : authors

function composed(move: Move): Brief {
  const body = move.body as unknown as Bodies['composed']
  return {
    ...body,
    id: move.id,
    composedBy: move.by,
    composedAt: move.at,
    authors: withAuthor([], move.by),
    reviews: [],
    number: null,
    signed: null,
    files: null,
    moves: 1,
  }
}

/** Moves: `composed`, `narrative-edited` (voids reviews), `reviewed`, `signed` (gives the number), `filed` (hashes of the frozen files). */
export const foldBrief: Fold<Brief> = (state, move) => {
  if (move.type === 'composed') return composed(move)
  if (state === null) return null
  const next = { ...state, moves: state.moves + 1 }
  switch (move.type) {
    case 'narrative-edited': {
      const { sectionId, text, contentHash } = move.body as unknown as Bodies['narrative-edited']
      const reviews = state.reviews.map(one => (one.voidedAt === null ? { ...one, voidedAt: move.at } : one))
      const sections = edited(state, sectionId, text)
      return { ...next, sections, contentHash, reviews, authors: withAuthor(state.authors, move.by) }
    }
    case 'reviewed': {
      const body = move.body as unknown as Bodies['reviewed']
      return { ...next, reviews: [...state.reviews, { ...body, by: move.by, at: move.at, voidedAt: null }] }
    }
    case 'signed': {
      const { number, opinion, contentHash, ledger } = move.body as unknown as Bodies['signed']
      return { ...next, number, signed: { by: move.by, at: move.at, opinion, contentHash, ledger } }
    }
    case 'filed':
      return { ...next, files: move.body as unknown as Bodies['filed'] }
    default:
      return next
  }
}

/** What surrounds a decision on a brief; `hash` is SHA-256 hex of UTF-8 text. */
export type BriefSurroundings = Readonly<{ actor: Account; now: EpochMs; hash: (text: string) => string }>

const STEP_ROLES: Readonly<Record<BriefStep, Role>> = { first: 'reviewer', second: 'reviewer', secrecy: 'secrecy' }
const STEP_NAMES: Readonly<Record<BriefStep, string>> = { first: '初审', second: '复审', secrecy: '保密审查' }

function requireRole(actor: Account, roles: readonly Role[], what: string): void {
  if (!actor.active || !roles.some(role => actor.roles.includes(role))) {
    throw new Rejected('brief/not-your-role', { detail: `您的职责不能办理：${what}` })
  }
}

function requireOpen(brief: Brief): void {
  if (brief.signed !== null) throw new Rejected('brief/signed', { detail: `第 ${brief.number} 期已签发，不能再改` })
}

const valid = (brief: Brief) =>
  brief.reviews.filter(review => review.voidedAt === null && review.hash === brief.contentHash)

/** The step that comes next; null when only the signature lacks. */
export function nextBriefStep(brief: Brief): BriefStep | null {
  return BRIEF_STEPS.find(step => !valid(brief).some(review => review.step === step && review.pass)) ?? null
}

/** The refusal that stands: the narrative must be edited first. */
export function briefRefusal(brief: Brief): BriefReview | null {
  return valid(brief).find(review => !review.pass) ?? null
}

function requireOtherPerson(brief: Brief, actor: Account): void {
  const before = valid(brief).some(review => review.by.id === actor.id)
  if (brief.authors.includes(actor.id) || before) {
    throw new Rejected('brief/same-person', { detail: '编辑、初审、复审、保密审查、签发须由不同的人办理' })
  }
}

function requireNotRefused(brief: Brief): void {
  if (briefRefusal(brief) !== null) throw new Rejected('brief/refused', { detail: '稿件已被退回，修改后重新送审' })
}

const moveOf = (id: string, type: keyof Bodies, body: object, by: Actor, at: EpochMs): Move => {
  return { kind: 'brief', id, type, by, at, reason: null, body: body as Readonly<Record<string, Json>> }
}

/** The first move of a brief; `by` a person or, on schedule, the machine. */
export function composeMove(id: string, draft: Composed, by: Actor, at: EpochMs, hash: (text: string) => string): Move {
  return moveOf(id, 'composed', { ...draft, contentHash: hash(briefContent(draft)) }, by, at)
}

/** Changes one section's narrative; every review so far is void. @throws {Rejected} brief/not-your-role, brief/signed, brief/no-section, brief/unchanged */
export function editNarrative(
  brief: Brief,
  edit: Readonly<{ sectionId: string; text: string }>,
  around: BriefSurroundings,
): Move {
  requireRole(around.actor, ['officer', 'reviewer', 'analyst'], '修改叙述')
  requireOpen(brief)
  const section = brief.sections.find(one => one.id === edit.sectionId)
  if (section === undefined) throw new Rejected('brief/no-section', { detail: '没有这一节' })
  if (section.narrative === edit.text) throw new Rejected('brief/unchanged', { detail: '叙述没有改动' })
  const contentHash = around.hash(briefContent({ ...brief, sections: edited(brief, edit.sectionId, edit.text) }))
  return moveOf(brief.id, 'narrative-edited', { ...edit, contentHash }, person(around.actor), around.now)
}

/** One review of the content as it stands. @throws {Rejected} brief/not-your-role, brief/signed, brief/refused, brief/review-missing, brief/same-person, brief/opinion-missing @throws {Conflict} brief/changed */
export function reviewBrief(
  brief: Brief,
  review: Readonly<{ step: BriefStep; pass: boolean; opinion: string; hash: string }>,
  around: BriefSurroundings,
): Move {
  const { step, pass, opinion, hash } = review
  requireRole(around.actor, [STEP_ROLES[step]], STEP_NAMES[step])
  requireOpen(brief)
  requireNotRefused(brief)
  const next = nextBriefStep(brief)
  if (next !== step) {
    const detail = next === null ? '审查已齐，待签发' : `还缺：${STEP_NAMES[next]}`
    throw new Rejected('brief/review-missing', { detail })
  }
  requireOtherPerson(brief, around.actor)
  if (hash !== brief.contentHash)
    throw new Conflict('brief/changed', { detail: '稿件在您打开之后已经修改，请重新审阅' })
  if (!pass && opinion.trim() === '') throw new Rejected('brief/opinion-missing', { detail: '退回须写明意见' })
  return moveOf(brief.id, 'reviewed', { step, pass, opinion, hash }, person(around.actor), around.now)
}

/**
 * Signs and numbers the issue. `number` is the next of its kind, `ledger` the head at this moment.
 * @throws {Rejected} brief/not-your-role, brief/signed, brief/refused, brief/review-missing, brief/same-person
 */
export function signBrief(
  brief: Brief,
  issue: Readonly<{ number: number; opinion: string; ledger: Readonly<{ position: number; hash: string }> }>,
  around: BriefSurroundings,
): Move {
  requireRole(around.actor, ['signer'], '签发')
  requireOpen(brief)
  requireNotRefused(brief)
  const next = nextBriefStep(brief)
  if (next !== null) throw new Rejected('brief/review-missing', { detail: `还缺：${STEP_NAMES[next]}` })
  requireOtherPerson(brief, around.actor)
  const body = { ...issue, contentHash: brief.contentHash }
  return moveOf(brief.id, 'signed', body, person(around.actor), around.now)
}

/** Records the frozen files of a signed issue, by the machine. @throws {Rejected} brief/not-signed */
export function fileBrief(brief: Brief, files: Readonly<{ html: string; docx: string }>, at: EpochMs): Move {
  if (brief.signed === null) throw new Rejected('brief/not-signed', { detail: '签发之后才能归档' })
  return moveOf(brief.id, 'filed', files, machine('briefs'), at)
}

/** The number of the next issue of a kind: one more than the highest given. */
export function nextIssue(kind: Brief['kind'], briefs: readonly Brief[]): number {
  return briefs.filter(one => one.kind === kind).reduce((most, one) => Math.max(most, one.number ?? 0), 0) + 1
}
