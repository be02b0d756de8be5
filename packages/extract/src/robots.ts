import { allowed, matches, type Rule, rulesOf } from './robots-path.ts'

/** What a robots.txt asks of one agent. */
export type RobotsRules = Readonly<{
  allows: (url: string) => boolean // absolute URL or path
  crawlDelayMs: number | null // null: not stated
  requestRate: Readonly<{ requests: number; perMs: number }> | null // null: not stated
  sitemaps: readonly string[] // of the whole file, absolute or as written
}>

type Group = { agents: Agent[]; rules: Rule[]; crawlDelayMs: number | null; requestRate: RobotsRules['requestRate'] }

/** RFC 9309 §2.5: at least 500 KiB must be parsed; what comes after is not read. */
const LONGEST = 512_000

/** Rules that allow everything: no robots.txt, or a 4xx answer (RFC 9309 §2.3.1.3). */
export const ALLOW_ALL: RobotsRules = { allows: () => true, crawlDelayMs: null, requestRate: null, sitemaps: [] }
const NOTHING: readonly Rule[] = rulesOf(false, '/')
/** Rules for a host whose robots.txt cannot be had: nothing but robots.txt itself (RFC 9309 §2.3.1.4). */
export const ALLOW_NONE: RobotsRules = {
  allows: url => allowed(NOTHING, url),
  crawlDelayMs: null,
  requestRate: null,
  sitemaps: [],
}

/**
 * The rules of a robots.txt (RFC 9309) for one agent: groups with equal agents are merged, a named group beats `*`, the
 * longest match decides and a tie allows. Common misspellings of a line's key are read, as the large crawlers do.
 * @param agent product name, e.g. `GuanlanBot`, or a whole user-agent header that holds it
 */
export function parseRobots(text: string, agent: string): RobotsRules {
  const { groups, sitemaps } = groupsOf(bounded(text))
  const [chosen, besides] = groupsFor(groups, agent)
  const [rules, further] = [chosen, besides].map(some => some.flatMap(group => group.rules)) as [Rule[], Rule[]]
  return {
    allows: url => allowed(rules, url) && allowed(further, url),
    crawlDelayMs: chosen.find(group => group.crawlDelayMs !== null)?.crawlDelayMs ?? null,
    requestRate: chosen.find(group => group.requestRate !== null)?.requestRate ?? null,
    sitemaps,
  }
}

/** What may be read of a long file; a line that the limit cuts could forbid more than was meant. */
function bounded(text: string): string {
  return text.length <= LONGEST ? text : text.slice(0, Math.max(text.lastIndexOf('\n', LONGEST), 0))
}

/**
 * The groups of an agent, and those that must allow besides. A name that is no product token (RFC 9309 §2.2.1), such as one of
 * two words, may not be what a group means by it: then what is for all counts too.
 */
function groupsFor(groups: readonly Group[], agent: string): readonly [readonly Group[], readonly Group[]] {
  const name = askingName(agent)
  const all = groups.filter(group => group.agents.some(({ product }) => product === '*'))
  const named = groups.filter(group => name !== '' && group.agents.some(({ product }) => product === name))
  if (named.length > 0) return [named, []]
  const loosely = groups.filter(
    group => name !== '' && group.agents.some(({ loose }) => loose !== null && matches(`${loose}$`, name)),
  )
  return loosely.length > 0 ? [loosely, all] : [all, []]
}

function groupsOf(text: string): { groups: Group[]; sitemaps: string[] } {
  const groups: Group[] = []
  const sitemaps: string[] = []
  let open: Group | null = null
  let listing = false // true while consecutive user-agent lines name one group
  for (const line of text.replace(/^\ufeff+/, '').split(/\r\n|\r|\n/)) {
    const parsed = keyAndValue(line)
    if (parsed === null) continue
    const [key, value] = parsed
    if (key === 'user-agent') {
      if (open === null || !listing) {
        open = { agents: [], rules: [], crawlDelayMs: null, requestRate: null }
        groups.push(open)
      }
      open.agents.push(agentOf(value))
      listing = true
    } else if (key === 'sitemap') sitemaps.push(value)
    else if (key === 'allow' || key === 'disallow') {
      listing = false
      if (open && value !== '') open.rules.push(...rulesOf(key === 'allow', value))
    } else if (key === 'crawl-delay') {
      const seconds = Number(value)
      if (open && value !== '' && seconds >= 0 && Number.isFinite(seconds)) open.crawlDelayMs ??= seconds * 1000
      listing = false
    } else if (key === 'request-rate') {
      if (open) open.requestRate ??= rateOf(value)
      listing = false
    } else if (value.startsWith('/')) listing = false // a rule whose word we do not know
  }
  return { groups, sitemaps }
}

/** `1/10s`, `100/15m`, `10/60`: requests per span; a daily window after it is not read. */
function rateOf(value: string): RobotsRules['requestRate'] {
  const parts = /^(\d+)\s*\/\s*(\d+)\s*([smhd]?)/i.exec(value)
  if (parts === null || Number(parts[1]) === 0) return null
  const unitMs = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[parts[3]!.toLowerCase()] ?? 1000
  return { requests: Number(parts[1]), perMs: Number(parts[2]) * unitMs }
}

const KEYS: readonly (readonly [RegExp, string])[] = [
  [/^(user-?\s?agent)$/, 'user-agent'],
  [/^(diss?allow|dissalow|disalow|dis+all?ow|diasllow|disallaw)$/, 'disallow'],
  [/^allow$/, 'allow'],
  [/^(crawl-?\s?delay)$/, 'crawl-delay'],
  [/^request-?\s?rate$/, 'request-rate'],
  [/^site-?map$/, 'sitemap'],
]

function keyAndValue(line: string): readonly [string, string] | null {
  const bare = line.replace(/#.*/, '').trim()
  // a missing colon is forgiven where one blank run stands between a key and its value, or the key is one of two words
  const parts =
    /^([^:]*?)\s*:\s*(.*)$/.exec(bare) ??
    /^(\S+)\s+(\S+)$/.exec(bare) ??
    /^((?:user|crawl|request)\s(?:agent|delay|rate))\s+(.+)$/i.exec(bare)
  if (parts === null) return null
  const word = parts[1]!.trim().toLowerCase()
  const key = KEYS.find(([pattern]) => pattern.test(word))?.[1]
  return [key ?? word, parts[2]!.trim()]
}

/** Whom a user-agent line means: a product token, and loosely the whole value, in which `*` stands for anything; null: the token is all. */
type Agent = Readonly<{ product: string; loose: string | null }>

function agentOf(value: string): Agent {
  if (/^\*(\s|$)/.test(value)) return { product: '*', loose: null }
  const product = productOf(value)
  const whole = value.toLowerCase()
  return { product, loose: whole === product ? null : whole }
}

/** RFC 9309 §2.2.1: a product token is letters, `_` and `-`; digits are real too (360Spider). What follows is a version. */
function productOf(agent: string): string {
  return /^[\p{L}\p{N}_-]*/u.exec(agent.trim())![0].toLowerCase()
}

/** The asking crawler's own name, before its version; of a browser's header the name it calls itself compatible with. */
function askingName(agent: string): string {
  const called = /\(compatible;\s*([^;/()\s]+)/i.exec(agent)?.[1] ?? agent.split('/')[0]!
  return called.trim().toLowerCase()
}
