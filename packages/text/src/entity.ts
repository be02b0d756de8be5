import type { Entity, EntityKind } from '@guanlan/domain'
import { type Document, spanOf, standsAlone } from './document.ts'
import { matcher } from './matcher.ts'
import { findNumbered } from './numbered.ts'

/** One entry of the table of names that the bureau imports. Aliases are told under the main name. */
export type GazetteerEntry = Readonly<{ kind: EntityKind; name: string; aliases?: readonly string[] }>

const AGENCIES: readonly string[] = [
  ...'交通运输局 交通运输厅 交通运输部 交通局 公路局 公路管理局 公路事业发展中心 公路管理站 运管局 运管处 运管所 路政大队 治超办 治超站'.split(
    ' ',
  ),
  ...'交通运输综合行政执法支队 综合行政执法支队 综合执法支队 交通执法支队 交通执法大队 海事局 港航局 城管局 城市管理局'.split(
    ' ',
  ),
  ...'公安局 公安分局 交警支队 交警大队 交警中队 派出所 信访局 住建局 发改委 发展改革委 应急管理局 市场监管局 生态环境局'.split(
    ' ',
  ),
  ...'自然资源局 教育局 卫健委 人社局 文旅局 财政局 邮政管理局 网信办 宣传部 纪委监委 人民政府 市政府 县政府 区政府'.split(
    ' ',
  ),
  ...'镇政府 乡政府 街道办事处 街道办 居委会 村委会 公交公司 公交集团 客运总站 汽车总站'.split(' '),
]
const REGION_END = new Set('省市州县区镇乡村'.split('').map(end => end.charCodeAt(0)))
const MOST_ENTITIES = 60
const LONGEST_REGION = 6

/** How many regions may stand before an agency: 云州市 | 云安区 | 交通运输局. */
const REGIONS = 2
/** 我市, 各县, 该区 point at a region without naming it. */
const POINTERS = new Set('我本全各该此每'.split('').map(pointer => pointer.charCodeAt(0)))

type Range = Readonly<{ from: number; to: number }>

/** Where the word that ends at `to` begins, when it names a region; else `to`. */
function regionWord({ starts, words, units }: Document, to: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! < to) low = middle + 1
    else high = middle
  }
  if (low === 0 || starts[low] !== to) return to
  const from = starts[low - 1]!
  const names = to - from >= 2 && to - from <= LONGEST_REGION && REGION_END.has(units[to - 1]!)
  return names && !POINTERS.has(units[from]!) ? from : to
}

/** Where the name of an agency begins once the regions directly before it are taken in: places of the table, or words. */
function withRegion(document: Document, from: number, places: readonly Range[]): number {
  let begin = from
  for (let taken = 0; taken < REGIONS; taken++) {
    const place = places.find(({ to }) => to === begin)
    const next = place?.from ?? regionWord(document, begin)
    if (next === begin || (next < document.textFrom && begin > document.textFrom)) break
    begin = next
  }
  return begin
}

/** A name of two characters must be a word of its own; a longer one only must not be torn out of letters or digits. */
function bounded(document: Document, from: number, to: number): boolean {
  const { boundaries } = document
  return standsAlone(document, from, to) && (to - from > 2 || (boundaries[from] === 1 && boundaries[to] === 1))
}

/** Finds what is named in a text: table names, agencies, and everything with a number (roads, stakes, lines, plates). */
export type EntityFinder = (document: Document) => readonly Entity[]

type Name = Readonly<{ pattern: string; kind: EntityKind; name: string; agency: boolean }>

/** A bare line number is found by shape, where its context is looked at: 3路 must not match in 3路由器. */
const BARE_LINE = /^\w{1,3}路$/

function namesOf(gazetteer: readonly GazetteerEntry[]): readonly Name[] {
  const names: Name[] = []
  for (const { kind, name, aliases = [] } of gazetteer) {
    for (const pattern of [name, ...aliases]) {
      if (!BARE_LINE.test(pattern)) names.push({ pattern, kind, name, agency: false })
    }
  }
  for (const name of AGENCIES) names.push({ pattern: name, kind: 'organisation', name, agency: true })
  return names
}

/** Builds a finder on the bureau's own table of names; the table's spelling wins over the built-in agencies. */
export function entityFinder(gazetteer: readonly GazetteerEntry[]): EntityFinder {
  const names = namesOf(gazetteer)
  const find = matcher(names.map(({ pattern }) => pattern))
  return document => {
    const found: Entity[] = []
    const places: Range[] = []
    let coveredTo = 0
    for (const { pattern, from, to } of find(document.units, document.length)) {
      if (to <= coveredTo || found.length >= MOST_ENTITIES || !bounded(document, from, to)) continue
      coveredTo = to
      const { kind, name, agency } = names[pattern]!
      const begin = agency ? withRegion(document, from, places) : from
      if (kind === 'place') places.push({ from, to })
      found.push({
        kind,
        name: agency ? document.folded.slice(begin, to) : name,
        id: null,
        value: null,
        span: spanOf(document, begin, to),
      })
    }
    const numbered = findNumbered(document)
    return numbered.length === 0 ? found : [...found, ...numbered].slice(0, MOST_ENTITIES)
  }
}
