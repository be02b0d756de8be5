import type { PageMeta } from './article-meta.ts'
import type { Found } from './article-origin.ts'
import { weigh } from './article-origin.ts'
import type { BareName } from './bare-names.ts'
import { creditsIn } from './credit-labels.ts'
import type { CreditLine } from './credit-lines.ts'
import type { CreditZones } from './credit-zones.ts'
import { isChineseName } from './person-name.ts'
import { TIME_MARKS } from './time-marks.ts'

/** 本站 and 原创 mean the site itself; 网络 and 互联网 mean that nobody knows. */
const SELF = /^(?:本站|本网|本站原创|本网原创|原创|本报|本刊|自采|我站|自有)$/
const NOWHERE = /^(?:网络|互联网|来源网络|网络整理|网上|不详|未知|其他|其它|转载|综合|整理|网友|匿名|无)$/
const NOT_OUTLETS =
  /^(?:作者|编辑|责编|责任|发布|发稿|更新|时间|日期|浏览|阅读|点击|评论|字体|字号|分享|打印|收藏|关注|举报|用户|我要|查看|简介|曾任|最新|更多|[大中小]$|[^\p{L}]+$)/u

/** Whether two names mean one outlet: one contains the other. */
export const sameOutlet = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map(name =>
    name
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ''),
  )
  return a !== '' && b !== '' && (a!.includes(b!) || b!.includes(a!))
}

/**
 * The outlet 来源 that first published the article: ContentSource of a government page, the label by the headline or at the end,
 * the page's head, a name that stands by the time, the outlet of the reporter's line; else the site that shows it.
 * @param reporters outlets named before 记者 in lines that credit reporters
 */
export function articleOutlet(
  zones: CreditZones,
  meta: PageMeta,
  bare: readonly BareName[],
  reporters: readonly string[],
): Found<string> | null {
  const layout = (value: string | null | undefined, sure: number): Found<string> | null =>
    value === null || value === undefined ? null : { value, from: 'layout', sure }
  const head = (value: string | null, sure: number): Found<string> | null =>
    value === null || SELF.test(value) || NOWHERE.test(value) ? null : { value, from: 'meta', sure }
  const labels = [
    layout(labelled(zones.between), 0.97),
    layout(labelled(zones.end) ?? labelled(zones.tail), 0.93),
    layout(labelled(zones.start), 0.9),
    layout(labelled(zones.above), 0.9),
  ]
  const anonymous = labels.find(label => label !== null)
  if (anonymous && NOWHERE.test(anonymous.value)) return null
  const named = labels.map(label =>
    label !== null && (SELF.test(label.value) || NOWHERE.test(label.value)) ? null : label,
  )
  const beside = bare.filter(name => name.is === 'outlet')
  return weigh(
    [
      head(meta.government.outlet, 0.97),
      ...named,
      head(meta.outlet, 0.9),
      layout(beside.find(name => name.hinted)?.name, 0.85),
      layout(beside.find(name => !name.hinted)?.name, 0.75),
      layout(reporters[0], 0.8),
      meta.linked.publisher === null ? null : { value: meta.linked.publisher, from: 'json-ld', sure: 0.8 },
      layout(bare.find(name => name.account === 'named')?.name, 0.8),
      meta.siteName === null ? null : { value: meta.siteName.value, from: meta.siteName.from, sure: 0.7 },
      layout(bare.find(name => name.account !== null && !isChineseName(name.name))?.name, 0.6),
    ],
    sameOutlet,
  )
}

function labelled(lines: readonly CreditLine[]): string | null {
  for (const line of lines) {
    if (line.text.length > 300 || !/[源自处處位]/.test(line.text)) continue
    for (const { kind, value, from } of creditsIn(line)) {
      if (kind !== 'outlet') continue
      // prose speaks of sources too: a label stands at the head of its line or behind a blank, a bar or a bracket
      if (from > 60 && line.text.length > 120) continue
      const name = outletName(value)
      if (name !== null) return name
    }
  }
  return null
}

/** The name in a label's value: up to the next element, date, bar or blank, without brackets and quotes around it. */
function outletName(value: string): string | null {
  const first =
    value
      .split(/\t+|[|｜]/)
      .map(part => part.trim())
      .find(part => part !== '') ?? ''
  const dated = first.search(TIME_MARKS)
  const plain = (dated > 0 ? first.slice(0, dated) : first)
    .replace(/^[\s"“”'《〈【[（(]+/, '')
    .replace(/\s*[（(][^（）()]{0,30}[)）]?$/, '')
    .trim()
  const name = (/^[\p{Script=Latin}\d .&'’-]+$/u.test(plain) ? plain : (plain.split(/[\s,，。;；]/)[0] ?? '')).replace(
    /["“”'》〉】\]）)。，,;；]+$/,
    '',
  )
  return name.length >= 2 && name.length <= 40 && !NOT_OUTLETS.test(name) && !/^https?:|[。！？]/.test(name)
    ? name
    : null
}
