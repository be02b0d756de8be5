import {
  type Baseline,
  type EpochMs,
  type Figure,
  LEVEL_NAMES,
  type LevelInput,
  type Rules,
  type Suggestion,
  type SurgeEpisode,
  shortTime,
  suggestLevel,
  type Trigger,
} from '@guanlan/domain'
import { sumCells } from './cells.ts'
import type { EventMemory } from './event-memory.ts'
import { levelInput, standingHard } from './event-record.ts'
import type { HardMark } from './mark.ts'

/** A rule that holds for an event now. `key` names what it found, so that the same finding speaks once; `detectedAt` is when we first read the mention that made it hold. */
export type Finding = Readonly<{ key: string; trigger: Trigger; suggestion: Suggestion; detectedAt: EpochMs }>

/** A surge of a watch, to be laid to the event that leads it. */
export type WatchSurge = Readonly<{ watchId: string; watchName: string; episode: SurgeEpisode }>

/**
 * Every rule that holds for one event as of `now`, gravest first. Nothing is found for an event that has not been spoken
 * of within `freshMs` of effective time: back-filled history is history.
 */
export function findingsOf(memory: EventMemory, now: EpochMs, rules: Rules): readonly Finding[] {
  if (memory.toAt < now - rules.freshMs) return []
  const input = levelInput(memory, now, rules)
  const suggestion = suggestLevel(input, rules)
  const hard = standingHard(memory, now, rules).map(mark => hardFinding(mark, suggestion, now))
  const volume = volumeFinding(memory, input, suggestion, now, rules)
  const found = [...hard, volume, hotlineFinding(memory, suggestion, now, rules)]
  return found.filter(finding => finding !== null)
}

/** The finding of a watch's surge for the event that leads it. */
export function surgeFinding(surge: WatchSurge, memory: EventMemory, now: EpochMs, rules: Rules): Finding {
  const { watchId, watchName, episode } = surge
  const { x, b, s, z, baseline } = episode.peak
  const suggestion = suggestLevel(levelInput(memory, now, rules), rules)
  const usual = baseline === 'none' ? '暂无可比基线' : `基线 ${figure(b)} 条，波动 ${figure(s)} 条`
  const figures: Figure[] = [
    { name: '60分钟提及', measured: `${x} 条`, compared: usual, threshold: threshold(baseline, rules), level: null },
  ]
  if (baseline !== 'none') {
    const asked = `≥ ${rules.surge.fires} 倍，连续 ${rules.surge.running} 次`
    figures.push({
      name: '偏离基线',
      measured: `${figure(z)} 倍波动`,
      compared: BASELINES[baseline],
      threshold: asked,
      level: null,
    })
  }
  const compared = baseline === 'none' ? BASELINES.none : `${BASELINES[baseline]}基线 ${figure(b)} 条`
  const summary = `监测方案“${watchName}”60分钟提及 ${x} 条（${compared}），${shortTime(episode.fromAt)} 起突增`
  const all = [...figures, ...suggestion.figures]
  return finding(`surge:${watchId}:${episode.fromAt}`, 'surge', summary, all, suggestion, memory.lastSeenAt, now)
}

const BASELINES: Readonly<Record<Baseline, string>> = {
  weekly: '近8周同时段',
  daily: '基线不足，近7日同时段',
  none: '基线不足',
}

function threshold(baseline: Baseline, { surge }: Rules): string {
  return `≥ ${baseline === 'none' ? surge.leastWithoutHistory : surge.least} 条`
}

function hardFinding(mark: HardMark, suggestion: Suggestion, now: EpochMs): Finding {
  const summary = `出现硬性情形“${mark.name}”，原文“${mark.words}”，建议不低于${LEVEL_NAMES[mark.level]}`
  return finding(`hard:${mark.rule}`, 'hard', summary, suggestion.figures, suggestion, mark.seenAt, now)
}

/** A level above 一般 reached by figures, hard triggers aside; by growth alone it is a surge of the event, else its volume. */
function volumeFinding(
  memory: EventMemory,
  input: LevelInput,
  suggestion: Suggestion,
  now: EpochMs,
  rules: Rules,
): Finding | null {
  const { level, figures } = suggestLevel({ ...input, hard: [] }, rules)
  if (level === 'general') return null
  const calm = suggestLevel({ ...input, hard: [], inHour: 0 }, rules)
  const top = figures.filter(reached => reached.level === level)
  const said = top.map(({ name, measured, threshold }) => `${name} ${measured}（${threshold}）`).join('，')
  const summary = `${said}，建议级别${LEVEL_NAMES[level]}`
  const rule = calm.level === level ? 'volume' : 'surge'
  return finding(`volume:${level}`, rule, summary, suggestion.figures, suggestion, memory.lastSeenAt, now)
}

function hotlineFinding(memory: EventMemory, suggestion: Suggestion, now: EpochMs, rules: Rules): Finding | null {
  const { windowMs, orders } = rules.hotline
  const seen = sumCells(memory.cells, now, windowMs, rules).orders
  if (seen < orders) return null
  const hours = windowMs / 3_600_000
  const own: Figure = {
    name: `${hours}小时热线工单`,
    measured: `${seen} 件`,
    compared: '—',
    threshold: `≥ ${orders} 件`,
    level: null,
  }
  const summary = `${hours}小时内同一事项热线工单 ${seen} 件（≥ ${orders} 件）`
  return finding('hotline', 'hotline', summary, [own, ...suggestion.figures], suggestion, memory.lastSeenAt, now)
}

function finding(
  key: string,
  rule: Trigger['rule'],
  summary: string,
  figures: readonly Figure[],
  suggestion: Suggestion,
  detectedAt: EpochMs,
  now: EpochMs,
): Finding {
  const trigger = { rule, ruleVersion: suggestion.ruleVersion, at: now, summary, figures, key }
  return { key, trigger, suggestion, detectedAt }
}

const figure = (value: number) => String(Math.round(value * 10) / 10)
