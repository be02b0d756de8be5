import {
  type Entity,
  GOVERNMENT_TOPICS,
  type GovernmentTopic,
  type Mention,
  SENTIMENTS,
  type Sentiment,
  type Topic,
} from '@guanlan/domain'
import { type Document, prepare } from './document.ts'
import type { EntityFinder } from './entity.ts'
import type { GazetteerEntry } from './gazetteer.ts'
import { governmentProbabilities } from './government.ts'
import { extractGovernmentFeatures, newGovernmentFeatures } from './government-features.ts'
import type { GovernmentModel } from './government-model.ts'
import type { Segmenter } from './segment.ts'
import { sentimentProbabilities } from './sentiment.ts'
import type { SentimentModel } from './sentiment-model.ts'
import { judgeTopics } from './topic.ts'

/** The labels of every head without reasons: those that the analysis of the same mention carries. */
export type Labels = Readonly<{
  sentiment: Sentiment
  topics: readonly Topic[] // surest first
  government: GovernmentTopic | null
}>

/** Labels one mention at a time. */
export type Labeller = (mention: Mention) => Labels

type Parts = Readonly<{
  segmenter: Segmenter
  sentiment: SentimentModel
  government: GovernmentModel
  findEntities: EntityFinder
  gazetteer: readonly GazetteerEntry[]
}>

const NO_ENTITIES: readonly Entity[] = []
const CLASSES = Object.keys(GOVERNMENT_TOPICS) as readonly GovernmentTopic[]

/** The entities a topic can follow from are lines; a text that can hold none need not be searched for them. */
function linesOf(findEntities: EntityFinder, gazetteer: readonly GazetteerEntry[]) {
  const named = gazetteer.some(({ kind }) => kind === 'line')
  return (document: Document, mention: Mention) =>
    named || document.folded.includes('路') || document.folded.includes('号线')
      ? findEntities(document, mention.seenAt)
      : NO_ENTITIES
}

function best(scores: ArrayLike<number>): number {
  let at = 0
  for (let k = 1; k < scores.length; k++) if (scores[k]! > scores[at]!) at = k
  return at
}

/** Makes the labeller that stands beside an analyser. One a thread: it keeps buffers between texts. */
export function labeller({ segmenter, sentiment, government, findEntities, gazetteer }: Parts): Labeller {
  const sentimentOf = sentimentProbabilities(sentiment)
  const lines = linesOf(findEntities, gazetteer)
  const features = newGovernmentFeatures()
  const scores = new Float64Array(CLASSES.length)
  return mention => {
    const document = prepare(segmenter, mention.title, mention.text)
    const { probabilities } = sentimentOf(document, mention.sourceId)
    extractGovernmentFeatures(document, features)
    const known = governmentProbabilities(government, features, scores) > 0
    return {
      sentiment: SENTIMENTS[best(probabilities)]!,
      topics: judgeTopics(document, lines(document, mention)).map(({ topic }) => topic),
      government: known ? CLASSES[best(scores)]! : null,
    }
  }
}
