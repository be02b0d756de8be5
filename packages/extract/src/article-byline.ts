import { DAY_MS, type EpochMs } from '@guanlan/domain'
import type { PageMeta } from './article-meta.ts'
import { cleanLine } from './clean.ts'
import { isOrganisationName } from './organisation.ts'
import type { Block, Outline } from './page-outline.ts'
import { parseTime, type StatedTime } from './time.ts'

/** When, by which outlet, by whom: as shown around the headline, else as the head of the page says. */
export type Byline = Readonly<{
  time: StatedTime | null
  outlet: string | null
  author: string | null
  editor: string | null
}>

const ZONE = 1500

/** Reads the lines between headline and body, then just above the headline, then the ends of the body. */
export function byline(
  page: Outline,
  meta: PageMeta,
  title: Block | null,
  body: Block | null,
  now: EpochMs | null,
): Byline {
  const bodyFrom = body?.from ?? page.text.length
  const titleTo = title !== null && title.from < bodyFrom + 400 ? title.to : Math.max(0, bodyFrom - ZONE)
  const between = titleTo <= bodyFrom ? page.text.slice(titleTo, Math.min(bodyFrom, titleTo + ZONE)) : ''
  const above = page.text.slice(Math.max(0, (title?.from ?? titleTo) - 400), title?.from ?? titleTo)
  const start = page.text.slice(Math.max(bodyFrom, titleTo), Math.max(bodyFrom, titleTo) + 300)
  const end = body === null ? '' : page.text.slice(Math.max(bodyFrom, body.to - 300), body.to + 600)
  const bodyEnd = body === null ? '' : page.text.slice(Math.max(bodyFrom, body.to - 200), body.to)
  const shown = [between, above, labels(start.slice(0, 200)), labels(bodyEnd), publishLine(end)].map(cleanLine)
  const beside = besideTime(between, meta.pageTitle)
  return {
    time: shownTime(shown, meta.publishedAt, now),
    outlet:
      firstOf([between, start, end, above], outletIn) ??
      meta.outlet ??
      outletAfterTime(cleanLine(between)) ??
      beside.outlet,
    author: firstOf([between, start, end], authorIn) ?? beside.author ?? personIn(meta),
    editor: firstOf([end, between, page.text.slice(body?.to ?? 0, (body?.to ?? 0) + 1500)], editorIn),
  }
}

/** Lines short enough to be a label: a date in a sentence is what the article tells of, not when it was published. */
function labels(zone: string): string {
  return zone
    .split('\n')
    .filter(line => line.trim().length < 50 && !/[，。]/.test(line))
    .join('\n')
}

/** The line that says `时间：`, as boxes below an article do. */
function publishLine(zone: string): string {
  return (
    zone
      .split('\n')
      .find(line => /(?:时间|日期)\s*[:：]\s*20\d\d/.test(line) && !/(?:更新|打印|访问)(?:时间|日期)/.test(line)) ?? ''
  )
}

function firstOf<T>(zones: readonly string[], read: (zone: string) => T | null): T | null {
  for (const zone of zones) {
    const found = read(zone)
    if (found !== null) return found
  }
  return null
}

/**
 * What readers see wins over the head of the page; the head fills in the clock when the page shows only the day. Forms relative
 * to the reading time (昨天, 11-24) are read last: a score or a chapter looks like a date without a year.
 */
function shownTime(zones: readonly string[], head: StatedTime | null, now: EpochMs | null): StatedTime | null {
  const [between = '', ...elsewhere] = zones
  const near = timeIn(between, null)
  if (near !== null && near.precision !== 'day') return near
  if (near !== null) {
    return head !== null && head.precision !== 'day' && Math.abs(head.at - near.at) < DAY_MS ? head : near
  }
  if (head !== null && head.precision !== 'day') return head
  const others = elsewhere.map(zone => timeIn(zone, null)).filter(time => time !== null)
  return others.find(time => time.precision !== 'day') ?? head ?? others[0] ?? timeIn(between, now)
}

const DATED =
  /(?:(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}|\d{1,2}\s*[-/月]\s*\d{1,2}|今天|昨天|前天|\d+\s*(?:分钟|小时|天)\s*前|刚刚|(?:19|20)\d{6}(?!\d))/g

function timeIn(zone: string, now: EpochMs | null): StatedTime | null {
  let day: StatedTime | null = null
  for (const match of zone.matchAll(DATED)) {
    if (/(?:更新|修改|打印|访问)(?:时间|日期)?\s*[:：]?\s*$/.test(zone.slice(0, match.index))) continue
    const time = parseTime(zone.slice(match.index, match.index + 40), now)
    if (time === null) continue
    if (time.precision !== 'day') return time
    day ??= time
  }
  return day
}

const NOT_A_NAME =
  /^(?:作者|编辑|责编|责任|发布|发稿|更新|时间|日期|浏览|阅读|点击|评论|字体|字号|分享|打印|收藏|关注|举报|网络|互联网|用户|我要|查看|简介|曾任|最新|转载|其他|更多|[大中小]$|[^\p{L}]+$)/u
const LABEL_END = String.raw`(?=\s|$|[|｜,，;；)）\]】]|作者|编辑|责任|责编|发布|时间|日期|浏览|阅读|点击|字[体号])`

function outletIn(zone: string): string | null {
  for (const match of zone.matchAll(
    new RegExp(String.raw`来\s?源(?:于|自)?\s*[:：]?[\s"“]*([^\s:：|｜<>。！？]{2,30}?)["”]?${LABEL_END}`, 'gu'),
  )) {
    const name = match[1]!
    const labelled = /[:：]/.test(match[0])
    // prose speaks of sources too: without a colon only a line of its own counts
    const ownLine = /(?:^|\n|\|)\s*(?:[^\n]{0,40}\d\s*)?(?:信息|文章|稿件|本文|新闻)?$/.test(zone.slice(0, match.index))
    if ((labelled || ownLine) && !NOT_A_NAME.test(name)) return name.replace(/^[《【[(（]|[》】\])）]$/g, '')
  }
  return null
}

/** `2019年09月07日 04:04 北京日报`: the short name right after the time. */
function outletAfterTime(zone: string): string | null {
  const match = /\d{1,2}:\d{2}(?::\d{2})?\s+([^\s\d:：|｜]{2,16})(?=\s|$)/u.exec(zone)
  return match !== null && !NOT_A_NAME.test(match[1]!) ? match[1]! : null
}

const BESIDE_LABELS = /(?:原创|转载|来自|作者|发布于|发布时间|发表于|时间)\s*[:：]?|文\s*[:：/]|[|｜]/g

/** `云州晚报 2026-11-24 08:14`, `李云舟/云州晚报` above the time: the short name just before it, told apart by how it ends. */
function besideTime(zone: string, pageTitle: string): Readonly<{ outlet: string | null; author: string | null }> {
  const nobody = { outlet: null, author: null }
  const dated = zone.search(DATED)
  if (dated < 0 || dated > 200) return nobody
  const lines = zone
    .slice(0, dated)
    .split('\n')
    .map(line => line.replace(BESIDE_LABELS, ' ').trim())
  const line = lines.filter(text => text !== '').at(-1) ?? ''
  const names = line.split(/\s*[/／]\s*|\s{1,}/).filter(name => name !== '')
  const namely = (name: string) =>
    name.length >= 2 && name.length <= 16 && /^[\p{L}\p{N}._·-]+$/u.test(name) && !NOT_A_NAME.test(name)
  // the headline itself may stand there once more
  if (names.length > 2 || !names.every(name => namely(name) && !pageTitle.includes(name))) return nobody
  return {
    outlet: names.find(isOrganisationName) ?? null,
    author: names.find(name => !isOrganisationName(name)) ?? null,
  }
}

function authorIn(zone: string): string | null {
  const label =
    /(?:(?:^|[\s(（【|｜])(?:作者|撰文)\s*[:：]|(?:^|\n)\s*文\s?[/／]|(?<!本文)作者\s*[:：])\s*([^\s:：|｜()（）。，]{2,20}(?:[、 ][\p{Script=Han}·]{2,4}(?=[\s、)）]|$))*)/u.exec(
      zone,
    )
  if (label !== null && !NOT_A_NAME.test(label[1]!)) return label[1]!
  const reporter =
    /(?:^|[\s(（【])(?:本报|本网|通讯员|见习)?(?:记者|通讯员)\s*[:：]?\s*([\p{Script=Han}·]{2,4}(?:[ 、][\p{Script=Han}]{2,4})*)(?=[\s)）】]|$)/u.exec(
      zone,
    )
  return reporter === null ? null : reporter[1]!
}

/** The author of the page's head, unless it is the site, a template's filler or an address. */
function personIn(meta: PageMeta): string | null {
  const name = meta.author
  if (name === null || name === meta.outlet || meta.pageTitle.includes(name)) return null
  return /^[\p{Script=Han}·]{2,4}$/u.test(name) && !/[网报社闻台局部委办]$/.test(name)
    ? name
    : /^[A-Z][\p{L}.'-]+(?: [A-Z][\p{L}.'-]+){1,3}$/u.test(name)
      ? name
      : null
}

function editorIn(zone: string): string | null {
  return /(?:责任编辑|责编|编辑)\s*[:：]\s*([^\s:：|｜()（）\]】]{2,12})/u.exec(zone)?.[1]?.replace(/_\w+$/, '') ?? null
}
