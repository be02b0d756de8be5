import type { Cover } from './mask-sight.ts'

/** Plates that stay readable, as `plateKey` writes them. */
export type OperatingPlates = ReadonlySet<string>

/** No operating vehicle is known: every plate is private. */
export const NO_PLATES: OperatingPlates = new Set()

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const SEPARATOR = '[ .\\-_*]{0,2}'
const LAST = '挂学警港澳领使试超'

/** GA 36: province, letter, then five characters, six on new energy; often parted by dots or blanks, once or between all. */
const SIGN = new RegExp(`[${PROVINCES}][ .\\-]{0,2}[A-Za-z](?![A-Za-z]{2,5}(?![A-Za-z0-9]))`, 'g')
/** The same without its province, where a cue says that it is a plate. */
const CUED = /(?:车牌号?码?|牌照号?|号牌号?码?|车号|牌号)(?:[是为:：]|\s){0,3}([A-Za-z])(?=[ .-]{0,2}[A-Za-z0-9]{5})/g
/** Embassies: 使 or 领 in front or behind, six digits. */
const EMBASSY = /(?:[使领] ?\d{3}[ .-]?\d{3}|\d{3}[ .-]?\d{3}[使领])(?!\d)/g
const BODY = new RegExp(`^${SEPARATOR}([A-Za-z0-9](?:[ .\\-_]{0,2}[A-Za-z0-9${LAST}]){3,6})`)
const ENDS_IN_WORD = new RegExp(`[${LAST}]$`)

/** How a plate is compared: upper case, nothing between its characters. Null when it is no plate. */
export function plateKey(written: string): string | null {
  const plain = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.·•・\-_*—]/gu, '')
  const isPlate = new RegExp(`^[${PROVINCES}][A-Z](?=.*\\d)(?:[A-Z0-9]{5,6}|[A-Z0-9]{4}[${LAST}])$`).test(plain)
  return isPlate || /^(?:[使领]\d{6}|\d{6}[使领])$/.test(plain) ? plain : null
}

/** Plates in a sight but those of operating vehicles; province and first letter stay. */
export function plateCovers(text: string, operating: OperatingPlates): readonly Cover[] {
  const covers: Cover[] = []
  for (const { 0: sign, index: from } of text.matchAll(SIGN)) {
    const body = bodyAt(text, from + sign.length)
    if (body === null || operating.has(`${sign.replace(/[ .-]/g, '')}${body.key}`.toUpperCase())) continue
    covers.push({ from, to: body.to, head: body.from - from, tail: 0 })
  }
  for (const match of text.matchAll(CUED)) {
    const letter = match.index + match[0].length - 1
    const body = bodyAt(text, letter + 1)
    if (body === null || isOperatingHere(operating, `${match[1]}${body.key}`.toUpperCase())) continue
    covers.push({ from: letter, to: body.to, head: body.from - letter, tail: 0 })
  }
  for (const { 0: found, index: from } of text.matchAll(EMBASSY)) {
    if (!/\d/.test(text[from - 1] ?? ''))
      covers.push({ from, to: from + found.length, head: /^\d/.test(found) ? 0 : 1, tail: 0 })
  }
  return covers
}

/** Whether a plate without its province is one of the list. */
function isOperatingHere(operating: OperatingPlates, rest: string): boolean {
  for (const plate of operating) if (plate.endsWith(rest)) return true
  return false
}

type Body = Readonly<{ from: number; to: number; key: string }>

/** The characters behind the letter: glued together if they make a plate so, else with what parts them. */
function bodyAt(text: string, at: number): Body | null {
  const found = BODY.exec(text.slice(at, at + 24))
  if (found === null) return null
  const from = at + found[0].length - found[1]!.length
  const glued = /^[A-Za-z0-9]{1,7}/.exec(text.slice(from))![0]
  const withWord =
    glued.length === 4 && ENDS_IN_WORD.test(text.slice(from, from + 5)) ? text.slice(from, from + 5) : null
  if (withWord !== null && /\d/.test(glued)) return { from, to: from + 5, key: withWord }
  if (glued.length >= 5) {
    return glued.length <= 6 && isBody(glued) ? { from, to: from + glued.length, key: glued } : null
  }
  return partedBody(text, from)
}

const isBody = (body: string) => /\d.*\d/.test(body)

/** Groups as in `12 345`, or one character at a time; five or six in all, or four with 挂 学 警 … behind. */
function partedBody(text: string, from: number): Body | null {
  const groups = [...text.slice(from, from + 20).matchAll(new RegExp(`([ .\\-_]{0,2})([A-Za-z0-9]+|[${LAST}])`, 'gy'))]
  let key = ''
  let to = from
  let best: Body | null = null
  for (const { 0: whole, 2: group } of groups) {
    key += group
    to += whole.length
    if (key.length > 6) break
    const isWhole = ENDS_IN_WORD.test(key) ? key.length === 5 : key.length >= 5
    if (isWhole && isBody(key) && best === null) best = { from, to, key }
    if (ENDS_IN_WORD.test(key)) break
  }
  return best
}
