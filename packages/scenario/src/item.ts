import type { Channel, EpochMs, Interactions, MediaRank, Sentiment, Topic } from '@guanlan/domain'

/** The places of the city where something can be published. `wechat` and `video` only push; the others are served. */
export const SITES = [
  'portal',
  'daily',
  'observer',
  'weekly',
  'forum',
  'board',
  'weibo',
  'hotline',
  'wechat',
  'video',
] as const
export type Site = (typeof SITES)[number]

/** What each site is called in the city, its channel and how far it carries. All of them are made up. */
export const SITE_FACTS: Readonly<Record<Site, Readonly<{ name: string; channel: Channel; mediaRank: MediaRank }>>> = {
  portal: { name: '云州市交通运输局', channel: 'gov', mediaRank: 'none' },
  daily: { name: '云州晚报网', channel: 'news', mediaRank: 'local' },
  observer: { name: '澄江观察网', channel: 'news', mediaRank: 'provincial' },
  weekly: { name: '九州路网周刊', channel: 'news', mediaRank: 'national' },
  forum: { name: '云州论坛', channel: 'forum', mediaRank: 'none' },
  board: { name: '云州市民留言板', channel: 'board', mediaRank: 'none' },
  weibo: { name: '云州微博', channel: 'weibo', mediaRank: 'none' },
  hotline: { name: '12328 热线', channel: 'hotline', mediaRank: 'none' },
  wechat: { name: '云州公众号', channel: 'wechat', mediaRank: 'none' },
  video: { name: '云州短视频', channel: 'video', mediaRank: 'none' },
}

/** What a generator says about an item, before it has a place and a number in the city. */
export type Draft = Readonly<{
  truthId: string // computed from stream, hour and position; the same for the same seed
  site: Site
  section: string // sub-place of the site: '' or a word of its paths ('tzgg', a forum board)
  title: string // as people read it; may be empty
  text: string // plain text a reader sees, paragraphs separated by a newline
  html: string | null // body as the site serves it; null = the text in plain paragraphs
  author: string | null
  authorIsOrganisation: boolean
  publishedAt: EpochMs // whole seconds
  region: string | null
  interactions: Interactions
  eventTruth: string | null // the true happening it belongs to; null = to none
  nearDuplicateOf: string | null // truthId of what it copies, whole or nearly
  sentimentTruth: Sentiment
  topicTruth: readonly Topic[]
  kind: string // a word for the family of its wording
  order: Readonly<{ type: string; caller: string }> | null // hotline only: 投诉举报/信息咨询/意见建议, and a made-up number to mask
}>

/** One published item of the city, with the truth about it that no reader is told. */
export type Item = Draft &
  Readonly<{
    channel: Channel
    mediaRank: MediaRank
    serial: number // rises with publishedAt over the whole city
    path: string // absolute path on its site, or for pushed items the whole address; '' for a hotline order
    externalId: string | null // what the channel itself gives as an id; null where pages carry none
  }>
