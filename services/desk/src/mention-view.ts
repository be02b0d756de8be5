import { type Analysed, type Span, TOPICS, type Topic } from '@guanlan/domain'
import type { DeskDeps } from './deps.ts'

/** A mention as people see it: plain text, the labels with their reasons, and the exact places that matched. */
export type MentionView = ReturnType<typeof viewOf>

function viewOf(mention: Analysed, sourceName: string, spans: readonly Span[], eventId: string | null) {
  const { analysis, contentHash: _hash, contentVersion, ...shown } = mention
  const { sentiment, sentimentScore, confidence, sentimentReasons, topics, entities } = analysis
  return {
    ...shown,
    contentVersion,
    sourceName,
    sentiment,
    sentimentScore,
    confidence,
    reasons: sentimentReasons,
    topics: topics.map(({ topic, confidence, reasons }) => ({
      topic,
      name: TOPICS[topic as Topic],
      confidence,
      reasons,
    })),
    entities,
    spans,
    eventId,
  }
}

/** The name of a source as people gave it; its id when it is no longer on record. */
export function sourceName({ records }: Pick<DeskDeps, 'records'>, sourceId: string): string {
  return records.find('source', sourceId)?.state.name ?? sourceId
}

/** Views of mentions in the order given, each with its event and its marks. */
export async function mentionViews(
  deps: Pick<DeskDeps, 'records' | 'events'>,
  mentions: readonly Analysed[],
  spansOf: (mention: Analysed) => readonly Span[] = () => [],
): Promise<readonly MentionView[]> {
  const eventIds = await deps.events.eventsOf(mentions.map(mention => mention.id))
  return mentions.map((mention, at) =>
    viewOf(mention, sourceName(deps, mention.sourceId), spansOf(mention), eventIds[at] ?? null),
  )
}
