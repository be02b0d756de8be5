import type { Cover } from './mask-sight.ts'

/** What numbers are judged by besides their digits. */
export type NumberOptions = Readonly<{ published: boolean }>

type Group = Readonly<{ from: number; to: number; digits: string }>

/** A number as written: groups of digits with at most three separators between them. */
type Written = Readonly<{ digits: string; shape: string; before: string; after: string; isSerial: boolean }>

const GAP = /^[ \t\r\n\-.·/_()~]{1,3}$/
/** A list of land lines goes on behind it. */
const PAUSE = /^[、,;；]\s?$/
const LONGEST = 19
const SHORTEST = 7
/** From so many characters on a run of letters and digits is a key or a checksum. */
const KEY_CHARACTERS = 24
const MOST_GROUPS = 19

/** How people break up eleven digits; other splits are counts, dates and addresses of machines (192.168.10.123). */
const MOBILE_SHAPES = new Set(
  '11 3-4-4 3-3-5 3-8 4-3-4 4-4-3 7-4 5-6 6-5 3-5-3 3-6-2 3-2-3-3 3-2-2-2-2 3-4-2-2 3-4-1-3 2-2-2-2-2-1 1-2-2-2-2-2 2-3-3-3 1-10 2-9 10-1 9-2 8-3'.split(
    ' ',
  ),
).add(Array(11).fill('1').join('-'))
const MOBILE = /^1[3-9]\d{9}$/
const COUNTED = /^\s?(?:元|吨|人次|辆次|万元|亿元|万吨|公里|千米|平方|立方|千瓦|趟次|班次)/
const DAY = /(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/

/** The first two digits of a citizen ID: the provinces of GB/T 2260. */
const PROVINCE = '(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[123])'
const CITIZEN_18 = new RegExp(
  `^${PROVINCE}\\d{4}(?:18|19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx]$`,
)
const CITIZEN_15 = new RegExp(`^${PROVINCE}\\d{4}\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}$`)
const CITIZEN_CUE = /(?:身份证|证件|公民身份|居民证|ID)\D{0,8}$/i
const CARD_CUE =
  /(?:卡号|银行卡|储蓄卡|借记卡|信用卡|账号|账户|帐号|帐户|[工农中建交]行卡?|[工农中建交招邮储]{1,2}银行|汇到|打到|转到|退到)\D{0,8}$/
const PHONE_CUE =
  /(?:电话|座机|固话|联系方式|拨打?|打|致电|呼叫|固定电话|宅电|家电|手机|号码|tel|phone|☎|📞)(?:号码?)?[是为:：\s.]{0,3}$/i
/** What numbers papers, parcels and machines, not persons. */
const SERIAL_CUE =
  /(?:(?:工单|订单|受理|流水|运单|快递|单据|案件|事项|回执|批次|发票|合同|档案|信访|办件|立案|查询|设备|序列|车架|发动机|终端|商户|许可证?|执照|注册|备案|项目|公告|招标|采购|标段|资产|文件|版本|交易|任务|登记|申请|业务|投诉)(?:编号|单号|代码|编码|号(?!码))|编号|单号|编码|信用代码|序号|邮编|流水|文号|票号|货号|条码)[为是:：\s]{0,3}[A-Za-z]{0,6}[-(]?$/
/** Duty numbers an agency publishes under its own name. */
const PUBLIC_CUE =
  /(?:监督|咨询|值班|服务|投诉|举报|热线|办公|总机|值守|报修|救援|客服|传真|预约|受理|便民|应急|报名|订票|公开)(?:和|及|、|投诉|举报|监督|咨询|服务|值班|求助|报修)*(?:电话|热线|专线|号码|传真)?(?:号码)?[为是:：(\s]{0,3}$/
const DESK = /(?:局|处|中心|公司|集团|站|科|室|所|队|委|厅|窗口)[:：(\s]{1,3}$/
const AGENCY =
  /局|厅|委|中心|支队|大队|公司|集团|车站|服务区|客运站|收费站|办公室|管理处|政府|窗口|分局|派出所|街道|科室|[科处室所][:：(\s]|单位/

/** Mobile and land-line numbers, citizen IDs and bank cards in a sight. */
export function numberCovers(text: string, { published }: NumberOptions): readonly Cover[] {
  const covers: Cover[] = []
  for (const chain of chainsOf(text)) {
    let last: Read | null = null
    for (let i = 0; i < chain.length; ) {
      last = readAt(text, chain, i, published, last)
      if (last.cover !== null) covers.push(last.cover)
      i = last.next
    }
  }
  return covers
}

function chainsOf(text: string): readonly (readonly Group[])[] {
  const chains: Group[][] = []
  let end = -1
  for (const { 0: digits, index: from } of text.matchAll(/\d+/g)) {
    const group = { from, to: from + digits.length, digits }
    const gap = end < 0 ? '' : text.slice(end, from)
    const goesOn = end >= 0 && gap.length <= 3 && (GAP.test(gap) || PAUSE.test(gap))
    if (goesOn) chains.at(-1)!.push(group)
    else chains.push([group])
    end = group.to
  }
  return chains
}

/** What was read at one group of a chain: `next` is the group to go on with. */
type Read = Readonly<{ cover: Cover | null; next: number; isLandline: boolean; isPublic: boolean }>

/** The shortest number that begins with a group. */
function readAt(text: string, chain: readonly Group[], i: number, published: boolean, last: Read | null): Read {
  const first = chain[i]!
  const before = text.slice(Math.max(0, first.from - 24), first.from)
  const isSerial = SERIAL_CUE.test(before) || isPartOfSerial(text, chain[0]!, first)
  let digits = ''
  const lengths: number[] = []
  for (let j = i; j < chain.length && j - i < MOST_GROUPS; j++) {
    const { from, to, digits: more } = chain[j]!
    if (j > i && PAUSE.test(text.slice(chain[j - 1]!.to, from))) break
    digits += more
    lengths.push(more.length)
    if (digits.length > LONGEST) break
    if (digits.length < SHORTEST) continue
    const written = { digits, shape: lengths.join('-'), before, after: text.slice(to, to + 8), isSerial }
    const found = judge(written, last?.isLandline === true)
    if (found === null || isCutOff(text, first.from, to)) continue
    const isPublic = found.landline && published && (last?.isPublic === true || isPublicNumber(text, first.from))
    const cover = {
      from: first.from,
      to: to + (found.withX ? 1 : 0),
      head: headOf(text, first.from, found),
      tail: found.tail,
    }
    return { cover: isPublic ? null : cover, next: j + 1, isLandline: found.landline, isPublic }
  }
  return { cover: null, next: i + 1, isLandline: false, isPublic: false }
}

/** 编号2026-139-0000-1234: what a number of papers began goes on until a blank. */
function isPartOfSerial(text: string, start: Group, group: Group): boolean {
  if (start === group || !SERIAL_CUE.test(text.slice(Math.max(0, start.from - 24), start.from))) return false
  return !/[\s、,;；]/.test(text.slice(start.from, group.from))
}

/** Digits inside a long run of letters and digits, or in the path of an address, are a key or a page, not a person. */
function isCutOff(text: string, from: number, to: number): boolean {
  const [left, right] = [
    /[A-Za-z0-9]*$/.exec(text.slice(Math.max(0, from - 40), from))!,
    /^[A-Za-z0-9]*/.exec(text.slice(to, to + 40))!,
  ]
  if (left[0] !== '' && right[0] !== '' && left[0].length + to - from + right[0].length >= KEY_CHARACTERS) return true
  const lead = text.slice(Math.max(0, from - 200), from)
  return /https?:\/\/[^\s\u4e00-\u9fff]*$/i.test(lead) && !/[=:][+\d]{0,4}$/.test(lead)
}

type Judged = Readonly<{ head: number; tail: number; landline: boolean; withX: boolean }>

const kept = (head: number, tail = 0, landline = false, withX = false): Judged => ({ head, tail, landline, withX })

function judge(written: Written, isAfterPhone: boolean): Judged | null {
  const { digits, before } = written
  return (
    mobile(written) ??
    citizen(written) ??
    landline(written, isAfterPhone) ??
    (isCard(written) ? kept(4) : null) ??
    (digits.length >= 15 && digits.length <= 18 && /身份证(?:号码?)?[是为:：\s]{0,3}$/.test(before) ? kept(3) : null)
  )
}

/** Eleven digits of a mobile, with 0, 86, +86 or 0086 before them or without. */
function mobile({ digits, shape, before, after, isSerial }: Written): Judged | null {
  if (digits.length < 11 || digits.length > 15) return null
  const prefix = /^(?:0086|86|0)(?=1[3-9]\d{9}$)/.exec(digits)?.[0] ?? ''
  const plain = digits.slice(prefix.length)
  if (!MOBILE.test(plain) || isSerial || COUNTED.test(after)) return null
  if (/\d\.$/.test(before) || /^\.\d{1,4}(?!\d)/.test(after)) return null // a decimal
  const bare =
    prefix === '' ? shape : shape.startsWith(`${prefix.length}-`) ? shape.slice(`${prefix.length}-`.length) : null
  if (bare !== null && bare !== String(digits.length) && !MOBILE_SHAPES.has(bare)) return null
  if (bare === null && shape.includes('-') && !isShapeWithPrefix(shape, prefix.length)) return null
  if (shape === '3-8' && DAY.test(plain.slice(3))) return null
  return kept(prefix.length + 3, 2)
}

/** `86139-0000-1234`: the prefix is written together with the first group. */
function isShapeWithPrefix(shape: string, prefix: number): boolean {
  const [first, ...others] = shape.split('-').map(Number)
  return MOBILE_SHAPES.has([first! - prefix, ...others].join('-'))
}

function citizen({ digits, shape, before, after, isSerial }: Written): Judged | null {
  const groups = shape.split('-').length
  const x = digits.length === 17 && /^[ \-.]?[Xx](?![A-Za-z0-9])/.exec(after)?.[0]
  if (digits.length === 18 || (typeof x === 'string' && x.length === 1)) {
    const whole = typeof x === 'string' ? `${digits}X` : digits
    if (!CITIZEN_18.test(whole)) return null
    const evidence = hasCheckDigit(whole) || CITIZEN_CUE.test(before)
    // broken up, it needs a reason to be one number: its check digit, a cue, or groups that end with whole parts
    if (!evidence && (isSerial || (groups > 1 && !/^6-/.test(shape)))) return null
    return isSerial && !hasCheckDigit(whole) ? null : kept(3, 0, false, typeof x === 'string')
  }
  if (digits.length !== 15 || !CITIZEN_15.test(digits)) return null
  if (CITIZEN_CUE.test(before)) return kept(3)
  return isSerial || !/^(?:15|6-6-3|6-9|6-2-2-2-3)$/.test(shape) ? null : kept(3)
}

/** GB 11643: the weighted sum of the first seventeen digits, modulo 11. */
function hasCheckDigit(id: string): boolean {
  let sum = 0
  for (let i = 0; i < 17; i++) sum += Number(id[i]) * (2 ** (17 - i) % 11)
  return '10X98765432'[sum % 11] === id[17]!.toUpperCase()
}

function landline({ digits, shape, before, after, isSerial }: Written, isAfterPhone: boolean): Judged | null {
  if (digits.length > 15 || /^[19]/.test(digits) || isSerial || COUNTED.test(after)) return null
  const plain = digits.replace(/^(?:0086|86)(?=[1-9]\d{8,11}$)/, '0')
  const area = /^(?:010|02\d|0[3-9]\d{2})/.exec(plain)?.[0]
  const parts = shape.split('-')
  if (area !== undefined && /^[2-8]\d{6,7}$/.test(plain.slice(area.length))) {
    const isGlued = parts.length === 1
    if (isGlued ? /[A-Za-z]$/.test(before) : parts.length > 5 || !isAreaFirst(parts, area.length, digits)) return null
    return kept(area.length + digits.length - plain.length, 0, true)
  }
  if (/^9[56]/.test(digits) || DAY.test(digits)) return null
  const isLocal = /^[2-8]\d{6,7}$/.test(digits) && /^(?:[78]|[34]-4|4-3|2-2-2-2|2-3-3)$/.test(shape)
  return isLocal && (PHONE_CUE.test(before) || isAfterPhone) ? kept(0, 0, true) : null
}

function isAreaFirst(parts: readonly string[], area: number, digits: string): boolean {
  const first = Number(parts[0])
  return first === area || /^86/.test(digits) || first === digits.length || first > area
}

function isCard({ digits, shape, before, after, isSerial }: Written): boolean {
  if (digits.length < 16 || digits.length > 19 || isSerial || COUNTED.test(after)) return false
  const inFours = /^4-4-4-4(?:-[123])?$/.test(shape)
  if (!/^(?:1[6-9]|4-4-4-4(?:-[123])?|6-13|6-10|4-4-4-4-3|6-4-6|6-6-[4-7])$/.test(shape)) return false
  if (CARD_CUE.test(before)) return /^[1-9]/.test(digits)
  if (!/^(?:3[0-9]|4|5|6|9[0-9])/.test(digits)) return false
  return /^62/.test(digits) || isLuhn(digits) || (inFours && /^[3-6]/.test(digits))
}

/** ISO/IEC 7812-1, annex B. */
function isLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]) * (i % 2 === 1 ? 2 : 1)
    sum += digit > 9 ? digit - 9 : digit
  }
  return sum % 10 === 0
}

/** Whether an agency or firm is named just before a number that its cue says is for the public. */
function isPublicNumber(text: string, from: number): boolean {
  const before = text.slice(Math.max(0, from - 60), from)
  const sentence = before.slice(Math.max(...['。', '！', '!', '？', '\n'].map(mark => before.lastIndexOf(mark))) + 1)
  return PUBLIC_CUE.test(sentence) || DESK.test(sentence) || (AGENCY.test(sentence) && PHONE_CUE.test(sentence))
}

/** As many characters as hold the digits that stay; behind an area code what parts it from the number stays too. */
function headOf(text: string, from: number, { head, landline }: Judged): number {
  let at = from
  for (let seen = 0; seen < head; at++) if (/\d/.test(text[at]!)) seen++
  while (landline && head > 0 && /[ \-.)]/.test(text[at] ?? '')) at++
  return at - from
}
