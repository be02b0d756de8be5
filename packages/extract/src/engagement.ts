import { type Interactions, NO_INTERACTIONS } from '@guanlan/domain'
import { asCount, boundedJson, member } from './bounded-json.ts'
import { BLOCKS, nodeText, type PageElement } from './node-text.ts'
import { blockAround, type PageFindings, shortText } from './page-findings.ts'

type Count = keyof Interactions

/** 1,234 · 1.2万 · 10万+ */
const FIGURE = String.raw`(\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,2})?\s?[万亿wW]?)\+?`
const GAP = String.raw`\s*(?:总|次|人)?数?量?\s*[:：(（[【]?\s*`
const LABELS: readonly (readonly [Count, string, string])[] = [
  ['reads', '(?:阅读|浏览|点击|播放|访问)', '(?:次|人)?(?:阅读|浏览|点击|播放|访问)'],
  ['comments', '(?:评论|跟[贴帖]|回复|留言)', '(?:条|个)?(?:评论|跟[贴帖]|回复|留言)'],
  ['likes', '(?:点赞|赞)', '(?:个|次|人)?(?:点赞|赞)'],
  ['reposts', '(?:转发|分享)', '(?:次|人)?(?:转发|分享)'],
]
/** Label before figure, figure before label. A letter or figure right after is another word: 阅读2小时, 评论3月. */
const PATTERNS = LABELS.map(([count, before, after]) => ({
  count,
  before: new RegExp(`${before}${GAP}${FIGURE}(?![\\d.])\\s*(?:次|人次?|条|个)?\\s*(?=$|[^\\p{L}\\d])`, 'u'),
  after: new RegExp(`(?:^|[^\\d.,:：/-])${FIGURE}\\s*${after}(?=$|[^\\p{L}])`, 'u'),
}))
const LONGEST_LINE = 120

/**
 * How often a page says it was read, commented, liked and passed on: JSON-LD and microdata first, then what stands beside the words.
 * A figure of the layout counts when the page states one for its word, else the first before any other: lists of other articles
 * carry figures too. 0 in the layout is what scripts have yet to fill in, so it is not taken; null where the page does not say.
 */
export function engagement(findings: PageFindings): Interactions {
  return { ...NO_INTERACTIONS, ...shown(findings), ...microdata(findings), ...linkedData(findings) }
}

type Found = Partial<Record<Count, number>>

function shown({ labelled }: PageFindings): Found {
  const values = new Map<Count, Set<number>>()
  const seen = new Set<PageElement>()
  for (const element of labelled) {
    const line = lineAround(element)
    if (seen.has(line)) continue
    seen.add(line)
    const text = shortText(line, LONGEST_LINE)
    if (text.length > LONGEST_LINE || !/\d/.test(text)) continue
    for (const { count, before, after } of PATTERNS) {
      const figure = figureOf((before.exec(text) ?? after.exec(text))?.[1])
      if (figure === null || figure === 0) continue
      const known = values.get(count) ?? new Set()
      values.set(count, known.add(figure))
    }
  }
  // several figures for one word belong to several pieces: none is the page's own for sure
  return Object.fromEntries(
    [...values].filter(([, all]) => all.size === 1).map(([count, all]) => [count, [...all][0]!]),
  )
}

/** The nearest block around an element, itself included. */
function lineAround(element: PageElement): PageElement {
  return BLOCKS.has(element.name) ? element : (blockAround(element) ?? element)
}

function figureOf(words: string | undefined): number | null {
  return words === undefined ? null : asCount(words.replaceAll(',', '').replace(/\s/g, '').replace(/w$/i, '万'))
}

const ACTIONS: readonly (readonly [RegExp, Count])[] = [
  [/comment/i, 'comments'],
  [/like/i, 'likes'],
  [/share|tweet/i, 'reposts'],
  [/read|view|watch|visit|pageload/i, 'reads'],
]

function countOf(action: string): Count | null {
  return ACTIONS.find(([words]) => words.test(action))?.[1] ?? null
}

/** `<meta itemprop="interactionCount" content="UserComments:35">` and `<span itemprop="commentCount">35</span>`. */
function microdata({ counted }: PageFindings): Found {
  const found: Found = {}
  for (const element of counted) {
    const stated = (element.attribs.content ?? nodeText(element)).trim()
    const parts = /^(?:([A-Za-z]+)\s*:\s*)?(\d{1,10})$/.exec(stated)
    if (parts === null) continue
    const count = element.attribs.itemprop === 'commentCount' ? 'comments' : countOf(parts[1] ?? '')
    if (count !== null) found[count] ??= Number(parts[2])
  }
  return found
}

/** schema.org's interactionStatistic and commentCount of the first article-like object. */
function linkedData({ scripts }: PageFindings): Found {
  const found: Found = {}
  for (const { type, text } of scripts) {
    if (type !== 'application/ld+json' || !/interactionStatistic|commentCount/.test(text)) continue
    const value = readJson(text)
    const roots = [...asList(value), ...asList(member(value, '@graph'))]
    for (const root of roots) {
      const comments = asCount(member(root, 'commentCount'))
      if (comments !== null) found.comments ??= comments
      for (const one of asList(member(root, 'interactionStatistic'))) {
        const type = member(one, 'interactionType')
        const action = typeof type === 'string' ? type : String(member(type, '@type') ?? '')
        const count = countOf(action.slice(action.lastIndexOf('/') + 1))
        const figure = asCount(member(one, 'userInteractionCount'))
        if (count !== null && figure !== null) found[count] ??= figure
      }
    }
  }
  return found
}

function readJson(text: string): unknown {
  try {
    return boundedJson(text.replace(/[\u0000-\u001f]+/g, ' '))
  } catch {
    return null // a broken block of someone else's page says nothing
  }
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])
