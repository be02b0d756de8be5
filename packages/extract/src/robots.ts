/** One allow or disallow line of a group; the longest matching path decides. */
type Rule = Readonly<{ allow: boolean; path: string }>

/** What a robots.txt asks of one agent. */
export type RobotsRules = Readonly<{
  allows: (url: string) => boolean // absolute URL or path
  crawlDelayMs: number | null // null: not stated
  requestRate: Readonly<{ requests: number; perMs: number }> | null // null: not stated
  sitemaps: readonly string[] // of the whole file, absolute or as written
}>

type Group = { agents: string[]; rules: Rule[]; crawlDelayMs: number | null; requestRate: RobotsRules['requestRate'] }

/** RFC 9309 §2.5: at least 500 KiB must be parsed; what comes after is not read. */
const LONGEST = 512_000

/** Rules that allow everything: no robots.txt, or a 4xx answer (RFC 9309 §2.3.1.3). */
export const ALLOW_ALL: RobotsRules = { allows: () => true, crawlDelayMs: null, requestRate: null, sitemaps: [] }
/** Rules for a host whose robots.txt cannot be had: nothing but robots.txt itself (RFC 9309 §2.3.1.4). */
export const ALLOW_NONE: RobotsRules = {
  allows: url => pathOf(url) === '/robots.txt',
  crawlDelayMs: null,
  requestRate: null,
  sitemaps: [],
}

/**
 * The rules of a robots.txt (RFC 9309) for one agent: groups with equal agents are merged, a named group beats `*`, the
 * longest match decides and a tie allows. Common misspellings of a line's key are read, as the large crawlers do.
 * @param agent product name, e.g. `GuanlanBot`; what follows its letters is ignored
 */
export function parseRobots(text: string, agent: string): RobotsRules {
  const { groups, sitemaps } = groupsOf(text.slice(0, LONGEST))
  const product = askingProduct(agent)
  const named = product === '' ? [] : groups.filter(group => group.agents.includes(product))
  const chosen = named.length > 0 ? named : groups.filter(group => group.agents.includes('*'))
  const rules = chosen.flatMap(group => group.rules)
  return {
    allows: url => allowed(rules, pathOf(url)),
    crawlDelayMs: chosen.find(group => group.crawlDelayMs !== null)?.crawlDelayMs ?? null,
    requestRate: chosen.find(group => group.requestRate !== null)?.requestRate ?? null,
    sitemaps,
  }
}

function groupsOf(text: string): { groups: Group[]; sitemaps: string[] } {
  const groups: Group[] = []
  const sitemaps: string[] = []
  let open: Group | null = null
  let listing = false // true while consecutive user-agent lines name one group
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)) {
    const parsed = keyAndValue(line)
    if (parsed === null) continue
    const [key, value] = parsed
    if (key === 'user-agent') {
      if (open === null || !listing) {
        open = { agents: [], rules: [], crawlDelayMs: null, requestRate: null }
        groups.push(open)
      }
      open.agents.push(/^\*(\s|$)/.test(value) ? '*' : productOf(value))
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
    }
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

/** A rule for a directory's index.html also holds for the directory; a last `$` may be meant as the character. */
function rulesOf(allow: boolean, value: string): Rule[] {
  const path = normalised(value, true)
  const rules = [{ allow, path }]
  if (allow && /\/index\.html?$/.test(path)) rules.push({ allow, path: `${path.replace(/index\.html?$/, '')}$` })
  if (path.endsWith('$')) rules.push({ allow, path: `${path.slice(0, -1)}%24` })
  return rules
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
  // A missing colon is forgiven when exactly one blank run stands between a key and its value
  const parts = /^([^:]*?)\s*:\s*(.*)$/.exec(bare) ?? /^(\S+)\s+(\S+)$/.exec(bare)
  if (parts === null) return null
  const word = parts[1]!.trim().toLowerCase()
  const key = KEYS.find(([pattern]) => pattern.test(word))?.[1]
  return key === undefined ? null : [key, parts[2]!.trim()]
}

/** RFC 9309 §2.2.1: a product token is letters, `_` and `-`; digits are real too (360Spider). What follows is a version. */
function productOf(agent: string): string {
  return /^[\p{L}\p{N}_-]*/u.exec(agent.trim())![0].toLowerCase()
}

/** The asking crawler's own name, before its version; a name of two words is no product token and meets only `*`. */
function askingProduct(agent: string): string {
  const name = agent.split('/')[0]!.trim().toLowerCase()
  return productOf(name) === name ? name : ''
}

function allowed(rules: readonly Rule[], path: string): boolean {
  if (path === '/robots.txt') return true
  let best: Rule | null = null
  for (const rule of rules) {
    if (!matches(rule.path, path)) continue
    const longer = best === null || rule.path.length > best.path.length
    if (longer || (rule.path.length === best!.path.length && rule.allow)) best = rule
  }
  return best === null || best.allow
}

/** `*` stands for any run, a last `$` for the end. Positions reachable so far are kept, so no pattern is slow. */
function matches(pattern: string, path: string): boolean {
  const anchored = pattern.endsWith('$')
  const parts = (anchored ? pattern.slice(0, -1) : pattern).split('*')
  if (!path.startsWith(parts[0]!)) return false
  let at = parts[0]!.length
  for (const part of parts.slice(1, -1)) {
    const found = path.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  if (parts.length === 1) return !anchored || at === path.length
  const last = parts.at(-1)!
  if (anchored) return path.endsWith(last) && path.length - last.length >= at
  return path.indexOf(last, at) >= 0
}

/** Path and query of a URL, in the one spelling that rules are compared in. */
function pathOf(url: string): string {
  const rest = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/i.exec(url)?.[1] ?? url.replace(/^\/\/[^/?#]*/, '')
  const path = rest.replace(/#.*/, '')
  return normalised(path.startsWith('/') ? path : `/${path}`)
}

/**
 * One spelling of a path (RFC 9309 §2.2.2): what is not unreserved or a delimiter is percent-encoded, escapes are in upper
 * case, escapes of unreserved characters are undone. In a rule `*` and a last `$` keep their meaning, in a URL they are characters.
 */
function normalised(path: string, rule = false): string {
  const spelled = path
    .replace(/[^A-Za-z0-9._~%/?#[\]@!$&'()*+,;=:-]/gu, char => encodeURIComponent(char.toWellFormed()))
    .replace(/%[0-9a-f]{2}/gi, octet => {
      const char = String.fromCharCode(Number.parseInt(octet.slice(1), 16))
      return /[A-Za-z0-9._~-]/.test(char) ? char : octet.toUpperCase()
    })
  if (rule) return spelled.replace(/\$(?!$)/g, '%24')
  return spelled.replaceAll('$', '%24').replaceAll('*', '%2A')
}
