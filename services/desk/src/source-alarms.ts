import {
  alarmId,
  Conflict,
  type EpochMs,
  type Json,
  type Move,
  machine,
  SOURCE_TROUBLE_NAMES,
  type SourceCondition,
  type SourceYield,
  shortTime,
  sourceCondition,
  Unavailable,
} from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import type { DeskDeps } from './deps.ts'
import { SourceYields } from './source-yields.ts'
import { versionNow, writeOne } from './writing.ts'

/** How a source does, with the figures that say so. */
export type WatchedSource = SourceCondition &
  Pick<SourceYield, 'today' | 'lastAt'> &
  Readonly<{ lastError: string | null }> // the crawler's last error code, null after success

const FRESH_MS = 30_000

type Deps = Pick<DeskDeps, 'records' | 'index' | 'clock' | 'frontier' | 'log'>

/**
 * Watches the sources themselves, apart from what they say: what each brings is held against what it usually brings, and one in
 * trouble raises an alarm, a move in the ledger. A trouble must stand at two looks in a row to be one: sources stumble.
 */
export class SourceAlarms {
  readonly #deps: Deps
  readonly #yields: SourceYields
  readonly #doubted = new Map<string, string>()
  #asked: Readonly<{ at: EpochMs; answer: Promise<ReadonlyMap<string, WatchedSource>> }> | null = null

  constructor(deps: Deps) {
    this.#deps = deps
    this.#yields = new SourceYields(deps)
  }

  /** How every source does, at most half a minute old. */
  conditions(): Promise<ReadonlyMap<string, WatchedSource>> {
    const now = this.#deps.clock.now()
    if (this.#asked === null || now - this.#asked.at > FRESH_MS) {
      const answer = this.#conditionsNow()
      this.#asked = { at: now, answer }
      // a failure is told once and asked anew
      answer.catch(() => {
        this.#asked = null
      })
    }
    return this.#asked.answer
  }

  /** The same for a page that has more to show: nothing is known while the index is away. */
  async conditionsIfKnown(): Promise<ReadonlyMap<string, WatchedSource>> {
    try {
      return await this.conditions()
    } catch (error) {
      if (error instanceof Unavailable) return new Map()
      throw error
    }
  }

  async #conditionsNow(): Promise<ReadonlyMap<string, WatchedSource>> {
    const { records, frontier, clock } = this.#deps
    const sources = records.list('source').map(({ state }) => state)
    const [health, yields] = await Promise.all([frontier.health(), this.#yields.read(sources.map(({ id }) => id))])
    const attempts = new Map(health.map(one => [one.sourceId, one]))
    return new Map(
      sources.map(source => {
        const brought = yields.get(source.id)!
        const attempt = attempts.get(source.id) ?? null
        const condition = sourceCondition(source, attempt, brought, clock.now())
        const { today, lastAt } = brought
        return [source.id, { ...condition, today, lastAt, lastError: attempt?.lastError ?? null }]
      }),
    )
  }

  /** Looks once: raises what has stood since the last look, ends what is over. Alarms raised or ended, by source. */
  async look(): Promise<readonly string[]> {
    const { records, log } = this.#deps
    const changed: string[] = []
    for (const [sourceId, condition] of await this.#conditionsNow()) {
      const alarm = records.find('alarm', alarmId(sourceId))?.state ?? null
      const stands = alarm !== null && alarm.endedAt === null ? alarm : null
      const { trouble } = condition
      const repeated = trouble !== null && this.#doubted.get(sourceId) === trouble
      if (trouble === null) this.#doubted.delete(sourceId)
      else this.#doubted.set(sourceId, trouble)
      if (trouble === (stands?.trouble ?? null) || (trouble !== null && !repeated)) continue
      await this.#move(sourceId, trouble === null ? 'ended' : stands === null ? 'raised' : 'turned', condition)
      log.warn({ source: sourceId, trouble }, trouble === null ? 'source is well again' : 'source in trouble')
      changed.push(sourceId)
    }
    return changed
  }

  async #move(sourceId: string, type: 'raised' | 'turned' | 'ended', condition: WatchedSource): Promise<void> {
    const { records, clock } = this.#deps
    const id = alarmId(sourceId)
    const { trouble, since } = condition
    const body: Readonly<Record<string, Json>> = type === 'ended' ? {} : { trouble, since, note: noteOf(condition) }
    const move: Move = { kind: 'alarm', id, type, by: machine('source-watch'), at: clock.now(), reason: null, body }
    try {
      await writeOne(this.#deps, 'alarm', id, versionNow({ records, clock }, 'alarm', id), [move])
    } catch (error) {
      // another process of the house looked at the same moment and wrote the same
      if (!(error instanceof Conflict)) throw error
    }
  }
}

/** The figures a trouble rests on, for people. */
function noteOf({ trouble, since, band, yesterday, today, lastError }: WatchedSource): string {
  const usual = band === null ? '' : `，通常每天 ${band.low}–${band.high} 条`
  switch (trouble) {
    case 'robots':
    case 'layout':
    case 'failing':
      return `${lastError === null ? SOURCE_TROUBLE_NAMES[trouble] : errorTitle(lastError)}${since === null ? '，从未成功' : `，上次成功 ${shortTime(since)}`}`
    case 'empty':
      return '每次都读取成功，但从未读到一条内容：核对网址与链接选择器'
    case 'silent':
      return `最近一条在 ${since === null ? '—' : shortTime(since)}${usual}`
    case 'late':
      return `应在 ${since === null ? '—' : shortTime(since)} 采集`
    case 'low':
      return `昨天 ${yesterday ?? 0} 条${usual}`
    case 'high':
      return `昨天 ${yesterday ?? 0} 条，今天已有 ${today} 条${usual}`
    default:
      return ''
  }
}
