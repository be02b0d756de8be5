import type { EntityKind } from '@guanlan/domain'
import type { Document } from './document.ts'
import {
  AFTER_STATION,
  BEFORE_STATION,
  NAME_BREAKERS,
  type NameEnd,
  PLAIN_PLACES,
  PLAIN_ROADS,
  PLAIN_STATIONS,
  PLAIN_TRAVEL,
  STATION_LIKE,
  TRADE_WORDS,
} from './entity-words.ts'
import { isHan } from './fold.ts'
import type { PlainWords } from './plain-words.ts'

/** Something named by its shape, at [from, to) of the folded text. */
export type NameFound = Readonly<{ kind: EntityKind; from: number; to: number }>

/** Index of the word that holds the unit at `at`. */
export function wordAt({ starts, words }: Document, at: number): number {
  let low = 0
  let high = words.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (starts[middle + 1]! <= at) low = middle + 1
    else high = middle
  }
  return low
}

const allHan = (word: string): boolean => {
  for (let i = 0; i < word.length; i++) if (!isHan(word.charCodeAt(i))) return false
  return true
}

/** Single characters that names are made of; any other single word ends a name. */
const NAME_CHARACTERS = new Set(
  '东南西北中新老大小金银龙凤山水云江湖河桥石白青红黄岭塘湾坪坝坡沙泉洋安平永兴华丰宁康庆吉福顺达通宏鑫'.split(''),
)
const REGION = /[省市州县区镇乡村]$/
const TIME = /[天日年月晚早周时]$/

/** The segmenter glues what it does not know: 聚在|, 起绕|. A name neither begins nor ends with such a character. */
const LOOSE = /^(?:[在到向去给由与从往的是了被把将请至起又也都就很太]|和(?!平))|[在到向去给由和与从往的是了着过被把将]$/

/** Whether a word may be part of a name of a place, road, station or firm. */
export function canName(word: string): boolean {
  if (!allHan(word) || NAME_BREAKERS.has(word)) return false
  if ([...word].every(one => NAME_BREAKERS.has(one))) return false
  return word.length === 1 ? NAME_CHARACTERS.has(word) : !TIME.test(word) && !LOOSE.test(word)
}

/** Where a name with the end [at, to) begins, what of it stands before the end, and the index of the word before it all. */
type Lead = Readonly<{ from: number; own: string; before: number }>

/** 高铁|云州东站, 地铁|市政府站: by what one travels there is no part of the name. */
const VEHICLES: ReadonlySet<string> = new Set('地铁 高铁 动车 火车 公交 轻轨 轮渡 公交车 坐车'.split(' '))
/** A common word that begins a name all the same: 市民|中心站. */
const IN_NAMES = /^(?:市民中心|老年大学|学生公寓|群众艺术馆|村民广场)/
const inName = (folded: string, at: number) => IN_NAMES.test(folded.slice(at, at + 6))

/** A single Han character that the segmenter could not join to a word it knows. */
const isLone = (word: string | undefined) => word?.length === 1 && allHan(word) && !NAME_BREAKERS.has(word)

/** Takes words before an end into a name until `enough` says so, a word breaks off, or there are `most` of them. */
function leadOf(
  document: Document,
  at: number,
  most: number,
  plain: PlainWords,
  enough: (own: string) => boolean,
): Lead {
  const { words, starts, folded } = document
  let index = wordAt(document, at)
  let from = starts[index]!
  for (let taken = 0; taken < most && !enough(folded.slice(from, at)); taken++) {
    const word = words[index - 1]
    if (word === undefined || VEHICLES.has(word)) break
    if (isLone(word) && isLone(words[index - 2]) && plain(words[index - 2]! + word) === null) {
      index -= 2
      from = starts[index]!
      continue
    }
    if ((!canName(word) || plain(word) === 'act') && !inName(folded, starts[index - 1]!)) break
    if (REGION.test(word) && word.length > 2 && from < at) break
    index--
    from = starts[index]!
  }
  const own = folded.slice(from, at)
  if (own.length > 2 && /^[市县区]$/.test(words[index]!))
    return { from: from + 1, own: own.slice(1), before: index - 1 }
  return { from, own, before: index - 1 }
}

type Finder = (document: Document, at: number, to: number, plain: PlainWords) => NameFound | null

const DIRECTION = /^[东南西北中上下前后内外一二三四五六七八九十新老大小]*$/
const NO_FAST = /^(?:发展|增长|行驶|运转|旋转|摄像|飞驰|奔跑|铁路|列车|动车|公路|扩张|推进)/

/** Letters for provinces and cities that the names of expressways are made of. */
const ROUTE_LETTERS =
  '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳台昆蓉杭瑞深广乌连霍哈同兰海沈包茂银福长张汕南丹锡荣济泉厦成西武汉合叶信许郑洛开商周平漯尧栾卢淅岭安永登少惠梅龙莞佛珠肇'

/** 沪|昆|高速: the letters that stand for provinces and cities are words of one character. */
function expressway(document: Document, at: number): number {
  const { words, starts } = document
  const end = wordAt(document, at)
  let index = end
  if (starts[end] !== at) return at
  while (index > 0 && starts[end]! - starts[index - 1]! <= 4) {
    const word = words[index - 1]!
    if (![...word].every(letter => ROUTE_LETTERS.includes(letter))) break
    index--
  }
  return starts[index]!
}

/** Whether a name of this list ends the words: 二级|公路, 新修|水泥路. */
function plainTail(name: string, plainNames: ReadonlySet<string>): string | null {
  for (let cut = 0; cut < name.length - 1; cut++) if (plainNames.has(name.slice(cut))) return name.slice(cut)
  return null
}

const road: Finder = (document, at, to, plain) => {
  const { folded } = document
  const fast = folded.startsWith('高速', at)
  if (fast) {
    const from = expressway(document, at)
    if (at - from >= 2) return { kind: 'road', from, to }
    if (NO_FAST.test(folded.slice(to, to + 2))) return null
  }
  const { from, own } = leadOf(document, at, 2, plain, text => text.length >= 2 && !DIRECTION.test(text))
  const name = folded.slice(from, to)
  if (own.length < 2 || own.length > 6 || DIRECTION.test(own) || !canName(own) || plain(own) === 'act') return null
  if (name.endsWith('公路') && !name.endsWith('高速公路')) return null
  const tail = plainTail(name, PLAIN_ROADS)
  return tail === null || (fast && tail !== name) || /^(?:快速路|环线|大街)$/.test(tail)
    ? { kind: 'road', from, to }
    : null
}

const KEPT_TAIL =
  /^(?:[东南西北]站|.*(?:客运|汽车|火车|高铁|地铁|轻轨|公交|收费|长途|枢纽|首末|始发|终点|换乘|总站).*)$/
/** The character is a verb: 站出来, 站在, 站着. */
const STANDS = /^[出起在着立稳岗队满得不了住好成过姿]/

const station: Finder = (document, at, to, plain) => {
  const { folded, words } = document
  const { from, own, before } = leadOf(document, at, 2, plain, text => text.length >= 3)
  const name = folded.slice(from, to)
  if (own === '' || own.length > 10 || NAME_BREAKERS.has(own) || plain(own) === 'act') return null
  const tail = plainTail(name, PLAIN_STATIONS)
  if (tail === name || (tail !== null && !KEPT_TAIL.test(tail))) return null
  if (to - at > 1) {
    const named =
      plain(own) === null || own === '机场' || !/^(?:客运|汽车|火车|收费|长途|枢纽|总站)/.test(folded.slice(at, to))
    return named ? { kind: 'station', from, to } : null
  }
  if (own.length === 1 || STANDS.test(folded.slice(to, to + 1))) return null
  const sure =
    STATION_LIKE.test(own) || BEFORE_STATION.has(words[before] ?? '') || AFTER_STATION.test(folded.slice(to, to + 4))
  return sure ? { kind: 'station', from, to } : null
}

/** Where a place begins that follows the region it lies in: 云州市|望湖区; `at` when none does. */
function afterRegion({ boundaries, folded }: Document, at: number, plain: PlainWords): number {
  for (let from = at - 2; from >= Math.max(2, at - 4); from--) {
    if (boundaries[from] === 0 || !/[省市州县区镇乡]/.test(folded[from - 1]!)) continue
    const own = folded.slice(from, at)
    const named = allHan(own) && !LOOSE.test(own) && plain(own) === null
    return named && ![...own].some(one => NAME_BREAKERS.has(one)) ? from : at
  }
  return at
}

const place: Finder = (document, at, to, plain) => {
  const { folded } = document
  const next = to - at === 1 ? afterRegion(document, at, plain) : at
  if (next < at && !PLAIN_PLACES.has(folded.slice(next, to))) return { kind: 'place', from: next, to }
  const { from, own } = leadOf(document, at, 2, plain, text => text.length >= 2)
  const name = folded.slice(from, to)
  if (name.length < 3 || own.length < 2 || own.length > 5 || DIRECTION.test(own) || !canName(own)) return null
  const tail = plainTail(name, PLAIN_PLACES)
  const head = tail === null ? own : name.slice(0, name.length - tail.length)
  return head.length >= 2 && canName(head) && plain(head) === null ? { kind: 'place', from, to } : null
}

const MOST_WORDS = 6

/** A firm's name runs back over words of trade to the word that is its own, and the region before that. */
const company: Finder = (document, at, to, plain) => {
  const { words, starts, folded } = document
  let index = wordAt(document, at)
  const glued = folded.slice(starts[index], at)
  const isTrade = (word: string) => TRADE_WORDS.has(word) || plain(word) === 'thing'
  const named = (word: string) => !isTrade(word) && canName(word) && plain(word) !== 'act'
  let own = glued !== '' && named(glued) ? starts[index]! : -1
  for (let taken = 0; taken < MOST_WORDS; taken++, index--) {
    const word = words[index - 1]
    if (word === undefined || (NAME_BREAKERS.has(word) && !TRADE_WORDS.has(word))) break
    const trade = isTrade(word)
    if (own < 0 && !trade && isLone(word) && isLone(words[index - 2])) {
      own = starts[index - 2]!
      break
    }
    if (own >= 0 ? !REGION.test(word) || !named(word) : !trade && !named(word)) break
    if (!trade) own = starts[index - 1]!
  }
  return own < 0 || own >= at ? null : { kind: 'organisation', from: own, to }
}

const AFTER_PLATFORM = /^(?:平台|司机|客服|app|公司|软件|的?订单|”|」|》|的司机|师傅|官方|抽成|接单|约的|小程序|被约谈)/

/** Where the name is a common word (快步打车), only these say that it is one. */
const AFTER_SURE = /^(?:平台|客服|app|官方|公司|软件|小程序)/

const platform: Finder = (document, at, to, plain) => {
  const { folded } = document
  const { from, own } = leadOf(
    document,
    at,
    1,
    () => null,
    text => text.length >= 2,
  )
  if (own.length < 2 || own.length > 4 || PLAIN_TRAVEL.has(own) || !canName(own)) return null
  const next = folded.slice(to, to + 4)
  return (plain(own) === null ? AFTER_PLATFORM : AFTER_SURE).test(next) ? { kind: 'organisation', from, to } : null
}

const FINDERS: Readonly<Record<NameEnd, Finder>> = { road, station, place, company, platform }

/** What an end may be glued to by the segmenter without being another word: 望江|路到, 竹溪|乡段. */
const GLUE = /^[到至往与和跟向段境的内太都也又要有没在被是]/
/** 小区域, 集团军, 广场舞: the end is no end here. */
const NO_END = /^(?:小区域|集团军|广场舞|公司法|大街小巷|街道办|村委|车队员|大道理|公园里程)/

/** Whether the end [at, to) really ends something: the segmenter ends a word there, or may be read so. */
function ends({ boundaries, folded }: Document, at: number, to: number): boolean {
  if (NO_END.test(folded.slice(at, to + 2))) return false
  if (boundaries[to] === 1) return true
  return boundaries[at] === 1 && (to - at > 1 || GLUE.test(folded.slice(to, to + 1)))
}

/** The thing whose name ends with [at, to), an end of its kind; null when that is only a common word. */
export function namedBy(end: NameEnd, document: Document, at: number, to: number, plain: PlainWords): NameFound | null {
  return ends(document, at, to) ? FINDERS[end](document, at, to, plain) : null
}
