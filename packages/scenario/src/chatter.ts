import { DAY_MS } from '@guanlan/domain'
import { chance } from './chance.ts'
import { draft, echo } from './drafting.ts'
import { type Geography, slots } from './geography.ts'
import type { Draft, Site } from './item.ts'
import { busyness, moment, slicesOf } from './slice.ts'
import { known, tell } from './telling.ts'
import { CHATTER } from './wording/chatter.ts'
import { FORMAL } from './wording/formal.ts'
import type { Wording } from './wording/wording.ts'

/** Share of quiet-day items that are notices and reports. */
const FORMAL_SHARE = 0.13
/** Share that repeats an earlier item of the same hour, here or on another site. */
const ECHO_SHARE = 0.05

/** Everyday items of one hour (whole hours since 1970), in no order. */
export type Chatter = (hour: number) => Draft[]

/** Everyday talk of a city: `itemsPerDay` before `startAt`, that many times `rate` from then on. */
export function chatter(seed: number, places: Geography, startAt: number, itemsPerDay: number, rate: number): Chatter {
  const voices = banks(seed, CHATTER)
  const press = banks(seed, FORMAL)
  return hour => {
    const out: Draft[] = []
    for (const slice of slicesOf(hour, startAt)) {
      const draw = chance(seed, 'chatter', hour, slice.index)
      const mean =
        itemsPerDay *
        busyness(slice.fromAt) *
        ((slice.toAt - slice.fromAt) / DAY_MS) *
        (slice.fromAt >= startAt ? rate : 1)
      for (let left = draw.poisson(mean); left > 0; left--) {
        const truthId = `c${hour}-${slice.index}-${left}`
        const earlier = out.length > 0 && draw.yes(ECHO_SHARE) ? draw.int(out.length) : null
        if (earlier !== null) pair(out, earlier, truthId, slice.toAt - 1, places, seed)
        else {
          const bank = draw.yes(FORMAL_SHARE) ? press : voices
          const wording = bank.byName.get(draw.weighted(bank.weights))!
          const site = draw.weighted<Site>(wording.sites)
          const told = tell(wording.phrases, wording.titles, site, slots(places, draw), draw)
          const standing = {
            truthId,
            site,
            publishedAt: moment(slice, draw),
            eventTruth: null,
            topics: wording.topics,
            kind: wording.name,
          }
          out.push(draft(told, standing, places, draw))
        }
      }
    }
    return out
  }
}

/** An item and its copy are one small happening of their own: whoever groups them together is right. */
function pair(out: Draft[], index: number, truthId: string, latestAt: number, places: Geography, seed: number): void {
  const draw = chance(seed, 'pair', truthId)
  const original = out[index]!
  const eventTruth = original.eventTruth ?? `pair:${original.truthId}`
  out[index] = { ...original, eventTruth }
  const site = draw.yes(0.4)
    ? original.site
    : elsewhere(original.site, draw.pick<Site>(['weibo', 'forum', 'wechat', 'video']))
  const publishedAt = Math.max(original.publishedAt, latestAt)
  const standing = { truthId, site, publishedAt, eventTruth, topics: original.topicTruth, kind: original.kind }
  out.push(echo(original, standing, places, draw))
}

/** A hotline order is not public, so nobody copies it out of the hotline; papers copy from papers. */
function elsewhere(from: Site, to: Site): Site {
  if (from === 'hotline') return 'hotline'
  return from === 'portal' ? 'daily' : to
}

type Bank = Readonly<{ weights: Readonly<Record<string, number>>; byName: ReadonlyMap<string, Wording> }>

function banks(seed: number, wordings: readonly Wording[]): Bank {
  return {
    weights: Object.fromEntries(wordings.map(({ name, weight }) => [name, weight])),
    byName: new Map(wordings.map(wording => [wording.name, { ...wording, phrases: known(seed, wording.phrases) }])),
  }
}
