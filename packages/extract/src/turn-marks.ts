import type { EpochMs } from '@guanlan/domain'
import { cleanLine } from './clean.ts'
import { isElement, nodeText, type PageElement, type PageNode, UNREAD } from './node-text.ts'
import { parseTime } from './time.ts'

/** What stands around one post: who wrote it, when, its floor, and its own heading. */
export type TurnMarks = {
  author: string | null
  rank: number
  at: EpochMs | null
  floor: number | null
  heading: string
  text: string
}

const AUTHOR_NAMES =
  /(?:^|[\s_-])(?:author|user|user[-_]?(?:name|info|link|title|details)|poster|nick[-_]?name|nick|screen[-_]?name|d_author|p_author_name|member|louzhu|creator|name|xw1|authi|bigusername|ipsType_break|postauthor)(?:$|[\s_-])/i
const CONTROLS = /profile|message|find |posts?\b|reply|quote|只看|查看|回复|举报|私信|关注|加好友|个人资料/i
const AUTHOR_PATHS = /(?:\/|=|-)(?:users?|members?|profile|people|space|u|home|uid|author)(?:[/=.?-]|\.php)/i
const FLOORS: Readonly<Record<string, number>> = { 楼主: 1, 沙发: 2, 板凳: 3, 地板: 4 }
const ISO_DATE = /^\d{4}-\d\d-\d\dT?\s?\d/

/** Marks between posts, in page order: the first entry holds what stands before the first post, the last what stands after the last. */
export function turnMarks(
  container: PageElement,
  posts: ReadonlySet<PageElement>,
  now: EpochMs | null,
): readonly TurnMarks[] {
  const zones: TurnMarks[] = [newMarks()]
  const pending: PageNode[] = [container as PageNode]
  while (pending.length > 0) {
    const node = pending.pop()!
    const zone = zones.at(-1)!
    if (node.type === 'text') {
      if (zone.text.length < 4000) zone.text += `${node.data} `
      continue
    }
    if (isElement(node)) {
      if (posts.has(node)) {
        zones.push(newMarks())
        continue
      }
      if (UNREAD.has(node.name)) continue
      readMarks(node, zone, now)
    }
    if (!('children' in node)) continue
    if (isElement(node)) zone.text += ' '
    for (let i = node.children.length - 1; i >= 0; i--) pending.push(node.children[i]!)
  }
  for (const zone of zones) {
    const line = cleanLine(zone.text)
    zone.at ??= parseTime(line, now)?.at ?? null
    zone.floor = floorIn(line)
    zone.author ??= /(?:^|\s)(?:by|作者|发布者|发表人|网友)\s*[:：]?\s+([^\s:：，。]{2,30})/i.exec(line)?.[1] ?? null
  }
  return zones
}

function newMarks(): TurnMarks {
  return { author: null, rank: 0, at: null, floor: null, heading: '', text: '' }
}

function readMarks(element: PageElement, zone: TurnMarks, now: EpochMs | null): void {
  const { datetime, title, href = '', class: classes = '', itemprop, rel } = element.attribs
  if (zone.at === null) {
    const stated = datetime ?? (title !== undefined && ISO_DATE.test(title) ? title : undefined)
    if (stated !== undefined) zone.at = parseTime(stated, now)?.at ?? null
  }
  if (zone.heading === '' && isHeading(element)) zone.heading = cleanLine(nodeText(element as PageNode))
  const rank = authorRank(element.name, classes, href, itemprop, rel)
  if (rank <= zone.rank) return
  const name = cleanLine(nodeText(element as PageNode))
  if (name === '' || name.length > 40 || /[。，！？;；:：]|^\d+$/.test(name) || parseTime(name, null) !== null) return
  if (CONTROLS.test(name)) return
  zone.author = name
  zone.rank = rank
}

function authorRank(
  name: string,
  classes: string,
  href: string,
  itemprop: string | undefined,
  rel: string | undefined,
): number {
  if (itemprop === 'name') return 5
  if (itemprop === 'author' || rel === 'author') return 4
  const named = AUTHOR_NAMES.test(classes)
  const linked = name === 'a' && AUTHOR_PATHS.test(href)
  if (named && linked) return 5
  if (linked) return 3
  if (named) return name === 'a' ? 3 : 2
  return 0
}

/** A heading, or a link as long as one that leads elsewhere and not to a person. */
function isHeading(element: PageElement): boolean {
  if (/^h[1-5]$/.test(element.name)) return true
  const { href = '', class: classes = '' } = element.attribs
  if (element.name !== 'a' || href === '' || href.startsWith('#') || AUTHOR_PATHS.test(href)) return false
  if (/react|like|user|member|profile|rating/i.test(`${classes} ${href}`)) return false
  const text = cleanLine(nodeText(element as PageNode))
  const long = /title|subject|topic/i.test(classes) ? 6 : /\p{Script=Han}/u.test(text) ? 12 : 25
  return text.length >= long && parseTime(text, null) === null
}

function floorIn(text: string): number | null {
  const named = /(?:^|\s)(楼主|沙发|板凳|地板)(?:\s|$)/.exec(text)
  const numbered = /(?:^|[\s#])(?:第\s*)?(\d{1,6})\s*(?:楼|#|F(?=\s|$))|(?:^|\s)#\s?(\d{1,6})(?=\s|$)/.exec(text)
  if (numbered) return Number(numbered[1] ?? numbered[2])
  return named ? FLOORS[named[1]!]! : null
}
