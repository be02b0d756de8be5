import type { Measure } from '../event.ts'
import type { Topic } from '../topic.ts'
import { DEFAULT_RULES, type Rules } from './default-rules.ts'

/** What risk is made of. */
export type RiskInput = Readonly<{
  hard: boolean // a hard trigger stands
  heat: number // 0..100
  inHour: number // mentions in the last hour
  usual: number // mentions expected in an hour, >= 0
  negativity: number | null // 0..100, null = 样本不足
  topics: readonly Topic[] // topics of the event
  callToAct: boolean // an affirmed call to act offline
}>

/** Growth 0..100 of the last hour over the usual; null under the least number in the hour. */
export function growthFigure(inHour: number, usual: number, rules: Rules = DEFAULT_RULES): number | null {
  const { growthLeast, growthSpan } = rules.risk
  if (inHour < growthLeast) return null
  return 100 * Math.max(0, Math.min(1, (inHour / Math.max(usual, 1) - 1) / growthSpan))
}

/** Risk 风险 0..100: the largest of six figures, each kept as a component (domain rules §6). */
export function riskMeasure(input: RiskInput, rules: Rules = DEFAULT_RULES): Measure {
  const { topics, topicDefault, callToAct } = rules.risk
  const components = {
    hard: input.hard ? 100 : 0,
    heat: input.heat,
    growth: growthFigure(input.inHour, input.usual, rules),
    negativity: input.negativity,
    topic: Math.max(topicDefault, ...input.topics.map(topic => topics[topic] ?? topicDefault)),
    callToAct: input.callToAct ? callToAct : 0,
  }
  return {
    value: Math.max(...Object.values(components).map(figure => figure ?? 0)),
    components,
    version: rules.version,
  }
}
