import type { Entity, EntityKind } from '@guanlan/domain'
import { type Document, spanOf } from './document.ts'

/** `sign` is a cheap test: a text without it cannot hold the shape. */
type Shape = Readonly<{ kind: EntityKind; sign: RegExp; pattern: RegExp; name: (found: string) => string }>

const upper = (found: string) => found.toUpperCase()
const ROAD_WORD =
  '高速|国道|省道|县道|乡道|村道|公路|路段|收费站|服务区|互通|匝道|出口|入口|隧道|线|段|路|k\\d|[\\u4e00-\\u9fff]{0,6}?方向'
const NOT_GLUED = '(?<![a-z0-9.])'
/** A road number may be followed by a stake mark at once, never by other letters or digits; trains and meetings are no roads. */
const ROAD_ENDS = '(?![0-9a-jl-z.])(?!k(?!\\d))(?!次|峰会|集团|国家|列车|动车|客机|飞机|基站|网络|会议|手机)'

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const DIGITS = '零一二三四五六七八九'

/** The number of a Chinese numeral below one thousand, as digits. */
export function numeral(chinese: string): string {
  if (!/[十百]/.test(chinese)) return [...chinese].map(digit => DIGITS.indexOf(digit)).join('')
  let total = 0
  let digit = 0
  for (const character of chinese) {
    const value = DIGITS.indexOf(character)
    if (value >= 0) digit = value
    else {
      total += (digit === 0 && character === '十' ? 1 : digit) * (character === '百' ? 100 : 10)
      digit = 0
    }
  }
  return String(total + digit)
}

const chineseLine = (found: string) => `${numeral(found.slice(0, -1))}路`

/** Two letters of a plate are kept, the rest is hidden: a name in an index must not be a person's plate. */
const maskedPlate = (found: string) => `${found.slice(0, 2).toUpperCase()}***`

const PLATE_SIGN = new RegExp(`[${PROVINCES}][a-z]`)
const ROAD_SIGN = /[gsxyc]\d/

/** Shapes with a number, tried in this order; a later shape never reuses a place that an earlier one took. */
const SHAPES: readonly Shape[] = [
  {
    kind: 'plate',
    sign: PLATE_SIGN,
    pattern: new RegExp(`[${PROVINCES}][a-z][·•.]?(?=[a-z*×]*[\\d*×])[a-z0-9*×]{4,6}(?![a-z0-9*×])`, 'g'),
    name: maskedPlate,
  },
  {
    kind: 'place',
    sign: /\+/,
    pattern: /(?<![a-z0-9.])k\d{1,4}\s?\+\s?\d{3}(?!\d)|(?<=[gsxyc]\d{1,4})k\d{1,4}\+\d{3}(?!\d)/g,
    name: found => upper(found.replaceAll(' ', '')),
  },
  { kind: 'road', sign: ROAD_SIGN, pattern: new RegExp(`${NOT_GLUED}[gs]\\d{3}${ROAD_ENDS}`, 'g'), name: upper },
  {
    kind: 'road',
    sign: ROAD_SIGN,
    pattern: new RegExp(`${NOT_GLUED}[xyc]\\d{3}${ROAD_ENDS}(?=[\\u4e00-\\u9fff]{0,4}?(?:${ROAD_WORD}))`, 'g'),
    name: upper,
  },
  {
    kind: 'road',
    sign: ROAD_SIGN,
    pattern: new RegExp(
      `${NOT_GLUED}[gs](?:\\d{4}|\\d{1,2})${ROAD_ENDS}(?=[\\u4e00-\\u9fff]{0,4}?(?:${ROAD_WORD}))`,
      'g',
    ),
    name: upper,
  },
  {
    kind: 'line',
    sign: /路/,
    pattern:
      /(?<![a-z0-9.])(?:\d{1,3}|[a-z]\d{1,2})路(?!由|口|段|灯|人|面|诸侯|大军|纵队|信号|视频|高清|输入|输出|基|程|径|军|电话|来电)(?<!(?:兵分|共有)\d{1,3}路)(?!车道)/g,
    name: upper,
  },
  {
    kind: 'line',
    sign: /路/,
    pattern:
      /(?<![一二三四五六七八九十百零\d])[一二三四五六七八九][一二三四五六七八九十百零]{0,4}路(?=公交|汽车|公共|车(?!道|口)|班车|线路)|十[一二三四五六七八九]?路(?=公交|汽车|车(?!道|口))/g,
    name: chineseLine,
  },
  { kind: 'line', sign: /号线/, pattern: /(?<![a-z0-9.])\d{1,2}号线/g, name: upper },
]

const HAS_NUMBER = /[0-9*×]|[一二三四五六七八九十]路/

/**
 * Roads, expressways, stake marks, bus and metro lines and plates, in order of shape.
 * One- and two-digit roads and county roads need a road word close by: 5G, G20 and C919 are none.
 */
export function findNumbered(document: Document): readonly Entity[] {
  const { folded } = document
  if (!HAS_NUMBER.test(folded)) return []
  const found: Entity[] = []
  const taken: { from: number; to: number }[] = []
  for (const { kind, sign, pattern, name } of SHAPES) {
    if (!sign.test(folded)) continue
    for (const match of folded.matchAll(pattern)) {
      const from = match.index
      const to = from + match[0].length
      if (taken.some(other => from < other.to && other.from < to)) continue
      taken.push({ from, to })
      found.push({ kind, name: name(match[0]), id: null, value: null, span: spanOf(document, from, to) })
    }
  }
  return found
}
