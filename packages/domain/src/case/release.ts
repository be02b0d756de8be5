import type { Actor } from '../account.ts'
import { canonicalJson } from '../json.ts'
import type { EpochMs } from '../time.ts'
import type { Openness } from './stage.ts'

/** Steps of 先审查后公开 that a person signs on one exact version: 初审 → 复审 → 保密审查 → 会签 → 签发. */
export const REVIEW_STEPS = {
  first: '初审',
  second: '复审',
  secrecy: '保密审查',
  countersign: '会签',
  sign: '签发',
} as const
export type ReviewStep = keyof typeof REVIEW_STEPS

/** `regular` after 研判 with the whole chain; `emergency` the 应急通道: facts only, before 研判, 保密审查 and 签发 never skipped. */
export type Track = 'regular' | 'emergency'

/** What the reviewers see and sign: any change of it is another version. */
export type DraftContent = Readonly<{
  track: Track
  title: string
  text: string
  basis: readonly string[] // evidence and documents it rests on
  openness: Openness
  opennessReason: string
  countersignUnits: readonly string[] // units whose 会签 is needed; empty: none
  partial: boolean // a first, incomplete answer: then `nextUpdateAt` is owed
  nextUpdateAt: EpochMs | null
  machineDrafted: boolean // labelled 机器拟稿
}>

/** One version of a draft. */
export type Draft = DraftContent & Readonly<{ version: number; hash: string; by: Actor; at: EpochMs }>

/** One signature under one version. `voidedAt`: an edit or a way back made it worthless; it stays on record. */
export type Review = Readonly<{
  step: ReviewStep
  pass: boolean
  opinion: string
  unit: string | null // countersign: which unit
  hash: string // of the version reviewed
  by: Actor
  at: EpochMs
  voidedAt: EpochMs | null
}>

/** A page that should carry the release, fetched by the machine. */
export type PageCheck = Readonly<{ url: string; fetchedAt: EpochMs; hash: string; carries: boolean }>

/** One answer to the public with its whole chain. At most one a case is open (not published, not withdrawn). */
export type Release = Readonly<{
  id: string // 'r1', 'r2', … within its case
  track: Track
  drafts: readonly Draft[]
  reviews: readonly Review[]
  published: Readonly<{
    at: EpochMs
    by: string
    channels: readonly Readonly<{ name: string; url: string }>[]
    hash: string
  }> | null
  checks: readonly PageCheck[]
  archived: Readonly<{ at: EpochMs; by: string; reference: string }> | null
  withdrawn: Readonly<{ at: EpochMs; by: string; reason: string }> | null
}>

/** What is hashed for a version: everything the reviewers see. */
export function draftText(content: DraftContent): string {
  const { track, title, text, basis, openness, opennessReason, countersignUnits } = content
  const { partial, nextUpdateAt, machineDrafted } = content
  const facts = { partial, nextUpdateAt, machineDrafted, countersignUnits }
  return canonicalJson({ track, title, text, basis, openness, opennessReason, ...facts })
}

/** The newest version; a release has at least one. */
export function currentDraft(release: Release): Draft {
  return release.drafts.at(-1)!
}

/** Everyone who wrote any version: none of them may review or sign it. */
export function authors(release: Release): readonly string[] {
  return [...new Set(release.drafts.map(draft => draft.by.id))]
}

/** Signatures that count: under the current version, not voided. */
export function standing(release: Release): readonly Review[] {
  const { hash } = currentDraft(release)
  return release.reviews.filter(review => review.voidedAt === null && review.hash === hash)
}

/** Whether the step stands passed under the current version (会签: by every unit asked). */
export function passed(release: Release, step: ReviewStep): boolean {
  const valid = standing(release).filter(review => review.step === step && review.pass)
  if (step !== 'countersign') return valid.length > 0
  return currentDraft(release).countersignUnits.every(unit => valid.some(review => review.unit === unit))
}

/** Steps this release must pass, in order. */
export function stepsOf(release: Release): readonly ReviewStep[] {
  if (release.track === 'emergency') return ['secrecy', 'sign']
  const countersign: readonly ReviewStep[] = currentDraft(release).countersignUnits.length > 0 ? ['countersign'] : []
  return ['first', 'second', 'secrecy', ...countersign, 'sign']
}

/** The first step still missing; null when signed. */
export function nextStep(release: Release): ReviewStep | null {
  return stepsOf(release).find(step => !passed(release, step)) ?? null
}

/** The refusal that stands under the current version, if any: it must be edited before anything else. */
export function refusal(release: Release): Review | null {
  return standing(release).find(review => !review.pass) ?? null
}

/** The one release still being worked on. */
export function openRelease(releases: readonly Release[]): Release | null {
  return releases.find(release => release.published === null && release.withdrawn === null) ?? null
}

/** When a fetched public page was first seen to carry the signed text; null: not proven yet. */
export function verifiedAt(release: Release): EpochMs | null {
  if (release.published === null) return null
  const carrying = release.checks.filter(check => check.carries).map(check => check.fetchedAt)
  return carrying.length === 0 ? null : Math.min(...carrying)
}

/** Marks every signature void, as an edit or a way back does. */
export function voided(release: Release, at: EpochMs): Release {
  if (release.published !== null || release.withdrawn !== null) return release
  const reviews = release.reviews.map(review => (review.voidedAt === null ? { ...review, voidedAt: at } : review))
  return { ...release, reviews }
}

/** What an emergency statement may say: facts only, no cause and no liability, because the form has no place for them. */
export type EmergencyFacts = Readonly<{
  when: string
  where: string
  known: string
  measures: string
  next: string
}>

/** The text of an emergency statement. */
export function emergencyText(facts: EmergencyFacts): string {
  const { when, where, known, measures, next } = facts
  return `时间：${when}\n地点：${where}\n已知事实：${known}\n已采取措施：${measures}\n下步安排：${next}`
}

const MARKS = /[\s\p{P}\p{S}\p{C}]+/gu
const LONG_ENOUGH = 12 // characters: a shorter text proves nothing by being on a page
const flat = (text: string) => text.normalize('NFKC').toLowerCase().replace(MARKS, '')

/** Whether a page's plain text carries the release word for word; punctuation, spaces and width aside. Short texts need their title too. */
export function carries(pageText: string, release: Readonly<{ title: string; text: string }>): boolean {
  const page = flat(pageText)
  const text = flat(release.text)
  if (text === '' || !page.includes(text)) return false
  return text.length >= LONG_ENOUGH || page.includes(flat(release.title))
}
