import { Rejected } from './error.ts'
import type { Fold, Move } from './ledger.ts'

/** Parts of an article that a rule can point at. */
export const RULE_PARTS = ['title', 'text', 'publishedAt', 'outlet', 'authors'] as const
export type RulePart = (typeof RULE_PARTS)[number]

/** CSS selectors of a rule; a part without one is found by the shape of the page. `drop`: what is taken out before anything is read. */
export type SiteSelectors = Readonly<Partial<Record<RulePart, string>>> & Readonly<{ drop: readonly string[] }>

/** How the articles of one host are read 网站规则, where their shape alone misleads. */
export type SiteRule = Readonly<{
  id: string
  host: string // as in an address, lower case, without a port
  path: string | null // only addresses whose path fits; `*` stands for any signs. null: all of the host
  selectors: SiteSelectors
  active: boolean
}>

/** UTF-16 units of a selector, of a path pattern, and how many parts may be dropped. */
export const LONGEST_SELECTOR = 300
export const LONGEST_RULE_PATH = 200
export const MOST_DROPPED = 20

const HOST = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/

/**
 * The rule when its host, path and lengths are in order and it says anything at all; whether selectors compile is not known here.
 * @throws {Rejected} site-rule/bad-host, site-rule/bad-path, site-rule/bad-selector (too long, or too many to drop), site-rule/empty
 */
export function siteRule(candidate: SiteRule): SiteRule {
  const { host, path, selectors } = candidate
  if (!HOST.test(host)) throw new Rejected('site-rule/bad-host', { detail: host.slice(0, 80) })
  if (path !== null && (!path.startsWith('/') || path.length > LONGEST_RULE_PATH || /[\s?#]/.test(path)))
    throw new Rejected('site-rule/bad-path', { detail: path.slice(0, 80) })
  const all = ruleSelectors(selectors)
  if (all.length === 0) throw new Rejected('site-rule/empty', { detail: host })
  const bad = all.find(selector => selector.trim() === '' || selector.length > LONGEST_SELECTOR)
  if (bad !== undefined) throw new Rejected('site-rule/bad-selector', { detail: bad.slice(0, 80) })
  if (selectors.drop.length > MOST_DROPPED)
    throw new Rejected('site-rule/bad-selector', { detail: `${selectors.drop.length} > ${MOST_DROPPED}` })
  return Object.freeze({ ...candidate })
}

/** Every selector of a rule. */
export function ruleSelectors(selectors: SiteSelectors): readonly string[] {
  return [...RULE_PARTS.map(part => selectors[part]).filter(selector => selector !== undefined), ...selectors.drop]
}

/** Whether a path fits a pattern in which `*` stands for any signs; one pass, whatever the pattern. */
export function pathFits(pattern: string, path: string): boolean {
  const pieces = pattern.split('*')
  const last = pieces.pop()!
  if (pieces.length === 0) return path === last
  if (!path.startsWith(pieces[0]!)) return false
  let at = pieces[0]!.length
  for (const piece of pieces.slice(1)) {
    const found = path.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return path.length - last.length >= at && path.endsWith(last)
}

/** The rule for an address: of the active ones that fit the one with the longest path, the first by id among equals; null when none fits. */
export function ruleFor<Rule extends SiteRule>(rules: readonly Rule[], url: string): Rule | null {
  if (!URL.canParse(url)) return null
  const { hostname, pathname } = new URL(url)
  let best: Rule | null = null
  for (const rule of rules) {
    if (!rule.active || rule.host !== hostname || (rule.path !== null && !pathFits(rule.path, pathname))) continue
    const longer = (rule.path?.length ?? 0) - (best?.path?.length ?? 0)
    if (best === null || longer > 0 || (longer === 0 && rule.id < best.id)) best = rule
  }
  return best
}

/** Moves: `added` and `changed` carry the whole rule; `paused`, `resumed`. */
export const foldSiteRule: Fold<SiteRule> = (state: SiteRule | null, move: Move) => {
  if (move.type === 'added' || move.type === 'changed') return move.body.rule as unknown as SiteRule
  if (state === null) return null
  if (move.type === 'paused') return { ...state, active: false }
  if (move.type === 'resumed') return { ...state, active: true }
  return state
}
