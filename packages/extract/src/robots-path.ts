/** One allow or disallow line of a group; the longest matching path decides. */
export type Rule = Readonly<{ allow: boolean; path: string }>

/**
 * The rules that one line gives. A rule for a directory's index.html also holds for the directory; a last `$` may be meant as the
 * character; a forbidden path that lacks its first `/` is meant to have it.
 */
export function rulesOf(allow: boolean, value: string): readonly Rule[] {
  const path = ruleSpelling(allow || /^[/*]/.test(value) ? value : `/${value}`, allow)
  const rules = [{ allow, path }]
  if (allow && /\/index\.html?$/.test(path)) rules.push({ allow, path: `${path.replace(/index\.html?$/, '')}$` })
  if (path.endsWith('$')) rules.push({ allow, path: `${path.slice(0, -1)}%24` })
  return rules
}

/**
 * Whether the rules allow an absolute URL or path: the longest matching path decides, a tie allows. A forbidden path is met in any
 * spelling; an allowed one only as an address of the web is spelled, so that an odd spelling opens no door: one with characters
 * beyond ASCII is no address yet, and an escaped letter is not the letter.
 */
export function allowed(rules: readonly Rule[], url: string): boolean {
  const path = pathOf(url)
  const anySpelling = urlSpelling(path, false)
  if (anySpelling === '/robots.txt') return true
  const webSpelling = urlSpelling(path, true)
  let best: Rule | null = null
  for (const rule of rules) {
    if (!matches(rule.path, rule.allow ? webSpelling : anySpelling)) continue
    const longer = best === null || rule.path.length > best.path.length
    if (longer || (rule.path.length === best!.path.length && rule.allow)) best = rule
  }
  return best === null || best.allow
}

/** Whether a text begins as a pattern says: `*` stands for any run, a last `$` for the end. Each part is looked for once from where the last ended, so no pattern is slow. */
export function matches(pattern: string, path: string): boolean {
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

/** Path and query of a URL. */
function pathOf(url: string): string {
  const rest = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(.*)$/is.exec(url)?.[1] ?? url.replace(/^\/\/[^/?#]*/, '')
  const path = rest.replace(/#.*/s, '')
  return path.startsWith('/') ? path : `/${path}`
}

const BEYOND_ASCII = /[^\x00-\x7f]/gu
const UNSAFE = /[^\w.~%/?#[\]@!$&'()*+,;=:\x80-\u{10ffff}-]/gu
const UNRESERVED = /^[\w.~-]$/
const MARKS = /^[.~_-]$/

/**
 * One spelling of a path (RFC 9309 §2.2.2): what is not unreserved or a delimiter is percent-encoded, escapes are in upper case,
 * escapes of unreserved characters (`strict`: of marks only) are undone.
 */
function spelled(path: string, strict: boolean): string {
  return path
    .replace(UNSAFE, char => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .replace(/%[0-9a-f]{2}/gi, octet => {
      const char = String.fromCharCode(Number.parseInt(octet.slice(1), 16))
      return (strict ? MARKS : UNRESERVED).test(char) ? char : octet.toUpperCase()
    })
}

const encoded = (path: string) => path.replace(BEYOND_ASCII, char => encodeURIComponent(char.toWellFormed()))

/** In a rule `*` and a last `$` keep their meaning. */
const ruleSpelling = (path: string, strict: boolean) => spelled(encoded(path), strict).replace(/\$(?!$)/g, '%24')

/** In a URL `*` and `$` are characters. */
const urlSpelling = (path: string, strict: boolean) =>
  spelled(strict ? path : encoded(path), strict)
    .replaceAll('$', '%24')
    .replaceAll('*', '%2A')
