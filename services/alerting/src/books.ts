import type { EpochMs, EventRecord, Rules } from '@guanlan/domain'
import { addHard, type EventMemory, freeze, memoryFromJson, memoryToJson } from './event-memory.ts'
import { recordOf } from './event-record.ts'
import { Grouping, type Placement } from './grouping.ts'
import type { GroupingRules } from './grouping-rules.ts'
import type { Mark } from './mark.ts'
import { WatchCounts } from './watch-counts.ts'

/** One step of alerting's memory, as journalled: a mention placed, or an edit of one already placed that says something hard. */
export type Entry =
  | Readonly<{ kind: 'placed'; seq: number; mark: Mark; placement: Placement }>
  | Readonly<{ kind: 'edited'; eventId: string; mark: Mark }>

/** Everything alerting holds in memory. The same entries in the same order give the same books. */
export class Books {
  readonly rules: Rules
  readonly groupingRules: GroupingRules
  readonly grouping: Grouping
  readonly counts: WatchCounts
  /** Arrival number of the last placed mention. */
  seq = 0
  /** Ledger position up to which people's merges and splits are in. */
  position = 0

  constructor(rules: Rules, grouping: GroupingRules, eventId: (mentionId: string) => string) {
    this.rules = rules
    this.groupingRules = grouping
    this.grouping = new Grouping(rules, grouping, eventId)
    this.counts = new WatchCounts(rules)
  }

  /** Places the next mention and takes it in. */
  enter(mark: Mark): Entry {
    const entry: Entry = { kind: 'placed', seq: this.seq + 1, mark, placement: this.grouping.place(mark) }
    this.apply(entry)
    return entry
  }

  /** Takes in an entry, new or from the journal. */
  apply(entry: Entry): void {
    if (entry.kind === 'edited') {
      const memory = this.grouping.open.get(entry.eventId)
      if (memory === undefined) return
      addHard(memory, entry.mark.hard)
      freeze(memory, entry.mark)
      return
    }
    this.seq = entry.seq
    this.counts.add(entry.mark)
    this.grouping.add(entry.mark, entry.placement, entry.seq)
  }

  /** An open event; null once it has gone quiet. */
  event(eventId: string): EventMemory | null {
    return this.grouping.open.get(eventId) ?? null
  }

  /** Its record as of `now`. */
  record(memory: EventMemory, now: EpochMs): EventRecord {
    return recordOf(memory, now, this.rules, word => this.grouping.weight(word, memory.toAt))
  }

  /** Open events as JSON, quietest first. */
  eventsToJson(): string[] {
    return [...this.grouping.open.values()].map(memoryToJson)
  }

  restoreEvents(events: readonly string[]): void {
    for (const json of events) this.grouping.restore(memoryFromJson(json))
  }
}
