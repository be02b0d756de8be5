import { isTracking } from './tracking.ts'

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:'])

/**
 * One spelling per address, so that an item crawled twice is one mention: WHATWG's spelling of scheme, host and path; default port,
 * user, fragment and tracking parameters dropped, an AMP or MIP cache's address turned back into the page's own. Everything else
 * (path case, parameter order, trailing slash, http or https) is kept: two addresses that differ in it stay two. Null when it is no http(s) address.
 */
export function canonicalUrl(url: string, base?: string): string | null {
  const parsed = parse(url.trim(), base)
  if (parsed === null) return null
  const cached = cachedPage(parsed)
  const page = cached === null ? parsed : (parse(cached) ?? parsed)
  page.username = ''
  page.password = ''
  // a fragment that is a route (#!/ or #/) names the item on pages that draw themselves
  if (!/^#!?\//.test(page.hash)) page.hash = ''
  const pairs = page.search.slice(1).split('&')
  const names = pairs.map(pair => decoded(pair.split('=', 1)[0]!))
  const kept = pairs.filter((pair, i) => pair !== '' && !isTracking(names[i]!, names))
  page.search = kept.length === 0 ? '' : `?${kept.join('&')}`
  return page.href
}

function parse(url: string, base?: string): URL | null {
  const parsed = URL.parse(url, base)
  return parsed !== null && PROTOCOLS.has(parsed.protocol) ? parsed : null
}

/** Where AMP and MIP caches keep copies: `/c/s/<host>/<path>`, `s` for https, and a search engine's viewer: `/amp/s/<host>/<path>`. */
const CACHES = /^(?:[^.]+\.cdn\.ampproject\.org|[^.]+\.mipcdn\.com|mipcache\.bdstatic\.com)$/
const VIEWER = /^www\.google\.[a-z]{2,3}(?:\.[a-z]{2})?$/

/** The address of the page that a cache holds, by the form its makers laid down; null for any other address. */
function cachedPage({ hostname, pathname, search }: URL): string | null {
  const form = CACHES.test(hostname) ? /^\/[cv]\/(s\/)?([^/]+\.[^/]+\/.*)$/ : /^\/amp\/(s\/)?([^/]+\.[^/]+\/.*)$/
  if (!CACHES.test(hostname) && !VIEWER.test(hostname)) return null
  const [, secure, page] = form.exec(pathname) ?? []
  return page === undefined ? null : `${secure === undefined ? 'http' : 'https'}://${page}${search}`
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
