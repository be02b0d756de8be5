import { errorCode, ruleFor, type SiteRule, type Source, Unavailable, type Versioned } from '@guanlan/domain'
import type { Page } from '@guanlan/extract'
import type { Evidence, EvidenceNote, Fetched } from '@guanlan/ports'
import { articleOf } from './article-of.ts'
import { originOf } from './origin.ts'
import type { Polite } from './polite.ts'

/** An article with all its pages, each kept as evidence in the order read; `fetched` is the first, `rule` what it was read by. */
export type WholeArticle = Readonly<{
  page: Page
  evidence: readonly string[]
  fetched: Fetched
  rule: Versioned<SiteRule> | null
}>

export type ArticleDeps = Readonly<{
  fetch: Polite
  evidence: Readonly<{ put: (...given: Parameters<Evidence['put']>) => Promise<Pick<EvidenceNote, 'hash'>> }>
  clock: Readonly<{ now: () => number }>
  rules: () => readonly Versioned<SiteRule>[] // as they stand now
}>

/** UTF-16 units of a paragraph that may stand on two pages and still belong to both: a subhead, a name. */
const SHORT = 20
/** Following pages read of one article. */
const MOST_FOLLOWING = 9

/** The rule by which an address is read now. */
export function ruleNow({ rules }: Pick<ArticleDeps, 'rules'>, url: string): Versioned<SiteRule> | null {
  const all = rules()
  const chosen = ruleFor(
    all.map(({ state }) => state),
    url,
  )
  return all.find(({ state }) => state === chosen) ?? null
}

/**
 * Fetches an article and what follows on its next pages, at most ten in all, politely, and joins their paragraphs; a page that only
 * repeats what was read ends it. A following page that can never be read ends the text there; one that may be later is waited for,
 * unless `patient` is false. null: we are stopping.
 * @throws {Rejected} @throws {Unavailable} as the fetcher and `articleOf` do
 */
export async function wholeArticle(
  deps: ArticleDeps,
  source: Source,
  url: string,
  patient: boolean,
): Promise<WholeArticle | null> {
  const first = await readOne(deps, source, url)
  if (first === null) return null
  const evidence = [first.hash]
  let { page } = first
  const walked = new Set([url, first.fetched.finalUrl])
  for (let next = page.nextPage; next !== null && evidence.length <= MOST_FOLLOWING && !walked.has(next); ) {
    walked.add(next)
    const more = await following(deps, source, next, patient)
    if (more === null) return null
    const text = more === 'ended' ? '' : fresh(page.text, more.page.text)
    if (more === 'ended' || text === '') break
    evidence.push(more.hash)
    const attachments = [...page.attachments, ...more.page.attachments].filter(
      ({ url }, at, all) => all.findIndex(one => one.url === url) === at,
    )
    page = { ...page, text: `${page.text}\n${text}`, attachments }
    next = more.page.nextPage
  }
  return { page: { ...page, nextPage: null }, evidence, fetched: first.fetched, rule: first.rule }
}

type One = Readonly<{ page: Page; hash: string; fetched: Fetched; rule: Versioned<SiteRule> | null }>

async function readOne(deps: ArticleDeps, source: Source, url: string): Promise<One | null> {
  const fetched = await deps.fetch(source, { url })
  if (fetched === null) return null
  const { hash } = await deps.evidence.put(
    fetched.bytes,
    'unmasked',
    fetched.contentType,
    originOf(source, 'article', fetched),
  )
  const rule = ruleNow(deps, fetched.finalUrl)
  return { page: await articleOf(fetched, deps.clock.now(), rule?.state.selectors), hash, fetched, rule }
}

async function following(
  deps: ArticleDeps,
  source: Source,
  url: string,
  patient: boolean,
): Promise<One | 'ended' | null> {
  try {
    return await readOne(deps, source, url)
  } catch (error) {
    if (errorCode(error) === 'bug' || (error instanceof Unavailable && patient)) throw error
    return 'ended'
  }
}

/** The paragraphs that were not read before, with the short ones among them that may well be said twice; '' when nothing is new. */
function fresh(read: string, more: string): string {
  const known = new Set(read.split('\n'))
  const lines = more.split('\n')
  if (lines.every(line => known.has(line))) return ''
  return lines.filter(line => line.length < SHORT || !known.has(line)).join('\n')
}
