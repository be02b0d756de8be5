/**
 * A text as an eye reads it: digits of every shape are 0–9, letters half width, dashes, dots, blanks and brackets of one kind each,
 * characters nobody sees left out. `starts[i]` is where its i-th character begins in the original; one more entry holds the length.
 */
export type Sight = Readonly<{ text: string; starts: Uint32Array }>

/** A stretch of a sight to hide: all of [from, to) but `head` characters at its beginning and `tail` at its end. */
export type Cover = Readonly<{ from: number; to: number; head: number; tail: number }>

const SINGLES: ReadonlyMap<number, string> = new Map([
  ...each('-', '‐‑‒–—―−﹣－⁃➖'),
  ...each('.', '·•・．᛫‧∙⋅﹒'),
  ...each(
    ' ',
    '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029',
  ),
  ...each('(', '【〔［〈「『﹙[{'),
  ...each(')', '】〕］〉」』﹚]}'),
  ...each('~', '～〜∼'),
  ...run(0x2460, 9, 1), // ①
  ...run(0x2474, 9, 1), // ⑴
  ...run(0x2488, 9, 1), // ⒈
  ...run(0x24f5, 9, 1), // ⓵
  ...run(0x2776, 9, 1), // ❶
  ...run(0x2780, 9, 1), // ➀
  ...run(0x278a, 9, 1), // ➊
  ...run(0x3280, 9, 1), // ㊀
  ...run(0x3220, 9, 1), // ㈠
  ...run(0x2080, 10, 0),
  ...run(0x2074, 6, 4),
  ...run(0x0660, 10, 0),
  ...run(0x06f0, 10, 0),
  ...each('0', '⓪⓿⁰'),
  ...each('1', '¹'),
  ...each('2', '²'),
  ...each('3', '³'),
])

function each(plain: string, shapes: string): readonly (readonly [number, string])[] {
  return [...shapes].map(shape => [shape.charCodeAt(0), plain] as const)
}

function run(first: number, count: number, from: number): readonly (readonly [number, string])[] {
  return Array.from({ length: count }, (_, i) => [first + i, String(from + i)] as const)
}

/** Format and joining characters, variation selectors and the keycap: what splits a number without being seen. */
const UNSEEN = /\p{Cf}|\p{Variation_Selector}|\p{Me}|\u034f|\u115f|\u1160|\u3164/u
const MATHEMATICAL_DIGITS = 0x1d7ce

/** Reads a text as an eye would; work and memory grow with its length. */
export function sightOf(original: string): Sight {
  const starts = new Uint32Array(original.length + 1)
  let text = ''
  for (let i = 0; i < original.length; i++) {
    const code = original.charCodeAt(i)
    const shape = code < 0x80 ? asciiShape(code, original, i) : shapeOf(code, original, i)
    if (shape !== '') starts[text.length] = i
    text += shape
    if (code >= 0xd800 && code < 0xdc00 && i + 1 < original.length) i++
  }
  starts[text.length] = original.length
  return { text, starts }
}

function asciiShape(code: number, original: string, i: number): string {
  if (code === 0x5b || code === 0x7b) return '('
  if (code === 0x5d || code === 0x7d) return ')'
  return original[i]!
}

function shapeOf(code: number, original: string, i: number): string {
  if (code >= 0x4e00 && code <= 0x9fff) return original[i]!
  if (code > 0xff00 && code < 0xff5f && code !== 0xff0e && code !== 0xff3b && code !== 0xff3d) {
    return String.fromCharCode(code - 0xfee0)
  }
  if (code >= 0xd800 && code < 0xe000) return pairShape(original.codePointAt(i)!)
  return SINGLES.get(code) ?? (UNSEEN.test(original[i]!) ? '' : original[i]!)
}

function pairShape(point: number): string {
  if (point >= MATHEMATICAL_DIGITS && point < MATHEMATICAL_DIGITS + 50)
    return String((point - MATHEMATICAL_DIGITS) % 10)
  return UNSEEN.test(String.fromCodePoint(point)) ? '' : '\ufffd'
}

const NUMERALS: Readonly<Record<string, string>> = Object.fromEntries(
  ['〇零○Ｏ', '一幺壹弌', '二贰弍', '三叁弎', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((shapes, digit) =>
    [...shapes].map(shape => [shape, String(digit)] as const),
  ),
)
const NUMERAL = new RegExp(`[${Object.keys(NUMERALS).join('')}]`, 'g')
const SPELLED = new RegExp(
  `[${Object.keys(NUMERALS).join('')}](?:[\\d\\s\\-.()]{0,3}[${Object.keys(NUMERALS).join('')}]){2}`,
)

/** The same sight with Chinese numerals (一 幺 壹 零 …) read as digits, or null where too few stand close together to spell a number. */
export function spelledOut(sight: Sight): Sight | null {
  if (!SPELLED.test(sight.text) && !/\d[零〇]/.test(sight.text)) return null
  return { text: sight.text.replace(NUMERAL, shape => NUMERALS[shape]!), starts: sight.starts }
}

/** The original with stars over the covers; its length stays, in UTF-16 units. `count` is how many covers hid something. */
export function covered(
  original: string,
  { starts }: Sight,
  covers: readonly Cover[],
): Readonly<{ text: string; count: number }> {
  const inOrder = [...covers].sort((a, b) => a.from - b.from || b.to - a.to)
  let text = ''
  let count = 0
  let done = 0
  let end = -1
  for (const { from, to, head, tail } of inOrder) {
    if (from < end) continue // lies over one before it
    end = to
    const [first, last] = [starts[from + head]!, starts[to - tail]!]
    if (last <= first || /^\*+$/.test(original.slice(first, last))) continue
    text += original.slice(done, first) + '*'.repeat(last - first)
    done = last
    count++
  }
  return { text: text + original.slice(done), count }
}
