/** Query parameters that name who shared or where from, never what: dropped by list, nothing else is guessed. */
const TRACKING =
  /^(?:utm_\w+|spm|isappinstalled|share_token|share_source|share_from|sharefrom|from_source|wfr|fbclid|gclid|nsukey|_t_t|scm|bd_vid)$/i

/**
 * One spelling of an http(s) address: lower-case host, no default port, no fragment, no tracking parameters. Order and
 * spelling of all other parameters stay, so distinct addresses stay distinct. null for what is no http(s) address.
 */
export function canonicalUrl(address: string): string | null {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return null
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  url.hash = ''
  url.username = ''
  url.password = ''
  if (url.search !== '') {
    const kept = url.search
      .slice(1)
      .split('&')
      .filter(pair => !TRACKING.test(pair.split('=')[0]!))
    url.search = kept.length === 0 ? '' : `?${kept.join('&')}`
  }
  return url.href
}
