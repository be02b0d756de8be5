import {
  type Account,
  type Analysed,
  type Analysis,
  Conflict,
  canonicalJson,
  errorCode,
  type Json,
  type Move,
  machine,
  person,
  type Replay,
  ReplayCounts,
  type ReplayProgress,
  saysOtherwise,
} from '@guanlan/domain'
import type { Bus, Clock, MentionIndex } from '@guanlan/ports'
import type { Log, Records, Stop } from '@guanlan/runtime'
import type { Analysers } from '@guanlan/text'

/** What replays stand on. `start` loads analysers of the present words, names and models, for one replay. */
export type ReplayDeps = Readonly<{
  bus: Pick<Bus, 'append'>
  index: Pick<MentionIndex, 'search' | 'count'>
  records: Records
  clock: Clock
  log: Log
  start: () => Promise<Pick<Analysers, 'analyseBatch' | 'version' | 'close'>>
}>

const PAGE = 500
const RECORD = { kind: 'model', id: 'text' } as const

type Running = Exclude<ReplayProgress, { state: 'none' }>

/** The analysis without its run: equal when a replay would say nothing new. */
const content = ({ run: _run, ...said }: Analysis) => canonicalJson(said)

/**
 * Replays of a period through the present models, one at a time, in threads of their own while everything else goes on. An applied
 * replay appends the mention with its new analysis, `run` one higher, to `analysed`: the index takes it over the old one, and a mention
 * edited meanwhile wins over both. Applied again, or after a break, it writes only what is not yet so.
 */
export class Replays {
  readonly #deps: ReplayDeps
  #progress: ReplayProgress = { state: 'none' }
  #work: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(deps: ReplayDeps) {
    this.#deps = deps
  }

  /** How the last replay of this process stands. */
  progress(): ReplayProgress {
    return this.#progress
  }

  /** Begins a replay and settles with its first word. @throws {Conflict} reclassify/running */
  async begin(replay: Replay, by: Account): Promise<ReplayProgress> {
    if (this.#progress.state === 'running') throw new Conflict('reclassify/running')
    const { index, clock } = this.#deps
    const begun: Running = {
      ...replay,
      state: 'running',
      startedAt: clock.now(),
      endedAt: null,
      total: 0,
      seen: 0,
      changed: 0,
      model: null,
      table: new ReplayCounts().table(),
      code: null,
    }
    this.#progress = begun
    try {
      const { fromAt, toAt } = replay
      this.#progress = { ...begun, total: await index.count({ query: null, filters: { fromAt, toAt } }) }
    } catch (error) {
      this.#progress = { state: 'none' }
      throw error
    }
    this.#work = this.#run(this.#progress, by)
    return this.#progress
  }

  /** Breaks off what is under way; what was already appended stays. */
  stop: Stop = async () => {
    this.#stopped = true
    await this.#work
  }

  async #run(begun: Running, by: Account): Promise<void> {
    const { clock, log } = this.#deps
    let running = begun
    try {
      const analysers = await this.#deps.start()
      try {
        running = { ...running, model: analysers.version }
        if (running.apply) await this.#note(running, by)
        for await (running of this.#judge(running, analysers)) this.#progress = running
      } finally {
        await analysers.close()
      }
      if (running.apply && !this.#stopped) await this.#note(running, null)
      this.#progress = { ...running, state: this.#stopped ? 'failed' : 'done', endedAt: clock.now() }
      const { total, seen, changed, model } = running
      log.info({ total, seen, changed, model, apply: running.apply, stopped: this.#stopped }, 'replay ended')
    } catch (error) {
      this.#progress = { ...running, state: 'failed', endedAt: clock.now(), code: errorCode(error) }
      log.error({ err: error }, 'replay failed')
    }
  }

  /** Page by page, newest first; every page appended before it is counted. */
  async *#judge(begun: Running, analysers: Pick<Analysers, 'analyseBatch'>): AsyncGenerator<Running> {
    const counts = new ReplayCounts()
    const { fromAt, toAt, apply } = begun
    let running = begun
    let after: string | undefined
    while (!this.#stopped) {
      const search = { query: null, filters: { fromAt, toAt } }
      const page = await this.#deps.index.search(search, { limit: PAGE, ...(after === undefined ? {} : { after }) })
      if (page.mentions.length > 0) {
        const analyses = await analysers.analyseBatch(page.mentions.map(({ analysis: _old, ...mention }) => mention))
        if (apply) await this.#append(page.mentions, analyses)
        const changed = page.mentions.filter(({ analysis }, at) => saysOtherwise(analysis, analyses[at]!)).length
        page.mentions.forEach(({ analysis }, at) => {
          counts.add(analysis, analyses[at]!)
        })
        const { seen } = running
        running = {
          ...running,
          seen: seen + page.mentions.length,
          changed: running.changed + changed,
          table: counts.table(),
        }
        yield running
      }
      if (page.next === null) return
      after = page.next
    }
  }

  async #append(mentions: readonly Analysed[], analyses: readonly Analysis[]): Promise<void> {
    const news = mentions.flatMap((mention, at) => {
      const before = mention.analysis
      const analysis = { ...analyses[at]!, run: before.run + 1 }
      return content(analysis) === content(before) ? [] : [{ ...mention, analysis }]
    })
    if (news.length === 0) return
    await this.#deps.bus.append(
      'analysed',
      news.map(mention => ({ key: mention.id, body: mention as unknown as Json })),
    )
  }

  /** The beginning, decided by a person, and the end, told by the machine. */
  async #note({ fromAt, toAt, model, seen, changed }: Running, by: Account | null): Promise<void> {
    const { records, clock } = this.#deps
    const at = clock.now()
    const started = { type: 'replay-started', body: { model, fromAt, toAt } }
    const ended = { type: 'replay-ended', body: { mentions: seen, changed } }
    const actor = by === null ? machine('classifier') : person(by)
    const move: Move = { ...RECORD, ...(by === null ? ended : started), by: actor, at, reason: null }
    const version = records.find('model', RECORD.id)?.version ?? 0
    await records.commit({ commitId: `replay ${version + 1} ${at}`, expect: [{ ...RECORD, version }], moves: [move] })
  }
}
