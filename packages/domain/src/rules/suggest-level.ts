import type { Analysed } from '../analysis.ts'
import { atLeast, type Figure, higherLevel, type Level, type Suggestion } from '../level.ts'
import type { MediaRank } from '../mention.ts'
import { DEFAULT_RULES, type Rules, type Thresholds } from './default-rules.ts'

/** What an event shows in the last 24 hours, counted over mentions for which `counts` holds. */
export type LevelInput = Readonly<{
  mentions: number
  reach: number // largest single reads
  interactions: number
  media: MediaRank // highest rank of a negative report
  inHour: number // all mentions in the last hour
  hourBefore: number
  hard: readonly Readonly<{ name: string; level: Level; words: string }>[]
}>

const RANKS: readonly MediaRank[] = ['none', 'local', 'provincial', 'national']
const RANK_NAMES: Readonly<Record<MediaRank, string>> = {
  none: '无',
  local: '本地媒体',
  provincial: '省级媒体',
  national: '国家级媒体',
}
const STEPS = ['grave', 'serious', 'major'] as const

/**
 * Whether a mention of a watch counts towards the level: it is negative, or says something that asks for an answer by
 * itself (an affirmed act, casualty or clash: the machine's stand-in for a must-respond reason, which people confirm).
 */
export function countsForLevel(mention: Analysed): boolean {
  const { sentiment, cues } = mention.analysis
  if (sentiment === 'negative') return true
  if (sentiment === 'positive') return false
  return cues.some(cue => cue.stance === 'affirmed' && ['action', 'casualty', 'conflict'].includes(cue.kind))
}

/** The rank a mention lends to its event: its own when the report is negative with enough confidence, else none. */
export function criticalRank(mention: Analysed, rules: Rules = DEFAULT_RULES): MediaRank {
  const { sentiment, confidence } = mention.analysis
  return sentiment === 'negative' && confidence >= rules.levels.mediaConfidence ? mention.mediaRank : 'none'
}

/** The higher of two media ranks. */
export function higherRank(a: MediaRank, b: MediaRank): MediaRank {
  return RANKS.indexOf(a) >= RANKS.indexOf(b) ? a : b
}

/** Growth of the last hour over the hour before, minus 1 (3 = 300 %); null under the least number in the hour. */
export function hourGrowth(inHour: number, hourBefore: number, rules: Rules = DEFAULT_RULES): number | null {
  return inHour < rules.levels.growthLeast ? null : inHour / Math.max(hourBefore, 1) - 1
}

/**
 * The level 级别 the figures suggest: any one of them suggests it, a hard trigger overrides them upwards and nothing lowers it.
 * Domain rules §2; no official numeric thresholds exist.
 */
export function suggestLevel(input: LevelInput, rules: Rules = DEFAULT_RULES): Suggestion {
  const growth = hourGrowth(input.inHour, input.hourBefore, rules)
  const figures: Figure[] = [
    counted('24小时负面及须回应提及', input.mentions, '条', rules, step => step.mentions),
    counted('单条最高传播量', input.reach, '次', rules, step => step.reach),
    counted('24小时互动量', input.interactions, '次', rules, step => step.interactions),
    mediaFigure(input.media, rules),
    growthFigureOf(growth, input, rules),
    ...input.hard.map(hit => ({
      name: `硬性情形：${hit.name}`,
      measured: hit.words,
      compared: '—',
      threshold: '出现即触发',
      level: hit.level,
    })),
  ]
  const level = figures.reduce<Level>((sum, figure) => higherLevel(sum, figure.level ?? 'general'), 'general')
  return { level, figures, ruleVersion: rules.version }
}

/** The higher of two suggestions; the newer one when they are level. */
export function higherSuggestion(before: Suggestion, now: Suggestion): Suggestion {
  return atLeast(now.level, before.level) ? now : before
}

type Step = (thresholds: Thresholds) => number | null

function counted(name: string, value: number, unit: string, rules: Rules, of: Step): Figure {
  const reached = STEPS.find(step => {
    const least = of(rules.levels.thresholds[step])
    return least !== null && value >= least
  })
  const shown = reached ?? 'major'
  const least = of(rules.levels.thresholds[shown])
  const threshold = least === null ? '—' : `≥ ${least} ${unit}`
  return { name, measured: `${value} ${unit}`, compared: '—', threshold, level: reached ?? null }
}

function mediaFigure(media: MediaRank, rules: Rules): Figure {
  const asked = (step: (typeof STEPS)[number]) => rules.levels.thresholds[step].media
  const reached = STEPS.find(step => {
    const rank = asked(step)
    return rank !== null && rank !== 'none' && RANKS.indexOf(media) >= RANKS.indexOf(rank)
  })
  const threshold = RANK_NAMES[asked(reached ?? 'major') ?? 'none']
  return { name: '负面报道媒体层级', measured: RANK_NAMES[media], compared: '—', threshold, level: reached ?? null }
}

function growthFigureOf(growth: number | null, input: LevelInput, rules: Rules): Figure {
  const reached = STEPS.find(step => {
    const least = rules.levels.thresholds[step].growth
    return least !== null && growth !== null && growth >= least
  })
  const least = STEPS.map(step => rules.levels.thresholds[step].growth).find(value => value !== null) ?? null
  return {
    name: '1小时增长',
    measured: growth === null ? `${input.inHour} 条，不足 ${rules.levels.growthLeast} 条不计` : percent(growth),
    compared: `前1小时 ${input.hourBefore} 条`,
    threshold: least === null ? '—' : `≥ ${percent(least)}`,
    level: reached ?? null,
  }
}

const percent = (ratio: number) => `${Math.round(ratio * 100)}%`
