import type { EpochMs } from './time.ts'

/** One article page as it was read, for rules to be tried on; its bytes are in the evidence store. */
export type ReadPage = Readonly<{
  url: string // after redirects: the one rules are chosen by
  foundAt: string // the address its mention goes by
  evidence: string
  contentType: string
  readAt: EpochMs
}>

/** The frontier's note of a host that lists the pages read last, newest first. */
export const PAGES_NOTE = 'pages'
/** Pages listed for a host: rules are tried on ten that fit their path. */
const MOST_PAGES = 30
/** Pages a rule is tried on and judged by. */
export const TRIED_PAGES = 10

/** The pages of a host once one more was read; a page read anew moves to the front. */
export function withPage(pages: readonly ReadPage[], page: ReadPage): readonly ReadPage[] {
  return [page, ...pages.filter(({ url }) => url !== page.url)].slice(0, MOST_PAGES)
}

/** How a rule does on what the crawler reads by it, since it was last changed. */
export type RuleStanding = Readonly<{
  version: number // of the rule's record
  matched: readonly boolean[] // of the last ten pages, newest first: whether the rule gave their title or text
  lastReadAt: EpochMs
  lastMatchedAt: EpochMs | null
  sourceIds: readonly string[] // sources whose pages it read
}>

/** The frontier's note of the rule's host that holds the standing. */
export function standingNote(ruleId: string): string {
  return `site-rule ${ruleId}`
}

/** The standing once one more page was read by the rule; it starts anew when the rule was changed. */
export function withReading(
  before: RuleStanding | null,
  {
    version,
    matched,
    readAt,
    sourceId,
  }: Readonly<{ version: number; matched: boolean; readAt: EpochMs; sourceId: string }>,
): RuleStanding {
  const known = before?.version === version ? before : null
  return {
    version,
    matched: [matched, ...(known?.matched ?? [])].slice(0, TRIED_PAGES),
    lastReadAt: readAt,
    lastMatchedAt: matched ? readAt : (known?.lastMatchedAt ?? null),
    sourceIds: [...new Set([...(known?.sourceIds ?? []), sourceId])],
  }
}

/** Whether a rule has stopped matching: of the last ten pages read by it none got title or text from it. Fewer pages prove nothing. */
export function isRuleStale({ matched }: RuleStanding): boolean {
  return matched.length >= TRIED_PAGES && !matched.includes(true)
}
