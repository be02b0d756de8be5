import { isRuleStale, type RuleStanding, type SiteRule, standingNote, type Versioned } from '@guanlan/domain'
import type { DeskDeps } from './deps.ts'

/** How a rule does, for people: of the pages read by it since its last change, how many it gave title or text. */
export type StandingView = Readonly<{
  pages: number
  matched: number
  stale: boolean
  lastReadAt: number
  lastMatchedAt: number | null
}>

type Kept = Readonly<{ rule: Versioned<SiteRule>; standing: RuleStanding | null }>

/** Every rule with its standing as the crawler notes it; null before it read a page by the rule as it is now. */
async function keptStandings({ records, frontier }: Pick<DeskDeps, 'records' | 'frontier'>): Promise<readonly Kept[]> {
  return Promise.all(
    records.list('site-rule').map(async rule => {
      const note = await frontier.note(rule.state.host, standingNote(rule.id))
      const standing = note === null ? null : (JSON.parse(note.value) as RuleStanding)
      return { rule, standing: standing?.version === rule.version ? standing : null }
    }),
  )
}

/** Rules with their standings, by host and path. */
export async function ruleStandings(
  deps: Pick<DeskDeps, 'records' | 'frontier'>,
): Promise<readonly Readonly<{ rule: Versioned<SiteRule>; standing: StandingView | null }>[]> {
  const kept = await keptStandings(deps)
  return kept
    .map(({ rule, standing }) => ({ rule, standing: standing === null ? null : viewOf(standing) }))
    .sort((a, b) => place(a.rule.state).localeCompare(place(b.rule.state)))
}

const place = ({ host, path }: SiteRule) => `${host} ${path ?? ''}`

function viewOf(standing: RuleStanding): StandingView {
  const { matched, lastReadAt, lastMatchedAt } = standing
  return {
    pages: matched.length,
    matched: matched.filter(Boolean).length,
    stale: isRuleStale(standing),
    lastReadAt,
    lastMatchedAt,
  }
}

/** By source, the hosts whose rule was in use for it and matches its pages no more. */
export async function staleRules(
  deps: Pick<DeskDeps, 'records' | 'frontier'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const bySource = new Map<string, string[]>()
  for (const { rule, standing } of await keptStandings(deps)) {
    if (standing === null || !rule.state.active || !isRuleStale(standing)) continue
    for (const id of standing.sourceIds) bySource.set(id, [...(bySource.get(id) ?? []), rule.state.host])
  }
  return bySource
}
