import { type Analysed, DAY_MS, dayStart, type EpochMs, effectiveAt, HOUR_MS } from '@guanlan/domain'
import type { Bar, EventStore, Interval, MentionIndex } from '@guanlan/ports'

type Point = Readonly<{ at: EpochMs; negative: boolean }>

const PAGE = 500
const MOST_POINTS = 300_000
const WIDTHS: Readonly<Record<Interval, number>> = { hour: HOUR_MS, day: DAY_MS }

/**
 * When the members of events spoke, by effective time (docs/decisions/0003-effective-time.md). Remembers each mention's
 * time and label as first read, so that an inbox of fifty curves reads only what is new.
 */
export class Courses {
  readonly #events: EventStore
  readonly #index: MentionIndex
  readonly #points = new Map<string, Point>()

  constructor(events: EventStore, index: MentionIndex) {
    this.#events = events
    this.#index = index
  }

  /** Points of an event's members that are indexed already, in no order. */
  async points(eventId: string): Promise<readonly Point[]> {
    const members = (await this.#events.members(eventId)).map(member => member.mentionId)
    const unknown = members.filter(id => !this.#points.has(id))
    for (let from = 0; from < unknown.length; from += PAGE) {
      const found = await this.#index.getMany(unknown.slice(from, from + PAGE))
      for (const mention of found) if (mention !== null) this.#remember(mention)
    }
    return members.flatMap(id => this.#points.get(id) ?? [])
  }

  #remember(mention: Analysed): void {
    if (this.#points.size >= MOST_POINTS) this.#points.clear()
    this.#points.set(mention.id, { at: effectiveAt(mention), negative: mention.analysis.sentiment === 'negative' })
  }

  /** Hourly counts of the 24 hours that end with the one under way, oldest first. */
  async lastDay(eventId: string, now: EpochMs): Promise<readonly number[]> {
    const bars = barsOf(await this.points(eventId), 'hour', lastHours(now, 24))
    return bars.map(bar => bar.count)
  }

  /** An event's whole course: by the hour up to three days, else by the day. */
  async course(eventId: string): Promise<Readonly<{ interval: Interval; bars: readonly Bar[] }>> {
    const points = await this.points(eventId)
    if (points.length === 0) return { interval: 'hour', bars: [] }
    const times = points.map(point => point.at)
    const fromAt = times.reduce((a, b) => Math.min(a, b))
    const toAt = times.reduce((a, b) => Math.max(a, b)) + 1
    const interval = toAt - fromAt <= 3 * DAY_MS ? 'hour' : 'day'
    return { interval, bars: barsOf(points, interval, { fromAt, toAt }) }
  }
}

/** The last `count` hours up to the end of the one that holds `now`. */
export function lastHours(now: EpochMs, count: number): Readonly<{ fromAt: EpochMs; toAt: EpochMs }> {
  const toAt = Math.floor(now / HOUR_MS) * HOUR_MS + HOUR_MS
  return { fromAt: toAt - count * HOUR_MS, toAt }
}

/** Bars over a period at +08:00, empty ones present; the first holds `fromAt`. */
export function barsOf(
  points: readonly Point[],
  interval: Interval,
  { fromAt, toAt }: Readonly<{ fromAt: EpochMs; toAt: EpochMs }>,
): readonly Bar[] {
  const width = WIDTHS[interval]
  const first = interval === 'day' ? dayStart(fromAt) : Math.floor(fromAt / HOUR_MS) * HOUR_MS
  const bars = Array.from({ length: Math.max(1, Math.ceil((toAt - first) / width)) }, (_, at) => {
    return { at: first + at * width, count: 0, negative: 0 }
  })
  for (const { at, negative } of points) {
    const bar = bars[Math.floor((at - first) / width)]
    if (bar === undefined) continue
    bar.count++
    if (negative) bar.negative++
  }
  return bars
}
