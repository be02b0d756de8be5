import type { EpochMs, RecordOf } from './record.ts'

/** Parts of an article that a rule points at, in the order people read them. */
export const RULE_PARTS = ['title', 'text', 'publishedAt', 'outlet', 'authors'] as const
export type RulePart = (typeof RULE_PARTS)[number]

/** How the articles of one host are read 网站规则; a part without a selector is found by the shape of the page. */
export type SiteRule = Readonly<{
  id: string
  host: string
  path: string | null // `*` stands for any signs; null: all of the host
  selectors: Readonly<Partial<Record<RulePart, string>>> & Readonly<{ drop: readonly string[] }>
  active: boolean
}>

/** Of the last pages read by the rule since its last change, at most ten, how many it gave title or text. */
export type RuleStanding = Readonly<{
  pages: number
  matched: number
  stale: boolean
  lastReadAt: EpochMs
  lastMatchedAt: EpochMs | null
}>

export type SiteRuleItem = RecordOf<SiteRule> & Readonly<{ standing: RuleStanding | null }>

/** A rule as a form gives it. */
export type SiteRuleForm = Readonly<Record<RulePart, string | null>> &
  Readonly<{ host: string; path: string | null; drop: readonly string[] }>

/** One page collected earlier, read without the rule and by it; publishedAt in figures, ms since 1970. */
export type TriedPage = Readonly<{
  url: string
  readAt: EpochMs
  code: string | null
  errorWords: string | null
  without: Readonly<Record<RulePart, string>> | null
  by: Readonly<Record<RulePart, string>> | null
  byRule: readonly RulePart[]
}>

export type RuleTrial = Readonly<{ pages: readonly TriedPage[]; matching: number }>
