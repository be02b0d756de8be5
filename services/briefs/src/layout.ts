import {
  BRIEF_STEPS,
  type Brief,
  type BriefFigure,
  type BriefReview,
  CHANNEL_NAMES,
  chineseDay,
  type Json,
  SENTIMENT_NAMES,
  TOPICS,
} from '@guanlan/domain'

/** What every rendering prints around the sections. */
export type Letterhead = Readonly<{ bureau: string }>

/** The brief as printed words, one shape for HTML and DOCX. */
export type Layout = Readonly<{
  masthead: string // 交通运输舆情周报
  issue: string // 第 12 期, or 草稿
  bureau: string
  day: string
  title: string
  draft: boolean
  footer: readonly string[]
}>

const NAMES = { weekly: '交通运输舆情周报', case: '交通运输舆情专报' } as const
const STEP_NAMES = { first: '初审', second: '复审', secrecy: '保密审查' } as const

/** 一、二、… up to 二十. */
export function ordinal(n: number): string {
  const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']
  if (n <= 10) return digits[n]!
  return n < 20 ? `十${digits[n - 10]}` : '二十'
}

/** The printed frame of a brief. A draft says so; a signed issue names who reviewed, who signed, and the head of the ledger then. */
export function layout(brief: Brief, { bureau }: Letterhead): Layout {
  const { signed } = brief
  const reviewed = BRIEF_STEPS.flatMap(step => {
    const review = brief.reviews.find((one: BriefReview) => one.step === step && one.pass && one.voidedAt === null)
    return review === undefined ? [] : [`${STEP_NAMES[step]}：${review.by.name}`]
  })
  const footer =
    signed === null
      ? ['草稿，未经审签，不得外传。']
      : [
          [...reviewed, `签发：${signed.by.name}`].join('　'),
          `内容校验 ${signed.contentHash}`,
          `台账位置 ${signed.ledger.position}　校验 ${signed.ledger.hash}`,
        ]
  return {
    masthead: NAMES[brief.kind],
    issue: brief.number === null ? '草稿' : `第 ${brief.number} 期`,
    bureau,
    day: chineseDay(signed?.at ?? brief.composedAt),
    title: brief.title,
    draft: signed === null,
    footer,
  }
}

const FILTER_NAMES: Readonly<Record<string, string>> = {
  q: '检索式',
  channels: '渠道',
  sentiments: '情感',
  topics: '主题',
  sourceIds: '信源',
  regions: '属地',
}

/** A frozen query in words a person can check: what narrows it besides its period. */
export function queryWords(query: Readonly<Record<string, Json>> | null): string {
  if (query === null) return '按记录计数'
  const narrowed = Object.entries(query).filter(
    ([name, value]) => !['fromAt', 'toAt', 'query'].includes(name) && value !== null,
  )
  const words = ([name, value]: readonly [string, Json]) =>
    `${FILTER_NAMES[name] ?? name}：${[value]
      .flat()
      .map(one => valueWords(name, String(one)))
      .join('、')}`
  return narrowed.length === 0 ? '全部提及' : narrowed.map(words).join('；')
}

function valueWords(name: string, value: string): string {
  const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    channels: CHANNEL_NAMES,
    sentiments: SENTIMENT_NAMES,
    topics: TOPICS,
  }
  return names[name]?.[value] ?? value
}

/** How the search page's address spells what narrows a search. */
const ADDRESS_NAMES: Readonly<Record<string, string>> = {
  q: 'q',
  channels: 'channel',
  sentiments: 'sentiment',
  topics: 'topic',
  sourceIds: 'source',
  regions: 'region',
}

/** The address, within the house, of the search that gave a figure; null for a count of records. */
export function searchAddress({ query, period }: BriefFigure): string | null {
  if (query === null) return null
  const params = new URLSearchParams({ from: String(period.fromAt), to: String(period.toAt) })
  for (const [name, value] of Object.entries(query)) {
    const known = ADDRESS_NAMES[name]
    if (known !== undefined && value !== null) params.set(known, [value].flat().join(','))
  }
  return `/search?${params}`
}
