import { DAY_MS, type EpochMs, HOUR_MS, type Sentiment, wallClock } from '@guanlan/domain'
import { type Chance, chance } from './chance.ts'
import { draft, echo } from './drafting.ts'
import { type Geography, slots } from './geography.ts'
import type { Draft, Site } from './item.ts'
import { known, recite, type Told, tell } from './telling.ts'
import type { HappeningWording, Piece } from './wording/happening-wording.ts'
import { HAPPENINGS } from './wording/happenings.ts'

/** One thing that truly happened, with everything said about it. */
export type Happening = Readonly<{ id: string; kind: string; startsAt: EpochMs; items: readonly Draft[] }>

/** Longest time from the first word about a happening to the last, in days: what began earlier is over. */
export const LONGEST_DAYS = 3

const MOST_A_DAY = 3
const ECHO_SHARE = 0.24
const PRAISE = 'rural-praise'

/**
 * The happenings that begin on one day (whole days at +08:00 since 1970). One or two a day, the kinds in turn, so a
 * fortnight sees nearly all of them; three on `praiseDay` and its neighbours, the national praise among them.
 */
export function happeningsOf(seed: number, places: Geography, day: number, praiseDay: number): Happening[] {
  const busy = Math.abs(day - praiseDay) <= 1
  const count = busy ? MOST_A_DAY : chance(seed, 'happenings', day).between(1, 2)
  const wordings = Array.from({ length: count }, (_, turn) => inTurn(seed, day * MOST_A_DAY + turn))
  if (day === praiseDay && !wordings.some(({ name }) => name === PRAISE)) {
    wordings[0] = HAPPENINGS.find(({ name }) => name === PRAISE)!
  }
  return wordings.map((wording, turn) => happening(seed, places, day, turn, wording))
}

function inTurn(seed: number, position: number): HappeningWording {
  const round = Math.floor(position / HAPPENINGS.length)
  return chance(seed, 'round', round).shuffled(HAPPENINGS)[position % HAPPENINGS.length]!
}

function happening(seed: number, places: Geography, day: number, turn: number, wording: HappeningWording): Happening {
  const draw = chance(seed, 'happening', day, turn)
  const own = slots(places, draw)
  const fixed = Object.fromEntries(wording.own.map(name => [name, own(name)]))
  const startsAt = day * DAY_MS - 8 * HOUR_MS + 6 * HOUR_MS + Math.floor(draw.next() * 13 * HOUR_MS)
  const it = { id: `${wording.name}:${day}-${turn}`, kind: wording.name, startsAt }
  const pieces = printed(wording, it, places, fixed, draw)
  const phrases = known(seed, wording.phrases)
  const items: Draft[] = pieces.filter(piece => piece.publishedAt === seconds(startsAt))
  const times = moments(draw.between(...wording.size), startsAt, wording.hours, draw)
  for (const [i, publishedAt] of times.entries()) {
    const standing = {
      ...about(it, wording, `h${day}-${turn}-${i}`),
      site: draw.weighted<Site>(wording.sites),
      publishedAt,
    }
    if (items.length > 0 && standing.site !== 'hotline' && draw.yes(ECHO_SHARE)) {
      const publicOnes = items.filter(item => item.site !== 'hotline')
      if (publicOnes.length > 0) {
        items.push(echo(draw.pick(publicOnes), standing, places, draw))
        continue
      }
    }
    const told = tell(phrases, wording.titles, standing.site, slots(places, draw, fixed), draw)
    items.push(draft(told, standing, places, draw))
  }
  return { ...it, items: [...items, ...pieces.filter(piece => !items.includes(piece))] }
}

type About = Readonly<{ id: string; kind: string; startsAt: EpochMs }>

const about = (it: About, wording: HappeningWording, truthId: string) => ({
  truthId,
  eventTruth: it.id,
  topics: wording.topics,
  kind: it.kind,
})

/** Reports, statements and acclaim with their reprints, in order of time. */
function printed(
  wording: HappeningWording,
  it: About,
  places: Geography,
  fixed: Readonly<Record<string, string>>,
  draw: Chance,
): Draft[] {
  const out: Draft[] = []
  const print = (piece: Piece, site: Site, afterHours: number, sentiment: Sentiment, lift: number) => {
    const told: Told = { ...recite(piece, slots(places, draw, fixed), draw), sentiment }
    const standing = {
      ...about(it, wording, `p${it.id}-${out.length}`),
      site,
      publishedAt: it.startsAt + afterHours * HOUR_MS,
      lift,
    }
    out.push(draft(told, standing, places, draw))
    return out[out.length - 1]!
  }
  const reprint = (original: Draft, site: Site, afterHours: number) => {
    const publishedAt = original.publishedAt + afterHours * HOUR_MS
    const standing = { ...about(it, wording, `p${it.id}-${out.length}`), site, publishedAt }
    const copy = draft(
      { title: original.title, text: original.text, sentiment: original.sentimentTruth },
      standing,
      places,
      draw,
    )
    out.push({ ...copy, nearDuplicateOf: original.truthId })
  }
  if (wording.report !== undefined)
    reprint(print(wording.report, 'daily', 5 + draw.int(4), 'neutral', 1), 'wechat', 1 + draw.int(2))
  if (wording.official !== undefined) print(wording.official, 'portal', 10 + draw.int(9), 'neutral', 1)
  if (wording.acclaim !== undefined) {
    const first = print(wording.acclaim, 'weekly', 0, 'positive', 4)
    reprint(first, 'observer', 1.5)
    reprint(first, 'daily', 2)
    reprint(first, 'wechat', 2.5)
  }
  return out
}

const seconds = (at: EpochMs) => Math.floor(at / 1000) * 1000

/** Times of the mentions, thick at first and thinning out; what would fall into the night waits for the morning. */
function moments(count: number, startsAt: EpochMs, hours: number, draw: Chance): EpochMs[] {
  const times = Array.from({ length: count }, (_, i) => {
    const at = startsAt + (i === 0 ? 60_000 : draw.next() ** 1.7 * hours * HOUR_MS)
    const { hour } = wallClock(at)
    return hour >= 1 && hour < 6 ? at + 5 * HOUR_MS : at
  })
  return times.sort((a, b) => a - b)
}
