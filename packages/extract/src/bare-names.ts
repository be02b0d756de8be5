import { creditsIn } from './credit-labels.ts'
import type { CreditHint, CreditLine } from './credit-lines.ts'
import { isOrganisationName } from './organisation.ts'
import { isChineseName, isName } from './person-name.ts'
import { TIME_MARKS } from './time-marks.ts'

/** A name that stands by the time without a label, and what it most likely is. */
export type BareName = Readonly<{
  name: string
  is: 'author' | 'outlet'
  hinted: boolean // by the name of its element
  account: 'named' | 'likely' | null // of the platform: by its element, or because it stands before the time
}>

const SECTION =
  /^(?:要闻|国内|国际|本地|社会|财经|科技|体育|娱乐|时政|军事|汽车|房产|教育|健康|旅游|文化|生活|美食|业界|资讯|动态|头条|专题|独家|原创|转载|图集|视频|推荐|热点|新闻|正文|订阅|企业|产品|公告|通知|政策|\p{Script=Han}{2}新闻|\p{Script=Han}{2,4}频道|大|中|小)$/u
const FILLER = /(?:原创|转载|来自|文\s*[:：/]|^\s*by\s)/gi

type Piece = Readonly<{ name: string; hint: CreditHint; line: number; before: boolean }>

/** Names in the line of the publish time, in the line over it and in elements named for it; the headline itself is none. */
export function bareNames(lines: readonly CreditLine[], title: string): BareName[] {
  const short = lines.filter(({ text }) => text.length <= 160)
  const dated = short.findIndex(({ text }) => text.search(TIME_MARKS) >= 0)
  const pieces = short.flatMap((line, i) => piecesOf(line, i))
  const found: BareName[] = []
  for (const piece of pieces) {
    const { name, hint } = piece
    if (!isName(name) || SECTION.test(name) || (hint === null ? title.includes(name) : title === name)) continue
    if (hint === 'author' || hint === 'outlet' || hint === 'account') {
      const account = hint === 'account' ? 'named' : hint === 'author' ? 'likely' : null
      found.push({ name, is: hint === 'outlet' ? hint : 'author', hinted: true, account })
      continue
    }
    if (dated < 0 || hint !== null || [...name].length > 16 || !/^[\p{L}\p{N}._·-]+$/u.test(name)) continue
    const beside =
      piece.line === dated ||
      // under the time only what is an outlet by its name
      (piece.line === dated + 1 && (short[dated + 1]?.scraps.length ?? 9) <= 2 && isOrganisationName(name)) ||
      (piece.line === dated - 1 && (short[dated - 1]?.scraps.length ?? 9) <= 2)
    if (!beside) continue
    const before = piece.line < dated || piece.before
    found.push({ name, is: kindOf(name, before), hinted: false, account: before ? 'likely' : null })
  }
  return onlyNearest(found)
}

/** Before the time stands who wrote, after it where it came from, unless the name says otherwise by itself. */
function kindOf(name: string, before: boolean): 'author' | 'outlet' {
  if (isOrganisationName(name)) return 'outlet'
  return before || isChineseName(name) ? 'author' : 'outlet'
}

function piecesOf(line: CreditLine, at: number): Piece[] {
  const pieces: Piece[] = []
  const datedAt = line.text.search(TIME_MARKS)
  let from = 0
  let taken = false // the scrap before was a label, this one is its value
  for (const { text, hint } of line.scraps) {
    const labelled = creditsIn({ text, scraps: [{ text, hint }] }).length > 0
    if (!labelled && !taken) {
      const rest = text.replace(new RegExp(TIME_MARKS.source, 'g'), '\t').replace(FILLER, '\t')
      for (const name of rest.split(/[\t|｜/／•]|\s{1,}(?=\p{Script=Han})|(?<=\p{Script=Han})\s+/u)) {
        const plain = name.replace(/^[\s·,，—-]+|[\s·,，—-]+$/g, '')
        if (plain !== '') pieces.push({ name: plain, hint, line: at, before: datedAt >= 0 && from < datedAt })
      }
    }
    taken = labelled && /[:：]\s*$/.test(text)
    from += text.length + 1
  }
  return pieces
}

/** Where elements are named for what they hold, the others hold something else; of a row without such names the first two count. */
function onlyNearest(names: readonly BareName[]): BareName[] {
  const hinted = names.filter(name => name.hinted)
  return hinted.length > 0 ? hinted.slice(0, 6) : names.slice(0, 2)
}
