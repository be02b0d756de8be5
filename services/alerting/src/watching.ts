import { type Analysed, matches, parse, type Query, type Span, type Watch } from '@guanlan/domain'
import type { Log, Records } from '@guanlan/runtime'

type Compiled = Readonly<{ watch: Watch; query: Query }>

/** Which watches a mention belongs to, and where in it they matched. */
export type Watched = Readonly<{ watchIds: readonly string[]; spans: readonly Span[] }>

/** The active watches as they stand in the ledger, their queries parsed once a version. */
export class Watching {
  readonly #records: Records
  readonly #log: Log
  #position = -1
  #compiled: readonly Compiled[] = []
  #all: ReadonlyMap<string, Watch> = new Map()

  constructor(records: Records, log: Log) {
    this.#records = records
    this.#log = log
  }

  /** Null: the mention forms no event. A hotline order always counts, with or without a watch. */
  match(mention: Analysed): Watched | null {
    this.#refresh()
    const watchIds: string[] = []
    const spans: Span[] = []
    for (const { watch, query } of this.#compiled) {
      if (!inScope(watch, mention)) continue
      const found = matches(query, mention)
      if (found === null) continue
      watchIds.push(watch.id)
      spans.push(...found)
    }
    return watchIds.length === 0 && mention.channel !== 'hotline' ? null : { watchIds, spans }
  }

  /** What a watch is called; its id when it is gone. */
  name(watchId: string): string {
    this.#refresh()
    return this.#all.get(watchId)?.name ?? watchId
  }

  #refresh(): void {
    if (this.#position === this.#records.position) return
    this.#position = this.#records.position
    const watches = this.#records.list('watch').map(({ state }) => state)
    this.#all = new Map(watches.map(watch => [watch.id, watch]))
    const known = new Map(this.#compiled.map(entry => [entry.watch, entry]))
    this.#compiled = watches.filter(watch => watch.active).flatMap(watch => known.get(watch) ?? this.#compile(watch))
  }

  /** Queries are checked when written, so one that cannot be read says that a rule of the language has changed since. */
  #compile(watch: Watch): readonly Compiled[] {
    const parsed = parse(watch.query)
    if (parsed.ok) return [{ watch, query: parsed.ast }]
    this.#log.error({ watch: watch.id, at: parsed.at }, 'watch has a query that cannot be read; it matches nothing')
    return []
  }
}

/** Topics and regions narrow a watch; an item whose channel states no region is taken by the regions its text names. */
function inScope({ topics, regions }: Watch, mention: Analysed): boolean {
  if (topics.length > 0 && !mention.analysis.topics.some(({ topic }) => topics.includes(topic))) return false
  if (regions.length === 0) return true
  if (mention.region !== null) return regions.includes(mention.region)
  return regions.some(region => mention.title.includes(region) || mention.text.includes(region))
}
