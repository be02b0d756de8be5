/** The kinds of place where something can be said, in the order people read them. */
export const CHANNELS = [
  'gov',
  'news',
  'comment',
  'weibo',
  'wechat',
  'forum',
  'board',
  'video',
  'print',
  'hotline',
  'app',
  'survey',
] as const

/** One kind of place: a portal, a newspaper, Weibo, the 12328 hotline … */
export type Channel = (typeof CHANNELS)[number]

/** What each channel is called on screen and in print. */
export const CHANNEL_NAMES: Readonly<Record<Channel, string>> = {
  gov: '政务网站',
  news: '新闻',
  comment: '跟帖',
  weibo: '微博',
  wechat: '微信',
  forum: '论坛',
  board: '留言板',
  video: '短视频',
  print: '报刊',
  hotline: '热线',
  app: '应用反馈',
  survey: '调查',
}

/** Whether an unknown word is a channel. */
export function isChannel(word: unknown): word is Channel {
  return typeof word === 'string' && (CHANNELS as readonly string[]).includes(word)
}

/** Channels whose speakers are private persons by nature: who called or answered never leaves the intake. */
const NAMELESS: ReadonlySet<Channel> = new Set<Channel>(['hotline', 'survey', 'app'])

/** Whether a channel's speakers are never named. */
export function isNameless(channel: Channel): boolean {
  return NAMELESS.has(channel)
}
