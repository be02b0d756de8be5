import type { BriefFigure, BriefState, BriefStep } from '../../api/brief.ts'
import { isoDay } from '../../parts/time.ts'

export const BRIEF_STEPS: readonly BriefStep[] = ['first', 'second', 'secrecy']
export const STEP_NAMES: Readonly<Record<BriefStep, string>> = { first: '初审', second: '复审', secrecy: '保密审查' }
export const KIND_NAMES: Readonly<Record<BriefState['kind'], string>> = { weekly: '周报', case: '专报' }

const isValid = (brief: BriefState) => (review: BriefState['reviews'][number]) =>
  review.voidedAt === null && review.hash === brief.contentHash

/** The review that comes next; null when only the signature lacks. */
export function nextStep(brief: BriefState): BriefStep | null {
  const valid = brief.reviews.filter(isValid(brief))
  return BRIEF_STEPS.find(step => !valid.some(review => review.step === step && review.pass)) ?? null
}

/** Whether a refusal stands: the narrative must be edited first. */
export function isRefused(brief: BriefState): boolean {
  return brief.reviews.filter(isValid(brief)).some(review => !review.pass)
}

/** Where the brief stands, in words. */
export function stateWords(brief: BriefState): string {
  if (brief.signed !== null) return '已签发'
  if (isRefused(brief)) return '退回修改'
  const next = nextStep(brief)
  return next === null ? '待签发' : `待${STEP_NAMES[next]}`
}

/** The period by days; its end is not part of it. */
export function periodWords({ fromAt, toAt }: BriefState['period']): string {
  return `${isoDay(fromAt)} 至 ${isoDay(toAt - 1)}`
}

/** A figure as printed: its value, or the word for having none. */
export function figureWords({ value, unit, state }: BriefFigure): string {
  if (state !== 'ok' || value === null) return state === 'ok' ? '无数据' : state
  return `${value.toLocaleString('zh-CN')}${unit}`
}

/** Names of a frozen query's filters as the search page's address spells them. */
const PARAMS: Readonly<Record<string, string>> = {
  q: 'q',
  query: 'q',
  from: 'from',
  fromAt: 'from',
  to: 'to',
  toAt: 'to',
  channel: 'channel',
  channels: 'channel',
  sentiment: 'sentiment',
  sentiments: 'sentiment',
  topic: 'topic',
  topics: 'topic',
  source: 'source',
  sourceIds: 'source',
  region: 'region',
  regions: 'region',
}

/** The search that opens the mentions behind a figure; null for counts of records. */
export function searchOf({ query, period }: BriefFigure): string | null {
  if (query === null) return null
  const params = new URLSearchParams({ from: String(period.fromAt), to: String(period.toAt) })
  const flat = { ...query, ...(typeof query.filters === 'object' ? (query.filters as object) : {}) }
  for (const [key, value] of Object.entries(flat)) {
    const name = PARAMS[key]
    const text = Array.isArray(value) ? value.join(',') : typeof value === 'object' ? '' : String(value ?? '')
    if (name !== undefined && text !== '') params.set(name, text)
  }
  return `/search?${params.toString()}`
}
