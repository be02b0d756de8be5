import type { Cue } from '@guanlan/domain'
import { CUE_TRAPS, CUE_WORDS } from './cue-words.ts'
import { readingsOf } from './pinyin.ts'

/** Words people hide that are no risk words of their own. */
const ALSO_HIDDEN =
  '罢市 罢驶 罢跑 闹事 闹访 集访 群访 截访 请愿 抗议 强拆 贪官 黑幕 渎职 包庇 勒索 敲诈 黑社会 煽动 封路 堵城 拦车 拦路 砸车 烧车'

/** Layers whose words are hidden to get past a filter; the others are flagged only where no layout can have pulled them apart. */
const GUARDED: readonly Cue['kind'][] = ['action', 'conflict', 'corruption']

const ofKind = (kind: Cue['kind']) => CUE_WORDS[kind].split(' ')
const kinds = Object.keys(CUE_WORDS) as Cue['kind'][]
const unguarded = new Set(kinds.filter(kind => !GUARDED.includes(kind)).flatMap(ofKind))

/** Chinese words worth hiding. */
export const HIDDEN_WORDS: readonly string[] = [...new Set([...kinds.flatMap(ofKind), ...ALSO_HIDDEN.split(' ')])]

/** Whether spaces alone make a hidden word of it even inside a line that is spaced out. */
export const isGuarded = (word: string): boolean => !unguarded.has(word)

/** Longer phrases in which such a word is meant in no bad way. */
export const HIDDEN_TRAPS: readonly string[] = CUE_TRAPS

/** Words that are hidden by one letter alone (b运, 罢y): what is left of them stands beside a letter nowhere else. */
const BY_INITIAL =
  '罢运 罢工 罢驶 停运 上访 维权 静坐 示威 围堵 讨薪 受贿 行贿 索贿 贪污 腐败 抗议 请愿 闹事 集访 群访 强拆 殴打'
/** What is left of these is a word of its own: 骂人, 翻车 (fan车), 打人. */
const NEVER_BY_READING = new Set('骂人 打人 翻车 追车 高价 补偿款 没人管 无人管 份子钱 不满 太差 抽成 串联'.split(' '))
/** Words so hidden that even all letters are known for them. */
const BY_READING_ALONE = '罢运 罢工 上访 维权 静坐 游行 示威 堵路 讨薪'

const LATIN = ['etc', 'taxi', 'bus', 'brt', 'vip', 'app', 'didi', 'weixin']
const NUMBERS = ['12328', '12345', '12122', '12306']
const DIGIT_ALIKE: Readonly<Record<string, string>> = { '0': 'o', '1': 'li', '2': 'z', '3': 'з', '8': 'b' }

/** One way a word is written in letters, and what is meant. */
export type Spelling = Readonly<{ written: string; meant: string }>

/** Every way to write the word with one or two neighbouring characters replaced by their reading, never the whole word. */
function byReading(word: string): string[] {
  const written: string[] = []
  for (let from = 0; from < word.length; from++) {
    for (let count = 1; count <= 2 && from + count <= word.length && count < word.length; count++) {
      for (const reading of combined(word.slice(from, from + count))) {
        if (reading.length >= 2) written.push(word.slice(0, from) + reading + word.slice(from + count))
      }
    }
  }
  return written
}

function combined(characters: string): string[] {
  let all = ['']
  for (const character of characters)
    all = readingsOf(character).flatMap(reading => all.map(before => before + reading))
  return all
}

function byInitial(word: string): string[] {
  const [first, second] = word as unknown as [string, string]
  const written = readingsOf(first).flatMap(reading => [
    reading[0]! + second,
    reading.slice(0, /^[zcs]h/.test(reading) ? 2 : 1) + second,
  ])
  if (first === '罢') written.push(...readingsOf(second).map(reading => first + reading[0]!))
  return written
}

/** Every way to write a number with some of its digits as letters that look like them. */
function alike(number: string): string[] {
  let all = ['']
  for (const digit of number)
    all = [...digit, ...(DIGIT_ALIKE[digit] ?? '')].flatMap(sign => all.map(before => before + sign))
  return all.filter(written => written !== number)
}

/** The ways words worth hiding are written in letters; Latin words stand as they are, to be found behind look-alikes. */
export const SPELLINGS: readonly Spelling[] = [
  ...HIDDEN_WORDS.filter(word => !NEVER_BY_READING.has(word)).map(word => ({ word, ways: byReading(word) })),
  ...BY_INITIAL.split(' ').map(word => ({ word, ways: byInitial(word) })),
  ...BY_READING_ALONE.split(' ').map(word => ({ word, ways: combined(word) })),
  ...LATIN.map(word => ({ word, ways: [word] })),
  ...NUMBERS.map(word => ({ word, ways: alike(word) })),
].flatMap(({ word, ways }) => ways.map(written => ({ written, meant: word })))
