import type { Source } from '@guanlan/domain'
import type { Fetched, Origin } from '@guanlan/ports'

/** Where fetched bytes came from, as evidence notes it. */
export function originOf(
  { id }: Source,
  readAs: Origin['readAs'],
  { url, finalUrl, status, headers = {} }: Fetched,
): Origin {
  return { sourceId: id, readAs, url, finalUrl, status, headers }
}
