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

const canName = (word: string): boolean =>
  allHan(word) && !NAME_BREAKERS.has(word) && (word.length > 1 ? !TIME.test(word) : NAME_CHARACTERS.has(word))

/** Where a name that ends at `to` with the end [at, to) begins, and what stands before its end. */
type Lead = Readonly<{ from: number; own: string; before: number }>

/** Takes words before an end into a name until `enough` says so, a word breaks off, or there are `most` of them. */
function leadOf(document: Document, at: number, most: number, enough: (own: string) => boolean): Lead {
  const { words, starts, folded } = document
  let index = wordAt(document, at)
  let from = starts[index]!
  for (let taken = 0; taken < most && !enough(folded.slice(from, at)); taken++) {
    const word = words[index - 1]
    if (word === undefined || !canName(word)) break
    if (REGION.test(word) && word.length > 2 && from < at) break
    index--
    from = starts[index]!
  }
  return { from, own: folded.slice(from, at), before: index - 1 }
}

const DIRECTION = /^[东南西北中上下前后内外一二三四五六七八九十新老大小]*$/
const NO_FAST = /^(?:发展|增长|行驶|运转|旋转|摄像|飞驰|奔跑|铁路|列车|动车|公路|扩张|推进)/

function road(document: Document, at: number, to: number): NameFound | null {
  const { folded } = document
  const { from, own } = leadOf(document, at, 2, text => text.length >= 2 && !DIRECTION.test(text))
  const name = folded.slice(from, to)
  if (own.length < 2 || own.length > 6 || DIRECTION.test(own) || PLAIN_ROADS.has(name)) return null
  if (name.endsWith('高速') && NO_FAST.test(folded.slice(to, to + 2))) return null
  if (name.endsWith('公路') && !name.endsWith('高速公路')) return null
  for (let cut = 1; cut < name.length - 1; cut++)
    if (
      PLAIN_ROADS.has(name.slice(cut)) &&
      name.length - cut > 2 &&
      !name.slice(cut).startsWith('高速') &&
      !name.slice(cut).startsWith('快速')
    )
      return null
  return { kind: 'road', from, to }
}

function station(document: Document, at: number, to: number): NameFound | null {
  const { folded, words } = document
  const { from, own, before } = leadOf(document, at, 2, text => text.length >= 3)
  const name = folded.slice(from, to)
  if (own === '' || own.length > 10 || PLAIN_STATIONS.has(name) || NAME_BREAKERS.has(own)) return null
  if (own.length === 1 && folded.slice(at, to).length === 1) return null
  for (let cut = 1; cut < own.length; cut++) {
    const tail = folded.slice(from + cut, to)
    if (
      PLAIN_STATIONS.has(tail) &&
      tail.length > 2 &&
      !/[东南西北]站$|客运|汽车|火车|高铁|地铁|轻轨|公交|收费|长途|枢纽|中心|总站|首末|始发|终点|换乘/.test(tail)
    )
      return null
  }
  if (folded.slice(at, to) !== '站') return { kind: 'station', from, to }
  const sure =
    STATION_LIKE.test(own) || BEFORE_STATION.has(words[before] ?? '') || AFTER_STATION.test(folded.slice(to, to + 4))
  return sure ? { kind: 'station', from, to } : null
}

function place(document: Document, at: number, to: number): NameFound | null {
  const { folded } = document
  const { from, own } = leadOf(document, at, 1, text => text.length >= 1)
  const name = folded.slice(from, to)
  if (own.length < 2 - (to - at > 1 ? 0 : 1) || own.length > 6 || PLAIN_PLACES.has(name)) return null
  if (name.length < 3 || NAME_BREAKERS.has(own) || DIRECTION.test(own) || !allHan(own)) return null
  for (let cut = 1; cut < name.length - 1; cut++)
    if (PLAIN_PLACES.has(name.slice(cut)) && name.length - cut > 2 && !/[桥口头道通场园新区村城]$/.test(name))
      return null
  return { kind: 'place', from, to }
}

/** A firm's name runs back over words of trade to the word that is its own. */
function company(document: Document, at: number, to: number): NameFound | null {
  const { words, starts, folded } = document
  let index = wordAt(document, at)
  let from = starts[index]!
  let own = from < at && !TRADE_WORDS.has(folded.slice(from, at)) && canName(folded.slice(from, at)) ? from : -1
  for (let taken = 0; taken < 6; taken++) {
    const word = words[index - 1]
    if (word === undefined || NAME_BREAKERS.has(word)) break
    const trade = TRADE_WORDS.has(word)
    if (!trade && !canName(word) && word !== '（' && word !== '）') break
    if (own >= 0 && !REGION.test(word) && trade) break
    index--
    from = starts[index]!
    if (!trade) own = from
  }
  if (own < 0 || own >= at) return null
  return { kind: 'organisation', from: own, to }
}

const AFTER_PLATFORM =
  /^(?:平台|司机|客服|app|公司|软件|的?订单|”|」|》|”|的司机|师傅|官方|抽成|接单|约的|小程序|被约谈)/

function platform(document: Document, at: number, to: number): NameFound | null {
  const { folded } = document
  const { from, own } = leadOf(document, at, 1, text => text.length >= 2)
  if (own.length < 2 || own.length > 4 || PLAIN_TRAVEL.has(own) || NAME_BREAKERS.has(own)) return null
  return AFTER_PLATFORM.test(folded.slice(to, to + 4)) ? { kind: 'organisation', from, to } : null
}

const FINDERS: Readonly<Record<NameEnd, (document: Document, at: number, to: number) => NameFound | null>> = {
  road,
  station,
  place,
  company,
  platform,
}

/** The thing whose name ends with [at, to), an end of its kind; null when that is only a common word. */
export function namedBy(end: NameEnd, document: Document, at: number, to: number): NameFound | null {
  if (document.boundaries[to] === 0) return null
  return FINDERS[end](document, at, to)
}
