import type { PageElement } from './node-text.ts'

const ASIDE_NAMES =
  /(?:^|[\s_-])(?:comments?|cmt|pinglun|gentie|tie|reply|replies|recommend\w*|related?|relevant|xgxw|xiangguan|sidebar|aside|foot|footer|nav|navbar|menu|header-?bar|breadcrumbs?|crumbs?|share|bdshare\w*|sns\w*|social|copyright|declare|disclaimer|statement|hot|hotnews|hot-?list|rank\w*|login|qrcode|qr|popup|modal|ad|ads|adv|advert\w*|gg|keywords|toolbar|tools?|subscribe|download|prev|next|pager|pagination|page-?nav|toptopic|topic-?list|news-?list|more)(?:$|[\s_-]|\d)|(?:^|[\s_-])(?:tags?|side)(?:$|\s)/i
/** A body's own name outweighs an aside's word in it: `entry-content-read-more`, `article-body pagination-first`. */
const BODY_WORDS = /(?:article|entry|post|news)[-_]?(?:content|body|text|detail)/i
const NEVER_BODY = /comment|cmt|pinglun|reply|related?|recommend|relevant|share|footer/i
const FURNITURE_NAMES =
  /(?:^|[\s_-])(?:sidebar|aside|foot|footer|site-?header|global-?header|nav|navbar|navigation|menu|breadcrumbs?|crumbs?|share|bdshare\w*|sns\w*|social|copyright|login|signup|sign-?up|qrcode|popup|modal|dialog|ad|ads|adv|advert\w*|toolbar|subscribe|newsletter|pager|pagination|page-?nav|cookies?|consent|gdpr|skip-?links?|on-?this-?page|toc|table-?of-?contents|edit-?page|feedback)(?:$|[\s_-]|\d)/i
/** What a box has or lacks is not what it is: `has-share-float`, `right-sidebar`, `content-sidebar-wrap`. */
const TRAITS =
  /(?:^|(?<=\s))(?:has|with|without|no)-[\w-]+|\b(?:left|right|no|one|two|both|content)-?sidebar[\w-]*|\bsidebar-(?:left|right|content)\b/gi
const ASIDE_ELEMENTS: ReadonlySet<string> = new Set(['nav', 'aside', 'footer', 'form'])

const BODY_NAMES =
  /artibody|endText|article[-_]?(?:content|body|text|con\b|main|detail)|(?:^|[\s_-])(?:TRS_\w*|zoom|UCAP-CONTENT|js_content|post[-_]?(?:body|content|text)|txt[-_]?con\w*|all-txt|news[-_]?(?:txt|text|content|body)|main[-_]?(?:text|content)|content|detail|entry-content|rich_media_content|pages_content)(?:$|[\s_-])/i

/** What a box is by its own class, id, role or element. */
export type Roles = Readonly<{
  apart: boolean // no part of an article: navigation, comments, recommendations
  furniture: boolean // serves the site, whatever the page is: navigation, side bars, footers
  body: boolean // named as what holds an article
}>

/** Elements whose own name says what they are. */
const OWN_ROLES: ReadonlySet<string> = new Set(['nav', 'aside', 'footer', 'form', 'body', 'html', 'article', 'main'])
const NO_ROLES: Roles = { apart: false, furniture: false, body: false }

/** The roles of an element; boxes of a page go by few names, each many times, so they are kept in `known`. */
export function rolesOf(element: PageElement, known: Map<string, Roles>): Roles {
  const { class: classes = '', id = '', role = '' } = element.attribs
  if (classes === '' && id === '' && role === '' && !OWN_ROLES.has(element.name)) return NO_ROLES
  const key =
    id === '' && role === '' && !OWN_ROLES.has(element.name) ? classes : `${element.name} ${role} ${classes} ${id}`
  let roles = known.get(key)
  if (roles === undefined) {
    const names = namesOf(element)
    roles = { apart: isAside(element, names), furniture: isFurniture(element, names), body: isBody(element) }
    known.set(key, roles)
  }
  return roles
}

function namesOf({ attribs }: PageElement): string {
  const names = `${attribs.class ?? ''} ${attribs.id ?? ''}`.replace(/([a-z])([A-Z])/g, '$1-$2')
  return /sidebar|(?:^|\s)(?:has|with|no)/i.test(names) ? names.replace(TRAITS, '') : names
}

function isAside(element: PageElement, names: string): boolean {
  if (ASIDE_ELEMENTS.has(element.name)) return true
  if (/^(?:body|html|article|main)$/.test(element.name)) return false
  if (BODY_WORDS.test(names) && !NEVER_BODY.test(names)) return false
  return ASIDE_NAMES.test(names)
}

function isFurniture(element: PageElement, names: string): boolean {
  if (
    /^(?:nav|aside|footer)$/.test(element.name) ||
    /^(?:navigation|banner|contentinfo|search|dialog)$/.test(element.attribs.role ?? '')
  )
    return true
  if (/^(?:body|html|article|main|form)$/.test(element.name)) return false
  return FURNITURE_NAMES.test(names) && !BODY_WORDS.test(names)
}

function isBody({ attribs }: PageElement): boolean {
  return BODY_NAMES.test(`${attribs.class ?? ''} ${attribs.id ?? ''}`)
}
