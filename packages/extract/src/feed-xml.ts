import type { EpochMs } from '@guanlan/domain'
import { cleanLine } from './clean.ts'
import type { Feed, FeedFormat } from './feed.ts'
import { feedTime } from './feed-time.ts'
import { absoluteUrl, type Item, NO_ITEM } from './item.ts'
import type { PageElement } from './node-text.ts'
import { openXml } from './open-xml.ts'
import { plainText } from './plain-text.ts'
import { child, children, elementsNamed, localName, markup } from './xml-elements.ts'

const ROOTS: Readonly<Record<string, FeedFormat>> = { rss: 'rss', rdf: 'rdf', feed: 'atom', channel: 'rss' }
const ROOT = /<(?:[\w-]+:)?(?:rss|rdf|feed|channel)(?=[\s>/])/iy
const PAGE = /<(?:html|head|body)(?=[\s>])/iy
const ITEMS: Readonly<Record<FeedFormat, ReadonlySet<string>>> = {
  rss: new Set(['item', 'entry']),
  rdf: new Set(['item', 'entry']),
  atom: new Set(['entry', 'item']),
  jsonfeed: new Set(),
}
const DATES = ['pubdate', 'published', 'issued', 'dc:date', 'updated', 'modified', 'date', 'created']
/** Names that other namespaces give to the same. */
const FURTHER_DATES = new Set([...DATES, 'publicationdate', 'available'])
const BODIES = ['content:encoded', 'content', 'description', 'summary', 'body']
/** What an item holds beside its title and body; inside one of those it shows that an end tag was lost. */
const FIELDS = new Set([
  'link',
  'guid',
  'id',
  'pubdate',
  'published',
  'updated',
  'description',
  'content',
  'author',
  'item',
  'entry',
])

/** An RSS or Atom feed by its root, wherever warnings or blanks before it let that stand; null: there is none, or a page around it. */
export function xmlFeed(text: string, url: string | null, mostItems: number): Feed | null {
  const found = rootIn(text)
  if (found === null) return null
  const root = openXml(found)
  const format = root === null ? undefined : ROOTS[localName(root)]
  if (root === null || format === undefined) return null
  const head = format === 'atom' ? root : (children(root).find(e => localName(e) === 'channel') ?? root)
  // broken XML leaves `<item/>` shells behind, which hold nothing
  const elements = elementsNamed(root, ITEMS[format]).filter(element => children(element).length > 0)
  const language = textOf(child(head, ['language', 'dc:language'])) || head.attribs['xml:lang'] || ''
  const titles = elements.slice(0, 50).map(element => markup(child(element, ['title'])))
  const chinese =
    /^zh/i.test(language) || titles.filter(title => /\p{Script=Han}/u.test(title)).length * 3 > titles.length
  return {
    format,
    title: cleanLine(markup(child(head, ['title']), FIELDS)),
    items: elements.slice(0, mostItems).map(item => xmlItem(item, url, chinese)),
    next: absoluteUrl(links(head).find(link => link.attribs.rel === 'next')?.attribs.href, url),
  }
}

/** The text from the feed's root on; what stands before it, entity declarations included, is never parsed. null: a page comes first. */
function rootIn(text: string): string | null {
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
    if (text.startsWith('<!--', at)) {
      at = text.indexOf('-->', at + 2)
      if (at < 0) return null
      continue
    }
    ROOT.lastIndex = at
    if (ROOT.test(text)) return text.slice(at)
    PAGE.lastIndex = at
    if (PAGE.test(text)) return null
  }
  return null
}

function xmlItem(item: PageElement, feedUrl: string | null, chinese: boolean): Item {
  const base = absoluteUrl(item.attribs['xml:base'], feedUrl) ?? feedUrl
  const guid = child(item, ['guid', 'id'])
  const permalink = guid && localName(guid) === 'guid' && guid.attribs.isPermaLink !== 'false' ? textOf(guid) : ''
  return {
    ...NO_ITEM,
    externalId: textOf(guid) || item.attribs['rdf:about'] || null,
    url: absoluteUrl(linkOf(item) ?? (/^https?:/.test(permalink) ? permalink : null), base),
    title: titleOf(item),
    text: plainText(markup(child(item, BODIES))),
    author: authorOf(item),
    publishedAt: timeOf(item, chinese),
  }
}

/** Titles are read as HTML only where they look like it: `x < y` is no tag. */
function titleOf(item: PageElement): string {
  const title = markup(child(item, ['title']), FIELDS)
  return cleanLine(/<\/?[a-z][a-z0-9]*[\s/>]|&#?\w{2,8};/i.test(title) ? plainText(title) : title)
}

/** The first date of the item that can be read, in the order of the names. */
function timeOf(item: PageElement, chinese: boolean): EpochMs | null {
  for (const name of DATES) {
    const at = timeIn(child(item, [name]), chinese)
    if (at !== null) return at
  }
  for (const element of children(item)) {
    const at = FURTHER_DATES.has(localName(element)) ? timeIn(element, chinese) : null
    if (at !== null) return at
  }
  return null
}

const timeIn = (element: PageElement | null, chinese: boolean) =>
  element === null ? null : feedTime(textOf(element), chinese)

function linkOf(item: PageElement): string | null {
  const all = links(item)
  const addressed = all.filter(link => link.attribs.href)
  const chosen = addressed.find(link => (link.attribs.rel ?? 'alternate') === 'alternate') ?? addressed[0]
  const written = all.map(textOf).find(value => value !== '')
  // RSS writes its link; one with an address there is Atom's, and often another
  return (localName(item) === 'item' ? written : undefined) ?? chosen?.attribs.href ?? written ?? null
}

function authorOf(item: PageElement): string | null {
  const author = child(item, ['author', 'dc:creator', 'creator', 'itunes:author'])
  const name = author === null ? '' : textOf(children(author).find(e => localName(e) === 'name') ?? author)
  // RSS 2.0 says `address (name)`: the name is what is shown
  return cleanLine(plainText(/^\S+@\S+\s*\((.+)\)$/.exec(name)?.[1] ?? name)) || null
}

const links = (parent: PageElement): PageElement[] => children(parent).filter(e => localName(e) === 'link')

const textOf = (element: PageElement | null | undefined): string =>
  element ? cleanLine(markup(element, FIELDS).replaceAll('<br>', ' ')) : ''
