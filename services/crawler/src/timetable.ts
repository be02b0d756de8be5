import { type EpochMs, errorCode, isPulled, MINUTE_MS, SECOND_MS, type Source } from '@guanlan/domain'
import type { Bus, BusMessage, Frontier, Lease } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import { cadence, soonest } from './cadence.ts'
import type { HealthBook } from './health-book.ts'
import { windowOf } from './polite.ts'

type Deps = Readonly<{
  bus: Bus
  frontier: Frontier
  lease: Lease | null
  holder: string
  sources: () => readonly Source[]
  health: HealthBook
  log: Log
}>

/** Who is due, asked under a lease. */
export type Timetable = Readonly<{
  /** Puts what is due on `fetches`; how many were put. 0 while another process holds the lease. */
  tick(now: EpochMs, working: (sourceId: string) => boolean): Promise<number>
  /** A run has ended: the source may be asked for again. */
  settled(sourceId: string): void
  /** Its host is in trouble: waiting pages are not asked for before `until`. */
  rest(sourceId: string, until: EpochMs): void
}>

const LEASE = 'crawl-schedule'
const LEASE_MS = 30 * SECOND_MS
/** A request nobody answered for this long is made again: its worker is gone. */
const LOST_MS = 10 * MINUTE_MS
/** Sources may be crawled by other processes: how they did is read this often. */
const REFRESH_MS = 15 * SECOND_MS

/**
 * A source is due when its schedule has come round since its last run, at once when it is new or its address changed. A house
 * that slept through ten turns makes one run, not ten. Pages still waiting from before are asked for too.
 */
export function openTimetable(deps: Deps): Timetable {
  const askedAt = new Map<string, EpochMs>()
  const restUntil = new Map<string, EpochMs>()
  let leaseUntil = Number.NEGATIVE_INFINITY
  let refreshedAt = Number.NEGATIVE_INFINITY
  const seenAs = new Map<string, Readonly<{ schedule: string | null; url: string | null }>>()

  const dueAt = async (source: Source, now: EpochMs): Promise<EpochMs | null> => {
    const before = seenAs.get(source.id)
    seenAs.set(source.id, { schedule: source.schedule, url: source.url })
    const { nextDueAt, lastAttemptAt } = deps.health.of(source.id)
    cadence(source.schedule!) // one that cannot be read is reported, whenever it would be due
    const isNew = lastAttemptAt === null && nextDueAt === null
    if (isNew || (before !== undefined && before.url !== source.url)) return now
    if (nextDueAt !== null && (before === undefined || before.schedule === source.schedule)) return nextDueAt
    return (await deps.health.change(source.id, { nextDueAt: soonest(source, now) })).nextDueAt
  }

  const ask = async (source: Source, now: EpochMs, working: boolean): Promise<BusMessage | null> => {
    const asked = askedAt.get(source.id) ?? Number.NEGATIVE_INFINITY
    const answered = (deps.health.of(source.id).lastAttemptAt ?? Number.NEGATIVE_INFINITY) > asked
    if (now - asked < LOST_MS && !answered) return null
    const at = await dueAt(source, now)
    const poll = at !== null && at <= now
    const opensAt = windowOf(source, now)
    if (opensAt !== null) {
      // said once, when it would have been asked
      const known = deps.health.of(source.id).holding
      if (poll && (known?.reason !== 'window' || known.until !== opensAt)) {
        await deps.health.change(source.id, { holding: { reason: 'window', until: opensAt }, nextDueAt: opensAt })
      }
      return null
    }
    if (
      !poll &&
      (working || now < (restUntil.get(source.id) ?? 0) || (await deps.frontier.due(source.id, now, 1)).length === 0)
    )
      return null
    if (poll) askedAt.set(source.id, now)
    return { key: new URL(source.url!).host, body: { sourceId: source.id, poll } }
  }

  /** Renewed at half time: a lease write is an fsync, and ticks come every second. */
  const mayTick = async (now: EpochMs): Promise<boolean> => {
    if (deps.lease === null || now < leaseUntil - LEASE_MS / 2) return true
    const held = await deps.lease.acquire(LEASE, deps.holder, LEASE_MS)
    leaseUntil = held?.until ?? Number.NEGATIVE_INFINITY
    return held !== null
  }

  return {
    async tick(now, working) {
      if (now - refreshedAt >= REFRESH_MS) {
        refreshedAt = now
        await deps.health.refresh()
      }
      if (!(await mayTick(now))) return 0
      const messages: BusMessage[] = []
      for (const source of deps.sources()) {
        if (!source.active || !isPulled(source) || source.url === null || source.schedule === null) continue
        try {
          const message = await ask(source, now, working(source.id))
          if (message !== null) messages.push(message)
        } catch (error) {
          // one source's broken schedule must not stop the others
          if (deps.health.of(source.id).lastError !== errorCode(error)) {
            await deps.health.change(source.id, { lastError: errorCode(error) })
            deps.log.warn({ source: source.id, code: errorCode(error) }, 'source not scheduled')
          }
        }
      }
      if (messages.length > 0) await deps.bus.append('fetches', messages)
      return messages.length
    },
    settled: sourceId => void askedAt.delete(sourceId),
    rest: (sourceId, until) => void restUntil.set(sourceId, until),
  }
}
