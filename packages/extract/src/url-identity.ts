import { canonicalUrl } from '@guanlan/domain'

/** What stands before a site's own host for phones and for AMP: the same articles are served under it. */
const FACES = /^(?:www|m|wap|mobile|amp|h5|3g)\./

/**
 * The address that names a page: the canonical link it gives itself where that is believable, else the one it was found at. Null when
 * `found` is no http(s) address. A canonical link is believed within one site (its faces for phones and AMP included) and only when
 * it names the same item: sites that give one link to all their pages would otherwise make strangers one.
 * @param canonical as the page writes it, or null
 */
export function pageIdentity(found: string, canonical: string | null): string | null {
  const own = canonicalUrl(found)
  if (own === null) return null
  const claimed = canonical === null || canonical.trim() === '' ? null : canonicalUrl(canonical, found)
  if (claimed === null || !sameSite(own, claimed)) return own
  const named = new Set(wordsOf(claimed))
  return namesOf(own).every(word => named.has(word)) ? claimed : own
}

function sameSite(a: string, b: string): boolean {
  const [one, other] = [new URL(a).host, new URL(b).host].map(host => host.replace(FACES, ''))
  return one === other
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}%]+/gu) ?? []

/** What tells an item from its neighbours: the last step of its path, every figure in it, and every value of its query. */
function namesOf(address: string): readonly string[] {
  const { pathname, search, hash } = new URL(address)
  const last = pathname.split('/').findLast(step => step !== '' && !/^amp$/i.test(step)) ?? '/'
  const query = search.slice(1).split('&')
  const values = query.map(pair => pair.slice(pair.indexOf('=') + 1))
  const figures = wordsOf(`${pathname}${hash}`).filter(word => /\p{N}/u.test(word))
  const step = last.replace(/\.\w+$/, '')
  return [...(wordsOf(step).length === 0 ? [step] : wordsOf(step)), ...figures, ...values.flatMap(wordsOf)].filter(
    word => !/^amp$/i.test(word),
  )
}
