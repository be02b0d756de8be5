import type { EpochMs } from '@guanlan/domain'
import { parseTime } from './time.ts'

/** Hours from UTC of the zones that feeds write by name and that pages do not. */
const ZONES: Readonly<Record<string, number>> = {
  kst: 9,
  ist: 5.5,
  msk: 3,
  wet: 0,
  west: 1,
  eet: 2,
  eest: 3,
  sgt: 8,
  awst: 8,
  acst: 9.5,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  akst: -9,
  akdt: -8,
  hst: -10,
  ast: -4,
  adt: -3,
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const CHINESE_MONTHS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']
const NUMERALS = '〇一二三四五六七八九'
/** Of a field that holds a date nothing longer is read. */
const LONGEST = 100

/**
 * The instant that a feed's date states, +08:00 where it gives no offset; null when it states none. Beside what pages write it
 * reads what programs put into feeds: RFC 822 with Chinese names, JavaScript's and C's own forms, zones by name.
 * @param chinese whether CST means China Standard Time or US Central
 */
export function feedTime(stated: string, chinese: boolean): EpochMs | null {
  let text = stated.normalize('NFKC').trim().slice(0, LONGEST)
  const seconds = /^(\d{10})\.\d+$/.exec(text)
  if (seconds) return Number(seconds[1]) * 1000
  for (const respell of RESPELLINGS) text = respell(text)
  return parseTime(text, null, chinese)?.at ?? null
}

const two = (text: string) => text.padStart(2, '0')

const RESPELLINGS: readonly ((text: string) => string)[] = [
  // 星期二, 24 十一月 2026 and 周二, 24 11月 2026: RFC 822 from a program set to Chinese
  text =>
    text.replace(/(\d{1,2})\s+(\d{1,2}|[一二三四五六七八九十]{1,2})月,?\s+(\d{4})/, (all, day, name, year) => {
      const month = /\d/.test(name) ? Number(name) - 1 : CHINESE_MONTHS.indexOf(name)
      return MONTHS[month] === undefined ? all : `${day} ${MONTHS[month]} ${year}`
    }),
  // 二〇二六年十一月二十四日
  text =>
    text.replace(
      /([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日/,
      (_, y, m, d) => {
        const year = [...y.replaceAll('零', '〇')].map(digit => NUMERALS.indexOf(digit)).join('')
        return `${year}-${two(String(counted(m)))}-${two(String(counted(d)))}`
      },
    ),
  // Tue Nov 24 08:14:09 2026
  text => text.replace(/([A-Z][a-z]{2}) +(\d{1,2}) +(\d{1,2}:\d{2}:\d{2}) +(\d{4})$/, '$2 $1 $4 $3'),
  // 24.11.2026 08:14, and 11/24/2026 where one of the figures can only be the day
  text =>
    text.replace(/(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4})(?=\s|$)/, (_, day, month, year) => `${year}-${month}-${day}`),
  text =>
    text.replace(/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?=\s|$)/, (all, a, b, year) => {
      if (Number(a) > 12) return `${year}-${b}-${a}`
      return Number(b) > 12 ? `${year}-${a}-${b}` : all
    }),
  // Nov 24 2026 08:14:09 GMT+0800 (…), UTC+8, GMT+08:00
  text =>
    text.replace(/(?:GMT|UTC)\s*([+-])(\d{1,2}):?(\d{2})?(?!\d)/i, (_, sign, hours, minutes) => {
      return `${sign}${two(hours)}:${minutes ?? '00'}`
    }),
  // a zone by name at the end
  text =>
    text.replace(/(\d)\s+([A-Z]{3,4})$/i, (all, digit, name) => {
      const hours = ZONES[String(name).toLowerCase()]
      if (hours === undefined) return all
      const minutes = Math.abs(hours * 60)
      const clock = `${two(String(Math.floor(minutes / 60)))}:${two(String(minutes % 60))}`
      return `${digit} ${hours < 0 ? '-' : '+'}${clock}`
    }),
]

/** 二十四 is 24. */
function counted(numeral: string): number {
  const [tens = '', ones = ''] = numeral.includes('十') ? numeral.split('十') : ['〇', numeral]
  const digit = (char: string, blank: number) => (char === '' ? blank : NUMERALS.indexOf(char))
  return digit(tens, 1) * 10 + digit(ones, 0)
}
