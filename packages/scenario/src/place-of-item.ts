import { isoDay } from '@guanlan/domain'
import { type Draft, type Item, SITE_FACTS } from './item.ts'

/** More items than any hour has: an item's serial is its hour since 1970 times this plus its rank, so it rises with time. */
export const SERIALS_PER_HOUR = 100_000

/** Gives a draft its number in the city, and with it its address and the id its channel would give it. */
export function placed(draft: Draft, serial: number): Item {
  const { channel, mediaRank } = SITE_FACTS[draft.site]
  return { ...draft, channel, mediaRank, serial, ...addressOf(draft, serial) }
}

function addressOf({ site, section, publishedAt }: Draft, serial: number): Pick<Item, 'path' | 'externalId'> {
  const day = isoDay(publishedAt)
  const compact = day.replaceAll('-', '')
  const code = serial.toString(36)
  switch (site) {
    case 'portal':
      return { path: `/${section}/${day.slice(0, 7).replace('-', '')}/t${compact}_${serial}.html`, externalId: null }
    case 'daily':
      return { path: `/a/${compact}/${serial}.html`, externalId: null }
    case 'observer':
      return { path: `/content/${day.slice(0, 7)}/${day.slice(8)}/c_${serial}.htm`, externalId: null }
    case 'weekly':
      return { path: `/read/${serial}.html`, externalId: null }
    case 'forum':
      return { path: `/thread-${serial}-1-1.html`, externalId: null }
    case 'board':
      return { path: `/message/${serial}`, externalId: String(serial) }
    case 'weibo':
      return { path: `/status/5${serial}`, externalId: `5${serial}` }
    case 'hotline':
      return { path: '', externalId: `12328-${compact}-${serial % 10_000_000}` }
    case 'wechat':
      return { path: `https://mp.yunzhou.example/s/${code}`, externalId: `wx-${code}` }
    case 'video':
      return { path: `https://v.yunzhou.example/play/${code}`, externalId: `v${code}` }
  }
}
