import { chineseDay, DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, wallClock } from '@guanlan/domain'
import { type Chance, chance } from './chance.ts'
import { draft, echo } from './drafting.ts'
import { type Geography, slots } from './geography.ts'
import type { Draft, Site } from './item.ts'
import { moment, slicesOf } from './slice.ts'
import { known, recite, tell } from './telling.ts'
import { STARTERS, STORM_REPORTS, STORM_RESPONSES } from './wording/storm-script.ts'
import { STRANDS, type Strand, type StrandName } from './wording/storm-strands.ts'

/** How a storm runs. */
export type StormPlan = Readonly<{
  startsAt: EpochMs // the first mention of all
  responseAt: EpochMs | null // when the bureau's statement stands on its portal; null = it never answers
  volume: number // times the usual course, > 0
}>

/** The storm of one city: what is published at fixed times, and the flood around it hour by hour. */
export type Storm = Readonly<{
  id: string
  plan: StormPlan
  scripted: readonly Draft[] // first mention first, in order of time
  hour: (hour: number) => Draft[] // everything of one hour (whole hours since 1970), in no order
}>

/** The true happening every mention of the storm belongs to. */
export const STORM_ID = 'storm:taxi-reform'

/** The usual course: hours since the first mention, mentions an hour. Three slow hours, then a surge of several hundred per cent. */
const COURSE: readonly (readonly [number, number])[] = [
  [0, 3],
  [1, 3],
  [2, 3],
  [2.95, 3],
  [3.02, 60],
  [4, 66],
  [5, 72],
  [7, 78],
  [9, 56],
  [12, 32],
  [18, 16],
  [24, 9],
  [48, 4],
  [96, 0],
]

/** Mentions an hour at an instant, before any rate. After a response what is above the quiet halves every 2.5 hours. */
export function stormRate({ startsAt, responseAt, volume }: StormPlan, at: EpochMs): number {
  const hours = (at - startsAt) / HOUR_MS
  const after = COURSE.findIndex(([hour]) => hour > hours)
  if (hours < 0 || after < 1) return 0
  const [h0, r0] = COURSE[after - 1]!
  const [h1, r1] = COURSE[after]!
  const rate = r0 + ((r1 - r0) * (hours - h0)) / (h1 - h0)
  const relief = responseAt === null || at < responseAt ? 1 : 0.5 ** ((at - responseAt) / (2.5 * HOUR_MS))
  return rate * volume * relief
}

/** The taxi-reform storm of a seed. Its rate is multiplied by `rate` from `startAt` on; its clock never is. */
export function storm(seed: number, places: Geography, plan: StormPlan, startAt: EpochMs, rate: number): Storm {
  const fixed = wordsOf(seed, places, plan)
  const scripted = script(seed, places, plan, fixed)
  const strands = STRANDS.map(strand => ({ ...strand, phrases: known(seed, strand.phrases) }))
  const originals = scripted.filter(item => item.site !== 'hotline')
  const hour = (hour: number): Draft[] => {
    const out = scripted.filter(({ publishedAt }) => Math.floor(publishedAt / HOUR_MS) === hour)
    for (const slice of slicesOf(hour, startAt)) {
      const draw = chance(seed, 'storm', hour, slice.index)
      const mean = (stormRate(plan, (slice.fromAt + slice.toAt) / 2) * (slice.toAt - slice.fromAt)) / HOUR_MS
      for (let left = near(mean * (slice.fromAt >= startAt ? rate : 1), draw); left > 0; left--) {
        const publishedAt = moment(slice, draw)
        const mood = draw.weighted(moods(plan, publishedAt))
        const strand = strands.find(({ name }) => name === mood)!
        const site = draw.weighted<Site>(strand.sites)
        const standing = {
          ...about(strand.name, strand.topics),
          truthId: `s${hour}-${slice.index}-${left}`,
          site,
          publishedAt,
        }
        const heard = originals.filter(item => item.kind === strand.name && item.publishedAt < publishedAt)
        if (site !== 'hotline' && heard.length > 0 && draw.yes(0.42))
          out.push(echo(draw.pick(heard), standing, places, draw))
        else
          out.push(
            draft(tell(strand.phrases, strand.titles, site, slots(places, draw, fixed), draw), standing, places, draw),
          )
      }
    }
    return out.filter(({ publishedAt }) => publishedAt >= scripted[0]!.publishedAt)
  }
  return { id: STORM_ID, plan, scripted, hour }
}

/** A whole number with this mean and the least spread: a storm must cross its thresholds whatever the seed. */
const near = (mean: number, draw: Chance) => Math.floor(mean) + (draw.yes(mean % 1) ? 1 : 0)

const about = (kind: StrandName, topics: Strand['topics']) => ({ eventTruth: STORM_ID, topics, kind })

/** What all tellers agree on: the rumoured day, the year of the old film, the companies and the square before the station. */
function wordsOf(seed: number, places: Geography, { startsAt }: StormPlan): Readonly<Record<string, string>> {
  const draw = chance(seed, 'storm-words')
  const rumoured = startsAt + draw.between(2, 4) * DAY_MS
  const { year } = wallClock(startsAt)
  return {
    stopDay: `${wallClock(rumoured).day}号`,
    stopDate: chineseDay(rumoured).replace(/^\d+年/u, ''),
    oldYear: String(year - draw.between(4, 8)),
    station: draw.pick(['云州东站', '云州站', places.coachStations[0]!]),
    platform: places.platforms[0]!,
  }
}

/** How much each thread is talked of at an instant. A thread nobody has started yet is silent. */
function moods({ startsAt, responseAt }: StormPlan, at: EpochMs): Readonly<Record<StrandName, number>> {
  const minutes = (at - startsAt) / MINUTE_MS
  const started = (strand: StrandName) =>
    minutes > (STARTERS.find(starter => starter.strand === strand)?.afterMinutes ?? 0)
  const answered = responseAt !== null && at >= responseAt
  return {
    stop: answered ? 8 : 26,
    film: started('film') ? (answered ? 5 : 16) : 0,
    permit: started('permit') ? (answered ? 5 : 13) : 0,
    rent: started('rent') ? (answered ? 10 : 14) : 0,
    platform: minutes > 180 ? 6 : 0,
    insider: started('insider') ? (answered ? 4 : 9) : 0,
    ask: answered ? 7 : 12,
    calm: answered ? 6 : minutes > 45 ? 7 : 0,
    relief: answered ? 46 : 0,
  }
}

function script(seed: number, places: Geography, plan: StormPlan, fixed: Readonly<Record<string, string>>): Draft[] {
  const draw = chance(seed, 'storm-script')
  const say = (piece: { title: string; text: string }) => recite(piece, slots(places, draw, fixed), draw)
  const out: Draft[] = []
  const add = (
    site: Site,
    publishedAt: EpochMs,
    kind: StrandName,
    sentiment: 'negative' | 'neutral',
    piece: { title: string; text: string },
    section?: string,
    lift = 1,
  ) => {
    const topics = STRANDS.find(({ name }) => name === kind)!.topics
    const standing = {
      ...about(kind, topics),
      truthId: `storm-${out.length}`,
      site,
      publishedAt,
      lift,
      ...(section === undefined ? {} : { section }),
    }
    out.push(draft({ ...say(piece), sentiment }, standing, places, draw))
  }
  // The first of all keeps its minute; what follows drifts with the seed, so that order alone gives nothing away.
  for (const [i, starter] of STARTERS.entries()) {
    const drift = i === 0 ? 0 : draw.int(9 * MINUTE_MS)
    add(
      starter.site,
      plan.startsAt + starter.afterMinutes * MINUTE_MS + drift,
      starter.strand,
      starter.sentiment,
      starter,
      starter.section,
      starter.lift,
    )
  }
  for (const report of STORM_REPORTS) {
    add(
      report.site,
      plan.startsAt + report.afterMinutes * MINUTE_MS + draw.int(15 * MINUTE_MS),
      'ask',
      report.sentiment,
      report,
    )
  }
  if (plan.responseAt !== null) {
    for (const piece of STORM_RESPONSES)
      add('portal', plan.responseAt + piece.afterMinutes * MINUTE_MS, 'relief', 'neutral', piece, 'xwzx')
  }
  return out.sort((a, b) => a.publishedAt - b.publishedAt)
}
