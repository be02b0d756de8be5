import type { CreditLine } from './credit-lines.ts'

/** What a label announces; `other` ends the value before it and says nothing we keep. */
export type CreditKind = 'outlet' | 'author' | 'reporter' | 'editor' | 'published' | 'updated' | 'other'

/** One label with its value, tabs where an inline element ends: `来源：云州晚报`. `from` is where the label begins in its line. */
export type Credit = Readonly<{ kind: CreditKind; value: string; from: number }>

/** How the words before a colon end, in this order: 更新时间 before 时间, 图片来源 before 来源. */
const ENDINGS: readonly (readonly [CreditKind, RegExp])[] = [
  ['updated', /(?:更新|修改)(?:于|时间|日期)?$|\b(?:updated|modified|reviewed)(?: on| at)?$/i],
  [
    'other',
    /(?:打印|访问|截止|活动|会议|演出|举报|视频|图片?|照片|题图|封面图?|数据|资料|素材|音乐)(?:时间|来[ 　]*源|作者)$|(?:原标题|标题|主编|总编辑|副主编|主任编辑|美术编辑|视觉编辑|图片编辑|视频编辑|音频编辑|编辑部|编辑热线|编辑邮箱|作者简介|关于作者)$|摄影记者$/,
  ],
  ['editor', /(?:[责编][ 　]*编|编[ 　]*辑|小编)$|(?:^|[^\p{L}])编$|\bedit(?:or|ed by)$/iu],
  ['published', /(?:时[ 　]*间|日[ 　]*期|发布于|发表于)$|\b(?:published|posted|publication date|date)(?: on| at)?$/i],
  [
    'outlet',
    /(?:来[ 　]*源(?:于|自|网站|媒体)?|稿源|来自|转载自|转自|摘自|出处|发布(?:机构|单位)|发文(?:机关|单位)|供稿单位|信源)$|\bsource$/i,
  ],
  ['reporter', /(?:记者|通讯员)$/],
  [
    'author',
    /(?:作[ 　]*者|撰[ 　]*文|撰[ 　]*稿人?|采写|采编|执笔|笔者|署名|主笔|供稿人?)$|\b(?:authors?|written by|words by)$/i,
  ],
  ['author', /(?:^|[^\p{L}])文字?$/u],
]
/** 文/李云舟 and 编辑 | 王小云 are credits; other words before a stroke are not. */
const STROKED =
  /(?:^|[^\p{L}])文字?$|编[ 　]*辑$|责[ 　]*编$|来[ 　]*源$|作[ 　]*者$|记者$|撰文$|采写$|(?:^|[^\p{L}])编$/u
const BARE = /^(来源|作者|责编|编辑|撰文|发表于|发布于)[ ]?(?=[\p{L}\d《“"])/u
const WHOLE = /^(?:来[ 　]*源(?:于|自)?|作[ 　]*者|责任编辑|编辑|发布时间|更新时间|发表于|发布于)$/
const SIGN = /[:：∶丨】]|[/／|｜]/g
const LOOK_BACK = 16

/** The labelled credits of a line, in order; a value runs up to the next label. */
export function creditsIn({ text, scraps }: CreditLine): Credit[] {
  const marks: { kind: CreditKind; from: number; value: number }[] = []
  for (const match of text.matchAll(SIGN)) {
    const mark = labelBefore(text, match.index, match[0], marks.at(-1)?.value ?? 0)
    if (mark !== null) marks.push(mark)
    if (marks.length > 40) break
  }
  markBare(text, scraps.length > 1 || /[|｜]/.test(text), marks)
  marks.sort((a, b) => a.from - b.from)
  return marks.map(({ kind, from, value }, i) => ({
    kind,
    from,
    value: text.slice(value, Math.max(value, marks[i + 1]?.from ?? text.length)),
  }))
}

const TRADITIONAL = '來記編輯責發佈時間於轉載攝圖處訊標題資'
const SIMPLIFIED = '来记编辑责发布时间于转载摄图处讯标题资'
/** The characters of labels alone: one for one, so places stay what they were. */
const simplified = (text: string) =>
  text.replace(/[來記編輯責發佈時間於轉載攝圖處訊標題資]/g, sign => SIMPLIFIED[TRADITIONAL.indexOf(sign)] ?? sign)

function labelBefore(text: string, at: number, sign: string, floor: number) {
  const stroke = /[/／|｜]/.test(sign)
  if (!stroke && /\d/.test(text[at - 1] ?? '') && /\d/.test(text[at + 1] ?? '')) return null // a clock
  const left = simplified(text.slice(Math.max(floor, at - LOOK_BACK), at).trimEnd())
  if (left === '' || /^\/\//.test(text.slice(at + 1))) return null // an address
  if (stroke && !STROKED.test(left)) return null
  const from = at - (text.slice(Math.max(floor, at - LOOK_BACK), at).length - wordStart(left))
  for (const [kind, ending] of ENDINGS) if (ending.test(left)) return { kind, from, value: at + 1 }
  // an unknown label still ends the value before it
  return stroke || sign === '】' || !/[\p{L}]{2,10}$/u.test(left)
    ? null
    : { kind: 'other' as const, from, value: at + 1 }
}

/** Where the last word of a text begins: labels stand behind blanks, brackets or marks. */
function wordStart(left: string): number {
  const match = /[\p{L}\p{N}]+(?:[ 　][者源辑编间期文])?$/u.exec(left)
  return match === null ? left.length : match.index
}

/** `来源云州晚报| 作者李云舟`, and a label that fills its element with the value in the next: no colon in either. */
function markBare(text: string, divided: boolean, marks: { kind: CreditKind; from: number; value: number }[]): void {
  if (!divided) return
  let from = 0
  for (const part of text.split(/[\t|｜]/)) {
    const lead = part.length - part.trimStart().length
    const inner = part.trim()
    const plain = inner.length <= 24 ? simplified(inner) : ''
    const whole = WHOLE.test(plain)
    const bare = whole ? null : BARE.exec(plain)
    if (bare !== null || whole) {
      const word = bare === null ? plain : bare[1]!
      const kind = ENDINGS.find(([, ending]) => ending.test(word))?.[0]
      const start = from + lead
      const value = start + (bare === null ? inner.length + 1 : bare[0].length)
      const known = marks.some(mark => mark.from <= value && mark.value >= start)
      if (kind !== undefined && !known && value <= text.length) marks.push({ kind, from: start, value })
    }
    from += part.length + 1
  }
}
