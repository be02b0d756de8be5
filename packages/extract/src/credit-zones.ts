import { type CreditLine, creditLines } from './credit-lines.ts'
import type { Block } from './page-outline.ts'

/** The places where a page credits an article, as lines. */
export type CreditZones = Readonly<{
  above: readonly CreditLine[] // just over the headline
  between: readonly CreditLine[] // from the headline to the body
  start: readonly CreditLine[] // the first lines of the body
  end: readonly CreditLine[] // the last lines of the body
  below: readonly CreditLine[] // what follows it
}>

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
  return {
    above: title === null ? [] : creditLines({ after: title.element, back: true, most: 300 }),
    between: holds || after ? upToProse(between) : between,
    start,
    end:
      body === null
        ? []
        : creditLines({ from: body.element, back: true, stop: title?.element ?? null, most: 400 }).slice(-8),
    below: body === null ? [] : creditLines({ after: body.element, most: 700 }).slice(0, 14),
  }
}

/** Inside the column the article begins with the first line of running text; two more hold credits like 文/… */
function upToProse(lines: readonly CreditLine[]): CreditLine[] {
  const prose = lines.findIndex(({ text }) => text.length > 60 && /[，。,.]/.test(text))
  return lines.slice(0, prose < 0 ? 12 : prose)
}
