import {
  type EpochMs,
  type EventRecord,
  HOUR_MS,
  heatMeasure,
  type LevelInput,
  negativityMeasure,
  type Rules,
  riskMeasure,
  suggestLevel,
  type Topic,
} from '@guanlan/domain'
import { sumCells } from './cells.ts'
import type { EventMemory } from './event-memory.ts'
import type { HardMark } from './mark.ts'

const MOST_WORDS = 12

/** Hard triggers of what was said within the level window, one a rule, the first of each. */
export function standingHard(memory: EventMemory, now: EpochMs, rules: Rules): readonly HardMark[] {
  const byRule = new Map<string, HardMark>()
  for (const hard of memory.hard) {
    if (hard.at >= now - rules.levels.windowMs && !byRule.has(hard.rule)) byRule.set(hard.rule, hard)
  }
  return [...byRule.values()]
}

/** What the level is suggested from, as of `now`. */
export function levelInput(memory: EventMemory, now: EpochMs, rules: Rules): LevelInput {
  const day = sumCells(memory.cells, now, rules.levels.windowMs, rules)
  return {
    mentions: day.counted,
    reach: day.reach,
    interactions: day.interactions,
    media: day.rank,
    inHour: sumCells(memory.cells, now, HOUR_MS, rules).n,
    hourBefore: sumCells(memory.cells, now - HOUR_MS, HOUR_MS, rules).n,
    hard: standingHard(memory, now, rules),
  }
}

/** The stored record of an event as of `now`. `weight` says how telling a word is among the open events. */
export function recordOf(
  memory: EventMemory,
  now: EpochMs,
  rules: Rules,
  weight: (word: string) => number,
): EventRecord {
  const input = levelInput(memory, now, rules)
  const heat = heatMeasure(memory.heat, now, rules)
  const negativity = negativityMeasure(memory.negative, memory.mentions, rules)
  const day = sumCells(memory.cells, now, rules.levels.windowMs, rules)
  const risk = riskMeasure(
    {
      hard: input.hard.length > 0,
      heat: heat.value ?? 0,
      inHour: input.inHour,
      usual: (day.n - input.inHour) / (rules.levels.windowMs / HOUR_MS - 1),
      negativity: negativity.value,
      topics: topicsOf(memory, rules),
      callToAct: memory.actAt !== null && memory.actAt >= now - rules.levels.windowMs,
    },
    rules,
  )
  return {
    id: memory.id,
    title: titleOf(memory),
    watchIds: [...memory.watchIds],
    firstMentionId: memory.firstMentionId,
    firstSeenAt: memory.firstSeenAt,
    lastSeenAt: memory.lastSeenAt,
    mentions: memory.mentions,
    copies: memory.copies,
    negative: memory.negative,
    byChannel: { ...memory.byChannel },
    bySentiment: { ...memory.bySentiment },
    byTopic: { ...memory.byTopic },
    words: wordsOf(memory, weight),
    exemplars: [memory.firstMentionId, ...memory.exemplars.map(({ id }) => id)],
    heat,
    negativity,
    risk,
    suggestion: input.mentions === 0 && input.hard.length === 0 ? null : suggestLevel(input, rules),
    mergedInto: null,
  }
}

/** Title of the first mention, or of the one nearest the centre, graver ones first, once there are several. */
export function titleOf(memory: EventMemory): string {
  return memory.exemplars[0]?.headline ?? memory.firstHeadline
}

function topicsOf(memory: EventMemory, rules: Rules): readonly Topic[] {
  const least = rules.risk.topicShare * memory.mentions
  return (Object.entries(memory.byTopic) as [Topic, number][]).filter(([, n]) => n >= least).map(([topic]) => topic)
}

/** Words that many of its wordings say and few other events do; single characters tell nothing. */
function wordsOf(memory: EventMemory, weight: (word: string) => number): readonly string[] {
  return [...memory.words]
    .filter(([word]) => word.length > 1)
    .map(([word, said]) => ({ word, worth: said * weight(word) }))
    .sort((a, b) => b.worth - a.worth || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(({ word }) => word)
}
