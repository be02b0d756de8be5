import { type CreditLine, creditLines } from './credit-lines.ts'
import type { Block } from './page-outline.ts'

/** The places where a page credits an article, as lines. */
export type CreditZones = Readonly<{
  above: readonly CreditLine[] // just over the headline
  between: readonly CreditLine[] // from the headline to the body
  start: readonly CreditLine[] // the first lines of the body
  end: readonly CreditLine[] // the last lines of the body
  below: readonly CreditLine[] // what follows it
  tail: readonly CreditLine[] // of that, what still belongs to the article: up to related links, comments and the like
}>

const OTHERS =
  /相关|推荐|热门|热点|更多|猜你|为你|上一篇|下一篇|延伸|精彩|排行|评论|跟帖|网友|最新|往期|回顾|related|more from|comments/i

const LABEL_ALONE =
  /^(?:文章|稿件|信息|新闻|本文|消息)?(?:来\s?源|來\s?源|作\s?者|责任编辑|編輯|编辑|记者|发布时间|發布時間)\s?[:：]$/

/** Cuts the zones out of the page around its headline and its body; either may be missing. */
export function creditZones(title: Block | null, body: Block | null): CreditZones {
  const apart = title !== null && body !== null && title.element !== body.element
  const holds = apart && title.from >= body.from && title.to <= body.to
  const after = apart && !holds && title.from >= body.to
  const between =
    title === null
      ? body === null
        ? []
        : creditLines({ after: body.element, back: true, most: 700 })
      : creditLines({
          after: title.element,
          stop: holds || after ? null : (body?.element ?? null),
          most: holds ? 500 : 1500,
        })
  const start = body === null || holds ? [] : creditLines({ from: body.element, most: 400 })
  const below = body === null ? [] : creditLines({ after: body.element, most: 500 }).slice(0, 14)
  const others = below.findIndex(({ text }) => OTHERS.test(text))
  return {
    above: title === null ? [] : creditLines({ after: title.element, back: true, most: 200 }),
    between: joined(holds || after ? upToProse(between) : between),
    start,
    end: body === null ? [] : creditLines({ from: body.element, back: true, most: 400 }).slice(-8),
    below,
    tail: others < 0 ? below : below.slice(0, others),
  }
}

/** A label alone in its line announces the next one: `来源：` over `云州日报`. */
function joined(lines: readonly CreditLine[]): CreditLine[] {
  const result: CreditLine[] = []
  for (const line of lines) {
    const before = result.at(-1)
    const announced = before !== undefined && LABEL_ALONE.test(before.text) && line.text.length <= 30
    if (announced) {
      result[result.length - 1] = {
        scraps: [...before.scraps, ...line.scraps],
        text: `${before.text}\t${line.text}`,
      }
    } else result.push(line)
  }
  return result
}

/** Inside the column the article begins with the first line of running text; two more hold credits like 文/… */
function upToProse(lines: readonly CreditLine[]): CreditLine[] {
  const prose = lines.findIndex(({ text }) => text.length > 60 && /[，。,.]/.test(text))
  return lines.slice(0, prose < 0 ? 12 : prose)
}
