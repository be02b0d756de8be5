import { Rejected, ruleSelectors, type SiteSelectors } from '@guanlan/domain'
import { type CheerioAPI, load } from 'cheerio'
import { cleanText } from './clean.ts'
import { nodeText, type PageElement } from './node-text.ts'

/** CSS selectors of one site, each overriding what is found by shape. */
export type ArticleSelectors = Omit<SiteSelectors, 'drop'> & Readonly<{ drop?: readonly string[] }>

/** What the selectors of a rule give, '' and [] where a part has no selector or its selector finds nothing. */
export type RuleReading = Readonly<{
  title: string
  text: string
  publishedAt: string
  outlet: string
  authors: readonly string[]
}>

/** Others look into the page's depth or compare every sibling with every other: a hostile page could make them run for minutes. */
const PSEUDO_CLASSES: ReadonlySet<string> = new Set([
  'first-child',
  'last-child',
  'only-child',
  'first-of-type',
  'last-of-type',
  'only-of-type',
  'nth-child',
  'nth-last-child',
  'nth-of-type',
  'nth-last-of-type',
  'not',
  'is',
  'empty',
  'root',
])
const MOST_ELEMENTS = 2_000
const MOST_BROTHERS = 2_000
const MOST_AUTHORS = 10

/**
 * Makes sure that every selector of a rule is CSS, and of the kind whose cost grows with the page and no faster.
 * @throws {Rejected} site-rule/bad-selector naming it
 */
export function checkSelectors(selectors: SiteSelectors): void {
  const $ = load('<p></p>')
  for (const selector of ruleSelectors(selectors)) {
    if (!isPlain(selector)) throw new Rejected('site-rule/bad-selector', { detail: selector.slice(0, 80) })
    try {
      $(selector)
    } catch (cause) {
      throw new Rejected('site-rule/bad-selector', { cause, detail: selector.slice(0, 80) })
    }
  }
}

/** No markup (cheerio would take it for a page), no `~`, no pseudo-class but the listed ones; brackets and quotes may hold anything. */
function isPlain(selector: string): boolean {
  const bare = selector.replace(/\[(?:[^\]"']|"[^"]*"|'[^']*')*\]/g, '[]')
  if (/[<~"'\\]/.test(bare) || /^\s*[>+,]|[>+,.#]\s*(?:$|[.#>+,)])/.test(bare.replace(/[>+,]\s*(?=[.#])/g, ' ')))
    return false
  return [...bare.matchAll(/:+([a-z-]*)/gi)].every(([, name]) => PSEUDO_CLASSES.has(name!.toLowerCase()))
}

/** Takes the parts out of a page that a rule drops. */
export function dropParts($: CheerioAPI, selectors: ArticleSelectors | undefined): void {
  for (const selector of selectors?.drop ?? []) if (isAffordable($, selector)) $(selector).remove()
}

/** `:nth-…` counts the brothers of each element anew: on a page with thousands in one row such a selector finds nothing. */
function isAffordable($: CheerioAPI, selector: string): boolean {
  return (
    !/:nth-/i.test(selector) ||
    $('*')
      .get()
      .every(node => !('children' in node) || node.children.length <= MOST_BROTHERS)
  )
}

/** Reads a page by a rule. A text made of several elements is read one after another; of everything else but authors the first counts. */
export function readByRule($: CheerioAPI, selectors: ArticleSelectors | undefined): RuleReading {
  const all = (selector: string | undefined): readonly PageElement[] =>
    selector === undefined || !isAffordable($, selector)
      ? []
      : ($(selector).get() as unknown as readonly PageElement[]).slice(0, MOST_ELEMENTS)
  const first = (selector: string | undefined) =>
    all(selector)
      .map(said)
      .find(text => text !== '') ?? ''
  const names = all(selectors?.authors)
    .map(said)
    .filter(name => name !== '')
  return {
    title: first(selectors?.title),
    text: outermost(all(selectors?.text))
      .map(said)
      .filter(text => text !== '')
      .join('\n'),
    publishedAt: first(selectors?.publishedAt),
    outlet: first(selectors?.outlet),
    authors: names.slice(0, MOST_AUTHORS),
  }
}

/** A meta tag says what it says in `content`, a time in `datetime`; everything else by its text. */
function said(element: PageElement): string {
  if (element.name === 'meta') return cleanText(element.attribs.content ?? '')
  const stated = element.name === 'time' ? element.attribs.datetime : undefined
  return cleanText(stated ?? '') || cleanText(nodeText(element))
}

/** Without those that stand inside another one. */
function outermost(elements: readonly PageElement[]): readonly PageElement[] {
  const chosen = new Set<unknown>(elements)
  return elements.filter(element => {
    for (let at: unknown = element.parent; at !== null && at !== undefined; at = (at as { parent?: unknown }).parent) {
      if (chosen.has(at)) return false
    }
    return true
  })
}
