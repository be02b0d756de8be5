/** Parameters that say how a reader came, not what is shown. Everything else in a query is kept: dropping it deletes real articles. */
const TRACKING =
  /^(utm_[a-z]+|spm|scm|from|isappinstalled|share_token|share_from|nsukey|wfr|fr|ivk_sa|_t_t|timestamp_share)$/i

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

/**
 * One spelling per address, so that an item crawled twice is one mention: scheme and host lower-cased, default port, fragment
 * and tracking parameters dropped, everything else (path case, parameter order, trailing slash) kept. Null when it is no http(s) address.
 */
export function canonicalUrl(url: string, base?: string): string | null {
  let parsed: URL
  try {
    parsed = new URL(url.trim(), base)
  } catch {
    return null
  }
  if (!(parsed.protocol in DEFAULT_PORTS)) return null
  parsed.username = ''
  parsed.password = ''
  // a fragment that is a route (#!/ or #/) names the item on pages that draw themselves
  if (!/^#!?\//.test(parsed.hash)) parsed.hash = ''
  const kept = parsed.search
    .slice(1)
    .split('&')
    .filter(pair => pair !== '' && !TRACKING.test(pair.split('=', 1)[0]!))
  parsed.search = kept.length === 0 ? '' : `?${kept.join('&')}`
  return parsed.href
}
