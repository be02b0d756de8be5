import type { EntityKind } from '@guanlan/domain'
import { numeral } from './entity-number.ts'

/** Something with a number in it that stands in the folded text at [from, to). */
export type NumberedFound = Readonly<{ kind: EntityKind; name: string; from: number; to: number }>

/** `sign` is a cheap test: a text without it cannot hold the shape. */
type Shape = Readonly<{ kind: EntityKind; sign: RegExp; pattern: RegExp; name: (found: string) => string }>

const upper = (found: string) => found.toUpperCase().replaceAll(/\s/g, '')
const HAN = '\\u4e00-\\u9fff'
const ROAD_WORD = `高速|国道|省道|县道|乡道|村道|公路|路段|收费站|服务区|互通|匝道|出口|入口|隧道|线|段|路(?!演|过|人|透)|k\\d|[${HAN}]{0,6}?方向`
const NOT_GLUED = '(?<![a-z0-9.])'
/** A road number may be followed by a stake mark at once, never by other letters or digits; trains and meetings are no roads. */
const ROAD_ENDS =
  '(?![0-9a-jl-z.])(?!k(?!\\d))(?!次|峰会|集团|国家|列车|动车|客机|飞机|基站|网络|网速|会议|手机|信号|时代|套餐|财长|成员|公交|座|栋|幢|楼|出口处)'
const NEAR_ROAD_WORD = `(?=[${HAN}]{0,4}?(?:${ROAD_WORD}))`

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const GRADES: Readonly<Record<string, string>> = { 国道: 'G', 省道: 'S', 县道: 'X', 乡道: 'Y', 村道: 'C' }
const GRADE = Object.keys(GRADES).join('|')

/** Two letters of a plate are kept, the rest is hidden: a name in an index must not be a person's plate. */
const maskedPlate = (found: string) => `${found.slice(0, 2).toUpperCase()}***`
/** Where every private plate was masked before, one that stands whole is that of an operating vehicle: it is told as it stands there. */
function wholePlate(found: string): string {
  const plain = found.toUpperCase().replaceAll(/[\s·•.-]/g, '')
  return /[*×]/.test(plain) ? maskedPlate(plain) : plain
}
/** 311国道, 国道311 and G311 are one road. */
const gradedRoad = (found: string) =>
  found
    .replace(new RegExp(`(${GRADE})|线`, 'g'), '')
    .replace(/^(?=\d)/, GRADES[new RegExp(GRADE).exec(found)![0]]!)
    .toUpperCase()
const chineseLine = (found: string) =>
  `${numeral(found.replace(/^(?:地铁|轨道交通|轻轨)|路$|号线$/g, ''))}${/路$/.test(found) ? '路' : '号线'}`
/** 桩号787+532, 787公里532米 and K787+532 are one stake. */
function stakeName(found: string): string {
  const [, prefix = '', kilometres, metres] = /([a-z]*?)k?(\d{1,4})(?:\D+(\d{1,3}))?/.exec(
    found.replaceAll(/\s|(?:里程)?桩号[:：]?/g, ''),
  )!
  return `${prefix.replace(/k$/, '')}k${kilometres}${metres === undefined ? '' : `+${metres.padStart(3, '0')}`}`.toUpperCase()
}

const METRES = '\\s?\\+\\s?\\d{3}(?:\\.\\d{1,3})?(?!\\d)'
/** Left and right carriageways and ramps have stakes of their own: ZK15+600, AK0+320. */
const STAKE = '(?:(?<![a-z0-9.])[a-z]?|(?<=[gsxyc]\\d{1,4}))k\\d{1,4}'
const TO = '\\s?(?:至|到|—|–|-|~|～)+\\s?'

const PLATE_SIGN = new RegExp(`[${PROVINCES}]\\s?[a-z]`)
const ROAD_SIGN = /[gsxyc]\d/
const STAKE_SIGN = /k\d|桩号|公里/
const NO_LINE =
  '由|口|段|灯|人|面|诸侯|大军|纵队|信号|视频|高清|输入|输出|基|程|径|军|电话|来电|同时|并进|摄像|监控|缘|标|牌|肩|障|沿|堤|网|况|过|边|桥|虎|费|政|局|立交|高架|泵|供电|电源|检查组|督查|工作组|开关|继电|插座|输电|配电|分配|显示|音频|串口|顺风|平安|传感|并联|串联|大神|明星|神仙'

/** Shapes with a number, tried in this order; a later shape never reuses a place that an earlier one took. */
const SHAPES: readonly Shape[] = [
  {
    kind: 'plate',
    sign: PLATE_SIGN,
    pattern: new RegExp(
      `[${PROVINCES}]\\s?[a-z]\\s?[·•.-]?\\s?(?=[a-z*×]*[\\d*×])(?:[a-z0-9*×]{5,6}|[a-z0-9*×]{4}(?:[挂学警港澳]|(?<=[*×].{0,3})))(?![a-z0-9*×])`,
      'g',
    ),
    name: maskedPlate,
  },
  {
    kind: 'stake',
    sign: STAKE_SIGN,
    pattern: new RegExp(
      [
        `${STAKE}${METRES}`,
        `${STAKE}(?=${TO}[a-z]?k?\\d{1,4}(?:${METRES}|(?![\\d次])))`,
        `(?<=k\\d{1,4}(?:${METRES})?${TO})[a-z]?k?\\d{1,4}(?:${METRES}|(?![\\d次路]))`,
        `${STAKE}(?=处|公里处|附近|路段|段|里程)`,
        `(?:里程)?桩号[:：]?\\s?\\d{1,4}${METRES}`,
        `(?<=桩号.{0,12}${TO})\\d{1,4}${METRES}`,
        `(?<![\\d.])k?\\d{1,4}公里\\s?[+加]?\\s?\\d{1,3}米(?=处|附近|路段|段|至|到|$)`,
        `(?<![\\d.])k?\\d{1,4}公里(?=处)`,
      ].join('|'),
      'g',
    ),
    name: stakeName,
  },
  {
    kind: 'road',
    sign: /[国省县乡村]道/,
    pattern: new RegExp(
      `(?<![a-z0-9])\\d{2,4}(?:国道|省道|县道|乡道)|(?:${GRADE})[gsxyc]?\\d{2,4}(?![0-9年月日个公米])线?`,
      'g',
    ),
    name: gradedRoad,
  },
  { kind: 'road', sign: ROAD_SIGN, pattern: new RegExp(`${NOT_GLUED}[gs]\\d{3}${ROAD_ENDS}`, 'g'), name: upper },
  {
    kind: 'road',
    sign: ROAD_SIGN,
    pattern: new RegExp(`${NOT_GLUED}[xyc]\\d{3}${ROAD_ENDS}${NEAR_ROAD_WORD}`, 'g'),
    name: upper,
  },
  {
    kind: 'road',
    sign: ROAD_SIGN,
    pattern: new RegExp(`${NOT_GLUED}[gs](?:\\d{4}|\\d{1,2})${ROAD_ENDS}${NEAR_ROAD_WORD}`, 'g'),
    name: upper,
  },
  {
    kind: 'line',
    sign: /路/,
    pattern: new RegExp(
      `(?:(?<![a-z0-9.])(?:\\d{1,3}|[a-z]{1,2}\\d{1,3})|(?<![${HAN}])(?:夜班?|游|环|专|快)\\d{1,3}|(?<=[和、与乘坐到])(?:夜班?|游|环|专|快)\\d{1,3})路(?!${NO_LINE})(?<!(?:兵分|共有)\\d{1,3}路)(?!车道)`,
      'g',
    ),
    name: upper,
  },
  {
    kind: 'line',
    sign: /\d路?[、和]\s?\d{1,3}路/,
    pattern: new RegExp(
      `(?<![\\d.:a-z第])\\d{1,3}(?=路?(?:[、和]\\s?\\d{1,3}路?){0,8}[、和]\\s?\\d{1,3}路(?!${NO_LINE}))`,
      'g',
    ),
    name: found => `${found}路`,
  },
  {
    kind: 'line',
    sign: /路/,
    pattern:
      /(?<![一二三四五六七八九十百零\d第])[一二三四五六七八九][一二三四五六七八九十百零]{0,4}路(?=公交|汽车|公共|车(?!道|口)|班车|线路|司机|和|跟|与|、|合并|取消|停运|改线|绕行|末班|首班)|十[一二三四五六七八九]?路(?=公交|汽车|车(?!道|口))|(?<=[坐乘等])[二三四五六七八九十][一二三四五六七八九十百零]{0,4}路(?!人|口)/g,
    name: chineseLine,
  },
  {
    kind: 'line',
    sign: /号线/,
    pattern: /(?<![a-z0-9.第])(?:地铁|轨道交通|轻轨|brt)?(?:\d{1,2}|[a-z]\d?|机场)号线(?!索|缆|杆|圈)/g,
    name: found => upper(found.replace(/^(?:地铁|轨道交通|轻轨|brt)/, '')),
  },
  {
    kind: 'line',
    sign: /号线/,
    pattern: /(?:地铁|轨道交通|轻轨)?(?<![第\d])[一二三四五六七八九十]{1,3}号线(?!索|缆|杆|圈)/g,
    name: chineseLine,
  },
]

/** Chinese figures of a line, where no other digit stands. */
const CHINESE_NUMBER = /[一二三四五六七八九十](?:路|号线)/

/**
 * Roads, expressways, stake marks, bus and metro lines and plates, in order of shape, in a folded text; `digits` says that it
 * holds a digit, `wholePlates` that private ones were masked before. One- and two-digit roads and county roads need a road word close by: 5G, G20 and C919 are none.
 */
export function findNumbered(folded: string, digits: boolean, wholePlates = false): readonly NumberedFound[] {
  if (!digits && !/[*×]/.test(folded) && !CHINESE_NUMBER.test(folded)) return []
  const found: NumberedFound[] = []
  for (const { kind, sign, pattern, name } of SHAPES) {
    if (!sign.test(folded)) continue
    for (const match of folded.matchAll(pattern)) {
      const from = match.index
      const to = from + match[0].length
      if (found.some(other => from < other.to && other.from < to)) continue
      found.push({ kind, name: (kind === 'plate' && wholePlates ? wholePlate : name)(match[0]), from, to })
    }
  }
  return found
}
