import type { EpochMs, Topic } from '@guanlan/domain'
import type { Chance } from './chance.ts'
import { fictionalPhone, type Geography } from './geography.ts'
import type { Draft, Site } from './item.ts'
import { author, interactions } from './people.ts'
import { repost } from './repost.ts'
import type { Told } from './telling.ts'

/** What a draft needs besides its words. */
export type Standing = Readonly<{
  truthId: string
  site: Site
  publishedAt: EpochMs
  eventTruth: string | null
  topics: readonly Topic[]
  kind: string
  section?: string
  lift?: number // times the site's usual reads
}>

/** Dresses words as an item of a site: an author of the right kind, counts, a caller's number. */
export function draft(told: Told, standing: Standing, places: Geography, draw: Chance): Draft {
  const { site } = standing
  return {
    truthId: standing.truthId,
    site,
    section: standing.section ?? sectionOf(site, standing.topics, draw),
    title: told.title,
    text: told.text,
    html: null,
    ...author(site, draw),
    publishedAt: Math.floor(standing.publishedAt / 1000) * 1000,
    region: draw.yes(site === 'hotline' ? 0.9 : 0.25) ? draw.pick(places.districts) : null,
    interactions: interactions(site, draw, standing.lift),
    eventTruth: standing.eventTruth,
    nearDuplicateOf: null,
    sentimentTruth: told.sentiment,
    topicTruth: standing.topics,
    kind: standing.kind,
    order: site === 'hotline' ? { type: orderType(told), caller: fictionalPhone(draw) } : null,
  }
}

/** A copy or near-copy of an earlier item, on the same site or another; it belongs where the original belongs. */
export function echo(original: Draft, standing: Standing, places: Geography, draw: Chance): Draft {
  const words = repost(original, standing.site, draw)
  const told = { ...words, sentiment: original.sentimentTruth }
  return { ...draft(told, standing, places, draw), nearDuplicateOf: original.truthId }
}

/** The three types of JT/T 1019.1. */
function orderType({ text, sentiment }: Told): string {
  if (sentiment === 'positive' || text.includes('建议')) return '意见建议'
  return sentiment === 'negative' ? '投诉举报' : '信息咨询'
}

function sectionOf(site: Site, topics: readonly Topic[], draw: Chance): string {
  if (site === 'forum')
    return topics.includes('taxi') && draw.yes(0.5) ? 'dige' : topics.includes('driving') ? 'jiakao' : 'chengshi'
  if (site === 'portal') return topics.length > 0 ? 'tzgg' : 'xwzx'
  return ''
}
