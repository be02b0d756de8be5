import { type Account, type Case, carries, type Move, type PageCheck, pageChecked, pageToCheck } from '@guanlan/domain'
import type { DeskDeps } from './deps.ts'
import { sha256 } from './hash.ts'

/**
 * Fetches the public page of a release and says, as the machine, whether it carries the signed text. The page is kept as
 * evidence. A page that cannot be fetched proves nothing and records nothing.
 * @throws {Rejected} {Unavailable} of the fetcher, case/…
 */
export async function checkPage(
  deps: Pick<DeskDeps, 'fetcher' | 'pageText' | 'evidence' | 'clock' | 'settings'>,
  theCase: Case,
  wanted: Readonly<{ releaseId: string; url: string }>,
  actor: Account,
): Promise<Move> {
  const { clock, settings } = deps
  const around = { actor, now: clock.now(), policy: settings.casePolicy, hash: sha256 }
  const { release, title, text } = pageToCheck(theCase, wanted, around)
  const page = await deps.fetcher.fetch({ url: wanted.url })
  const { hash } = await deps.evidence.put(page.bytes, 'unmasked', page.contentType || 'text/html')
  const found = carries(deps.pageText(page), { title, text })
  const check: PageCheck = { url: wanted.url, fetchedAt: clock.now(), hash, carries: found }
  return pageChecked(theCase, release.id, check, actor)
}
