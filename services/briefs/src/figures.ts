import type { BriefFigure, BriefSection, FigureState, Json, Period } from '@guanlan/domain'
import type { Search } from '@guanlan/ports'

/** What a section without data says. */
export const NONE = '本期无数据。'

/** Below this many mentions a share is words, not a number. */
export const SHARE_MINIMUM = 10

/** Numbers figures F-01, F-02 … through one brief, in the order they are made. */
export type FigureMaker = Readonly<{
  /** `typed`: the query of `from` as people type it, where it has one. */
  count: (label: string, value: number, unit: string, from: Search | null, typed?: string) => BriefFigure
  share: (label: string, part: number, whole: number, from: Search | null) => BriefFigure
  change: (label: string, now: number, before: number) => BriefFigure
  absent: (label: string, unit: string, state: Exclude<FigureState, 'ok'>) => BriefFigure
}>

const frozen = (search: Search | null, typed?: string): Readonly<Record<string, Json>> | null => {
  if (search === null) return null
  const query = typed === undefined ? { query: search.query } : { q: typed }
  return { ...search.filters, ...query } as unknown as Readonly<Record<string, Json>>
}

/** Starts the numbering of one brief. */
export function figureMaker(period: Period): FigureMaker {
  let made = 0
  const make = (label: string, unit: string, rest: Partial<BriefFigure>): BriefFigure => {
    made += 1
    const id = `F-${String(made).padStart(2, '0')}`
    return { id, label, unit, period, value: null, sample: null, query: null, state: 'ok', ...rest }
  }
  const percent = (ratio: number) => Math.round(ratio * 1000) / 10
  return {
    count: (label, value, unit, from, typed) => make(label, unit, { value, sample: value, query: frozen(from, typed) }),
    share: (label, part, whole, from) => {
      const state = whole === 0 ? '无数据' : whole < SHARE_MINIMUM ? '数据不足' : 'ok'
      return make(label, '%', {
        value: state === 'ok' ? percent(part / whole) : null,
        sample: whole,
        query: frozen(from),
        state,
      })
    },
    change: (label, now, before) => {
      const state = before === 0 ? '无数据' : before < SHARE_MINIMUM ? '数据不足' : 'ok'
      return make(label, '%', { value: state === 'ok' ? percent(now / before - 1) : null, sample: before, state })
    },
    absent: (label, unit, state) => make(label, unit, { state }),
  }
}

const grouped = (value: number) => value.toLocaleString('en-US')

/** A figure as printed: a number with its unit, or the word for why there is none. */
export function shownFigure({ state, value, unit }: BriefFigure): string {
  if (state !== 'ok' || value === null) return state === 'ok' ? '无数据' : state
  return unit === '%' ? `${value}%` : `${grouped(value)}${unit}`
}

/** A figure with its number, as narrative cites it: `1,234条〔F-01〕`. */
export function cited(figure: BriefFigure): string {
  return `${shownFigure(figure)}〔${figure.id}〕`
}

/** A change in words: `较上期增加12.3%〔F-02〕`. */
export function citedChange(figure: BriefFigure): string {
  const { state, value, id } = figure
  if (state !== 'ok' || value === null) return `上期${shownFigure(figure)}，不作比较〔${id}〕`
  if (value === 0) return `与上期持平〔${id}〕`
  return `较上期${value > 0 ? '增加' : '减少'}${Math.abs(value)}%〔${id}〕`
}

/** A section with what it leaves out filled in; drafted by machine until a person edits it. */
export function section(part: Pick<BriefSection, 'id' | 'title' | 'narrative'> & Partial<BriefSection>): BriefSection {
  return { machineDrafted: true, figures: [], table: null, bars: null, ...part }
}
