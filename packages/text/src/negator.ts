/** Words that turn what follows round, with how many following words they reach. */
const NEGATORS: readonly string[] = [
  '不',
  '没',
  '没有',
  '无',
  '未',
  '别',
  '非',
  '莫',
  '勿',
  '毫无',
  '并未',
  '并非',
  '并不',
  '从不',
  '从未',
  '不是',
  '不会',
  '不能',
  '不要',
  '不用',
  '不够',
  '不太',
  '不再',
  '不怎么',
  '没什么',
  '没法',
  '无法',
  '难以',
  '缺乏',
  '缺少',
  '从没',
  '绝不',
  '决不',
  '未能',
  '不曾',
  '未曾',
]

const REACH = 3

const key = (units: ArrayLike<number>, from: number, to: number) => {
  let value = 0
  for (let i = from; i < to; i++) value = value * 65_536 + units[i]!
  return value
}

const unitsOf = (word: string) => Array.from(word, character => character.charCodeAt(0))
const KEYS = new Set(NEGATORS.map(word => key(unitsOf(word), 0, word.length)))

/** How many words after this one are negated: 0 unless the word is a negator. */
export function negatedAfter(units: Uint16Array, from: number, to: number): number {
  return to - from <= 3 && KEYS.has(key(units, from, to)) ? REACH : 0
}
