import {
  type Analysed,
  ENTITY_NAMES,
  GOVERNMENT_TOPICS,
  type GovernmentVerdict,
  type MentionLabel,
  type Span,
  TOPICS,
  type Topic,
  type Versioned,
} from '@guanlan/domain'
import type { DeskDeps } from './deps.ts'

/** A mention as people see it: plain text, the labels with their reasons, what people say of them, and the exact places that matched. */
export type MentionView = ReturnType<typeof viewOf>

type Around = Readonly<{
  sourceName: string
  spans: readonly Span[]
  eventId: string | null
  label: Versioned<MentionLabel> | null
}>

function viewOf(mention: Analysed, { sourceName, spans, eventId, label }: Around) {
  const { analysis, contentHash: _hash, contentVersion, ...shown } = mention
  const { sentiment, sentimentScore, sentimentScores, confidence, unsure, sentimentReasons, topics } = analysis
  const { government, entities, acts, cues, disguises, model, run } = analysis
  return {
    ...shown,
    contentVersion,
    sourceName,
    sentiment,
    sentimentScore,
    sentimentScores,
    confidence,
    unsure,
    reasons: sentimentReasons,
    topics: topics.map(({ topic, confidence, reasons }) => ({
      topic,
      name: TOPICS[topic as Topic],
      confidence,
      reasons,
    })),
    government: government === null ? null : governmentView(government),
    entities: entities.map(entity => ({ ...entity, kindName: ENTITY_NAMES[entity.kind] })),
    acts,
    cues,
    disguises,
    model,
    run,
    label: label === null ? null : labelView(label),
    spans,
    eventId,
  }
}

const governmentView = (verdict: GovernmentVerdict) => ({ ...verdict, name: GOVERNMENT_TOPICS[verdict.topic] })

/** What people say of a mention, with the version the next correction must name. */
export function labelView({ version, state }: Versioned<MentionLabel>) {
  return { version, ...state }
}

/** The name of a source as people gave it; its id when it is no longer on record. */
export function sourceName({ records }: Pick<DeskDeps, 'records'>, sourceId: string): string {
  return records.find('source', sourceId)?.state.name ?? sourceId
}

/** Views of mentions in the order given, each with its event, its people's label and its marks. */
export async function mentionViews(
  deps: Pick<DeskDeps, 'records' | 'events'>,
  mentions: readonly Analysed[],
  spansOf: (mention: Analysed) => readonly Span[] = () => [],
): Promise<readonly MentionView[]> {
  const eventIds = await deps.events.eventsOf(mentions.map(mention => mention.id))
  return mentions.map((mention, at) =>
    viewOf(mention, {
      sourceName: sourceName(deps, mention.sourceId),
      spans: spansOf(mention),
      eventId: eventIds[at] ?? null,
      label: deps.records.find('label', mention.id),
    }),
  )
}
