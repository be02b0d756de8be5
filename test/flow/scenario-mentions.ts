import type { Analysed, Mention } from '@guanlan/domain'
import type { City, Item } from '@guanlan/scenario'
import { createAnalyser, type GazetteerEntry } from '@guanlan/text'

/** What the bureau of this city would import: the names of its places and companies; roads and lines are found by shape. */
export function gazetteerOf({ geography: g }: City): readonly GazetteerEntry[] {
  const inhabited = [g.districts, g.towns, g.streets, g.villages, g.bridges]
  const visited = [g.stops, g.schools, g.coachStations, g.ferries, g.tollStations, g.hospitals]
  const companies = [g.drivingSchools, g.taxiCompanies, g.platforms]
  return [
    ...[...inhabited, ...visited].flat().map(name => ({ kind: 'place', name }) as const),
    ...companies.flat().map(name => ({ kind: 'organisation', name }) as const),
  ]
}

/** The mention of a city's item as ingest would make it, read at `seenAt`; its id is the item's own, so truth can be looked up. */
export function mentionOf(item: Item, seenAt: number): Mention {
  const { truthId, channel, title, text, mediaRank, region, interactions, publishedAt } = item
  return {
    id: truthId,
    contentVersion: 1,
    contentHash: truthId,
    sourceId: item.site,
    channel,
    url: null,
    title,
    text,
    author: null,
    authorIsOrganisation: false,
    publishedAt,
    publishedDoubt: 'none',
    seenAt,
    mediaRank,
    region,
    interactions,
    evidence: null,
  }
}

/** The real analyser on a city's items. */
export function analyserOf(city: City): (item: Item, seenAt: number) => Analysed {
  const { analyse } = createAnalyser({ gazetteer: gazetteerOf(city) })
  return (item, seenAt) => {
    const mention = mentionOf(item, seenAt)
    return { ...mention, analysis: analyse(mention) }
  }
}
