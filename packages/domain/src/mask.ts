/** Text with private numbers covered, and how many were. */
export type Masked = Readonly<{ text: string; count: number }>

/** Eleven digits of a mobile number, however people break them up, with or without +86. */
const MOBILE = /(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g

/** A citizen ID: 17 digits with a plausible date, then a digit or X. */
const CITIZEN_ID = /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g

/** A land line with its area code: 0xxx-xxxxxxx. The hotlines 12328, 12345, 110 … have none and stay. */
const LANDLINE = /(?<!\d)0\d{2,3}[- ]\d{7,8}(?!\d)/g

/** A bank card: 16 to 19 digits, in fours or in one run. */
const CARD = /(?<!\d)[3-6]\d{3}(?:[ ]?\d{4}){3}(?:[ ]?\d{1,3})?(?!\d)/g

const keepEnds = (found: string, head: number, tail: number) =>
  found.slice(0, head) + '*'.repeat(Math.max(3, found.length - head - tail)) + (tail === 0 ? '' : found.slice(-tail))

/**
 * Covers phone numbers, citizen IDs and bank cards (个人信息 of domain rules §10); full-width digits count as digits.
 * Idempotent; lengths of the covered numbers are kept, so that offsets elsewhere stay true. Anything a person typed around them stays.
 */
export function maskPersonal(text: string): Masked {
  const plain = text.replace(/[０-９]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  let count = 0
  const cover = (head: number, tail: number) => (found: string) => {
    count++
    return keepEnds(found, head, tail)
  }
  const masked = plain
    .replace(CITIZEN_ID, cover(3, 0))
    .replace(MOBILE, cover(3, 2))
    .replace(LANDLINE, cover(5, 0))
    .replace(CARD, cover(4, 0))
  return count === 0 ? { text, count } : { text: masked, count }
}

/** Who speaks, as an order names them: a name is only taken for one where what follows could follow nothing else. */
const CALLER_NAME =
  /((?:来电人|投诉人|反映人|联系人|当事人|姓名|称呼)(?:姓名|是|为|叫)?[:：]?\s*)(?!反映|反馈|咨询|询问|投诉|举报|求助|建议|表扬|要求|希望|表示|认为|提供|自述|来电)([\p{Script=Han}·]{2,4}?)(?=先生|女士|小姐|同志|[（(【]|[，,、]?\s*(?:身份证|证件号|手机|电话|联系方式|号码))/gu

/**
 * Masks as `maskPersonal` does, and the name of the caller too: for hotline orders, whose callers never leave the intake (domain rules §4).
 * Idempotent; lengths are kept.
 */
export function maskCaller(text: string): Masked {
  let names = 0
  const unnamed = text.replace(CALLER_NAME, (_found, who: string, name: string) => {
    names++
    return `${who}${'*'.repeat(name.length)}`
  })
  const { text: masked, count } = maskPersonal(unnamed)
  return { text: masked, count: count + names }
}
