import {
  type Account,
  canonicalUrl,
  errorCode,
  NotFound,
  PAGES_NOTE,
  pathFits,
  type ReadPage,
  Rejected,
  type RulePart,
  type SiteRule,
  TRIED_PAGES,
} from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import type { DeskDeps } from './deps.ts'
import { sha256 } from './hash.ts'
import { moveBy, write } from './writing.ts'

/** One page with what each part reads as without the rule and by it; `code` where it could not be read. */
export type TriedPage = Readonly<{
  url: string
  readAt: number
  code: string | null
  errorWords: string | null
  without: Parts | null
  by: Parts | null
  byRule: readonly RulePart[] // parts that the rule gave
}>
type Parts = Readonly<Record<RulePart, string>>

/** What a rule does on pages collected earlier; `matching` of them got title or text from it. */
export type Trial = Readonly<{ pages: readonly TriedPage[]; matching: number }>

type TrialDeps = Pick<DeskDeps, 'frontier' | 'evidence' | 'siteReading' | 'records' | 'clock'>

/** UTF-16 units of a part shown. */
const SHOWN = 400

/**
 * Reads the last ten pages of the rule's host that fit its path, as they are in the evidence, without the rule and by it. Reading
 * evidence is a move.
 */
export async function tryRule(deps: TrialDeps, rule: SiteRule, by: Account): Promise<Trial> {
  const note = await deps.frontier.note(rule.host, PAGES_NOTE)
  const known = note === null ? [] : (JSON.parse(note.value) as readonly ReadPage[])
  const fits = ({ url }: ReadPage) => rule.path === null || pathFits(rule.path, new URL(url).pathname)
  const chosen = known.filter(fits).slice(0, TRIED_PAGES)
  if (chosen.length > 0) {
    const at = deps.clock.now()
    const read = ({ foundAt, evidence }: ReadPage) =>
      moveBy(by, at, 'evidence', mentionOf(foundAt), 'read', { hash: evidence }, `试用“${rule.host}”的网站规则`)
    await write(deps, [], chosen.map(read))
  }
  const pages: TriedPage[] = []
  for (const page of chosen) pages.push(await tryOn(deps, rule, page))
  const matching = pages.filter(({ byRule }) => byRule.includes('title') || byRule.includes('text')).length
  return { pages, matching }
}

/** The mention an article page became: its id is computed from where it stands. */
function mentionOf(foundAt: string): string {
  return sha256(canonicalUrl(foundAt) ?? foundAt)
}

async function tryOn({ evidence, siteReading }: TrialDeps, rule: SiteRule, page: ReadPage): Promise<TriedPage> {
  const { url, readAt, contentType } = page
  try {
    const { bytes } = await evidence.get(page.evidence)
    const saved = { url, readAt, contentType, bytes }
    const without = await siteReading.read(saved, null).catch(nothingRead)
    const { parts, byRule } = await siteReading.read(saved, rule.selectors)
    return {
      url,
      readAt,
      code: null,
      errorWords: null,
      without: without === null ? null : shown(without.parts),
      by: shown(parts),
      byRule,
    }
  } catch (error) {
    if (!(error instanceof Rejected || error instanceof NotFound)) throw error
    return {
      url,
      readAt,
      code: errorCode(error),
      errorWords: errorTitle(errorCode(error)),
      without: null,
      by: null,
      byRule: [],
    }
  }
}

/** A page that says nothing by its shape may be why a rule is wanted. */
function nothingRead(error: unknown): null {
  if (error instanceof Rejected) return null
  throw error
}

function shown(parts: Parts): Parts {
  return Object.fromEntries(Object.entries(parts).map(([part, text]) => [part, text.slice(0, SHOWN)])) as Parts
}
