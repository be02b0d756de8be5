import type { EpochMs, Interactions } from '@guanlan/domain'
import type { City } from './city.ts'
import type { Item } from './item.ts'
import { isoTime } from './web/markup.ts'

/** One item as a partner pushes it to a door of the ingest. */
export type Pushed = Readonly<{
  externalId: string
  url: string | null
  title: string
  text: string
  author: string | null
  authorIsOrganisation: boolean
  publishedAt: string // ISO 8601 at +08:00
  region: string | null
  interactions: Interactions
}>

/** What the city's partner pushes for [fromAt, toAt): WeChat articles, short videos, or hotline orders as they come in. */
export function pushed(
  city: City,
  fromAt: EpochMs,
  toAt: EpochMs,
  door: 'wechat' | 'video' | 'hotline' = 'wechat',
): Pushed[] {
  return city
    .itemsBetween(fromAt, toAt)
    .filter(({ site }) => site === door)
    .map(pushedItem)
}

/** The same as newline-delimited JSON, one object a line; empty for nothing. */
export function pushedNdjson(
  city: City,
  fromAt: EpochMs,
  toAt: EpochMs,
  door: 'wechat' | 'video' | 'hotline' = 'wechat',
): string {
  return pushed(city, fromAt, toAt, door)
    .map(item => `${JSON.stringify(item)}\n`)
    .join('')
}

function pushedItem(item: Item): Pushed {
  return {
    externalId: item.externalId ?? String(item.serial),
    url: item.path === '' ? null : item.path,
    title: item.title,
    text: item.text,
    author: item.author,
    authorIsOrganisation: item.authorIsOrganisation,
    publishedAt: isoTime(item.publishedAt),
    region: item.region,
    interactions: item.interactions,
  }
}
