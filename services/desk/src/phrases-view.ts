import { type EventPhrases, isComparable, phraseQuery, phrasesState, timesWords } from '@guanlan/domain'
import type { EventStore } from '@guanlan/ports'

/** Key phrases of an event as people see them, each with the search it stands for and how it stands to the weeks before, in words. */
export type PhrasesView = Readonly<{
  at: number // when alerting last looked
  of: number // mentions looked at
  against: 'before' | 'others'
  before: number // mentions it is held against
  fromAt: number // of their period
  toAt: number
  comparable: boolean // false: they are too few, counts stand alone
  items: readonly Readonly<{ phrase: string; kind: string; mentions: number; times: string | null; q: string }>[]
}>

/** What alerting keeps of an event's phrases; null while it has not looked, for an event of fewer than five mentions for ever. */
export async function phrasesView(events: Pick<EventStore, 'getState'>, eventId: string): Promise<PhrasesView | null> {
  const kept = await events.getState(phrasesState(eventId))
  if (kept === null) return null
  const phrases = JSON.parse(kept) as EventPhrases
  const { at, of, against, before, period } = phrases
  return {
    at,
    of,
    against,
    before,
    ...period,
    comparable: isComparable(phrases),
    items: phrases.phrases.map(one => {
      const { phrase, kind, mentions } = one
      return { phrase, kind, mentions, times: timesWords(one, phrases), q: phraseQuery(phrase) }
    }),
  }
}
