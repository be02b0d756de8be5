import { maskPersonal, RULE_PARTS, type RulePart, type SiteSelectors } from '@guanlan/domain'
import { articleOf, partsByRule } from './article-of.ts'

/** What each part of an article reads as, '' where nothing was found; `byRule` are the parts that the selectors gave. */
export type PartsRead = Readonly<{ parts: Readonly<Record<RulePart, string>>; byRule: readonly RulePart[] }>

/** A page out of the evidence. */
export type SavedPage = Readonly<{ url: string; bytes: Uint8Array; contentType: string; readAt: number }>

/**
 * Reads a page that was collected earlier as the crawler would now, by selectors or, for null, by its shape alone. Phones and the
 * like are masked. Times are milliseconds since 1970 in figures, '' for none.
 * @throws {Rejected} as reading an article does
 */
export async function readSavedPage(page: SavedPage, selectors: SiteSelectors | null): Promise<PartsRead> {
  const { url, bytes, contentType, readAt } = page
  const fetched = { bytes, contentType, finalUrl: url }
  const read = await articleOf(fetched, readAt, selectors ?? undefined)
  const { title, text, publishedAt, outlet, authors } = read
  const parts: Record<RulePart, string> = {
    title,
    text,
    publishedAt: publishedAt === null ? '' : String(publishedAt),
    outlet: outlet ?? '',
    authors: authors.join('、'),
  }
  for (const part of RULE_PARTS) if (part !== 'publishedAt') parts[part] = maskPersonal(parts[part]).text
  return { parts, byRule: partsByRule(read) }
}
