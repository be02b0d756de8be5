/** A number that ends where something counts: `value` is its least reading ("三十余" 30), null when too vague ("数十"). */
export type NumberBefore = Readonly<{ from: number; value: number | null; digits: boolean }>

const DIGITS = '零一二三四五六七八九'
const SCALES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }

const PART = new Uint8Array(65_536)
for (const unit of '0123456789.,零〇一二两三四五六七八九十百千万亿半几数余多来') PART[unit.charCodeAt(0)] = 1

const digitOf = (character: string): number => {
  if (character === '〇') return 0
  return character === '两' ? 2 : DIGITS.indexOf(character)
}

/** 三万五 is 35,000 and 一百五 is 150: the last digit counts tenths of the scale before it. */
const COLLOQUIAL = /([百千万亿])([一二三四五六七八九])$/

/** The value of a whole Chinese numeral, 二百零三 or 二〇二六; NaN for anything else. */
export function numeral(chinese: string): number {
  let total = 0
  let section = 0
  let digit: number | null = null
  let scaled = false
  for (const character of chinese) {
    const scale = SCALES[character]
    if (scale === undefined) {
      const value = digitOf(character)
      if (value < 0) return Number.NaN
      digit = digit === null || scaled ? value : digit * 10 + value
      scaled = false
      continue
    }
    if (scale >= 10_000) {
      section = (section + (digit ?? (section === 0 ? 1 : 0))) * scale
      total += section
      section = 0
    } else section += (digit ?? 1) * scale
    digit = null
    scaled = true
  }
  const said = COLLOQUIAL.exec(chinese)
  return said === null ? total + section + (digit ?? 0) : total + section + (digitOf(said[2]!) * SCALES[said[1]!]!) / 10
}

const ARABIC = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([十百千万亿]*)$/
const CHINESE = /^[零〇一二两三四五六七八九十百千万亿]+$/
/** 数十, 几百, 好几万, 多: nobody said how many. */
const VAGUE = /^(?:[数几][十百千万亿]*|[十百千万亿]+数|多)$/
const ROUGHLY = /[余多来](?=[万亿]?$)|(?<=十)几(?=[万亿]?$)/

/** 七八 is seven or eight, 三四十 thirty or forty: the first of two neighbours counts. */
const OR_SO =
  /(?<![零〇一二三四五六七八九])(一(?=二)|二(?=三)|三(?=四)|四(?=五)|五(?=六)|六(?=七)|七(?=八)|八(?=九))[二三四五六七八九](?=[十百千万亿]|$)/

/** What a run of number characters comes to; undefined when it is no number. */
function figureOf(run: string): number | null | undefined {
  if (VAGUE.test(run)) return null
  const plain = run.replace(ROUGHLY, '').replace(OR_SO, '$1')
  const arabic = ARABIC.exec(plain)
  if (arabic !== null) {
    const figure = Number(`${arabic[1]!.replaceAll(',', '')}${arabic[2] ?? ''}`)
    return [...arabic[3]!].reduce((value, scale) => value * SCALES[scale]!, figure)
  }
  if (plain === '半') return 0.5
  return CHINESE.test(plain) ? numeral(plain) : undefined
}

const LONGEST = 16

/** The longest number that ends at `to` of a folded text; null when none does, or it is torn out of a code (G30, 第3). */
export function numberBefore(folded: string, to: number): NumberBefore | null {
  let from = to
  const stop = Math.max(0, to - LONGEST)
  while (from > stop && PART[folded.charCodeAt(from - 1)] === 1) from--
  for (; from < to; from++) {
    const value = figureOf(folded.slice(from, to))
    if (value === undefined || Number.isNaN(value)) continue
    const before = folded[from - 1] ?? ''
    if (/[a-z\d.第]/.test(before)) return null
    const digits = /\d/.test(folded[from]!)
    const bare = /[百千万亿]/.test(folded[from]!)
    const about = bare
      ? /[上近逾超]/.test(before)
      : !digits && before === '近' && !/[最附]/.test(folded[from - 2] ?? '')
    // 上百, 近千, 百余: a bare scale is a number only when something says that it is about one of them.
    if (bare && !about && !/[余多]/.test(folded.slice(from, to))) return null
    return { from: about ? from - 1 : from, value, digits }
  }
  return null
}
