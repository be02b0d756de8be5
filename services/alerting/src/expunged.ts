import { type EpochMs, type EventRecord, EXPUNGED_TEXT } from '@guanlan/domain'
import type { EventStore } from '@guanlan/ports'
import type { Books } from './books.ts'
import type { EventMemory } from './event-memory.ts'

/** Takes the wording of mentions that were expunged out of what is remembered of an event; whether anything was there. Counts stay. */
function withoutWords(memory: EventMemory, gone: ReadonlySet<string>): EventMemory | null {
  const said = gone.has(memory.firstMentionId)
  const exemplars = memory.exemplars.filter(({ id }) => !gone.has(id))
  if (!said && exemplars.length === memory.exemplars.length) return null
  const alone = memory.said <= 1 ? { words: new Map(), names: new Map() } : {}
  return { ...memory, exemplars, firstHeadline: said ? EXPUNGED_TEXT : memory.firstHeadline, ...alone }
}

/** The stored record of an event that is open no more, without a title that an expunged mention may have given. */
function untitled(event: EventRecord, gone: ReadonlySet<string>): EventRecord | null {
  const spoke = event.exemplars.slice(0, 2).some(id => gone.has(id))
  return spoke && event.title !== EXPUNGED_TEXT
    ? { ...event, title: EXPUNGED_TEXT, words: event.mentions === 1 ? [] : event.words }
    : null
}

/**
 * Makes events forget the wording of expunged mentions, in memory and as stored. Returns the records to store; the journal must be wiped
 * after them.
 */
export async function forgetWords(
  mentionIds: readonly string[],
  books: Books,
  events: EventStore,
  now: EpochMs,
): Promise<readonly EventRecord[]> {
  const gone = new Set(mentionIds)
  const ids = new Set((await events.eventsOf(mentionIds)).filter(id => id !== null))
  const records: EventRecord[] = []
  for (const id of ids) {
    const open = books.event(id)
    const changed = open === null ? null : withoutWords(open, gone)
    if (changed !== null) {
      books.grouping.restore(changed)
      records.push(books.record(changed, now))
      continue
    }
    const stored = open === null ? await events.get(id) : null
    const record = stored === null ? null : untitled(stored, gone)
    if (record !== null) records.push(record)
  }
  return records
}
