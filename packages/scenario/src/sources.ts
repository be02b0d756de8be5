import { type Source, source } from '@guanlan/domain'
import { SITE_FACTS, type Site } from './item.ts'
import type { ServedSite } from './serve.ts'

/** How often each site is polled in the demo: every minute where talk is fast, less often where print is slow. */
const EVERY_MINUTE = '* * * * *'
const EVERY_TWO_MINUTES = '*/2 * * * *'
const EVERY_FIVE_MINUTES = '*/5 * * * *'

type Pulled = Pick<Source, 'kind' | 'schedule'> & Partial<Source> & Readonly<{ path: string }>

/** On what ground the city's sites are read, and what that means. */
const PUBLIC = {
  legalBasis: '公开发布的内容；收集政务舆情依据国办发〔2016〕61号、80号',
  impactNote: '只取公开页面，不登录；电话、证件号码入库前遮蔽；按对方守则与间隔采集',
} as const

/** On what ground partners hand things over. */
const SHARED = {
  legalBasis: '与提供方的数据共享协议',
  impactNote: '来电人与发送者不入库；原件加密存证，查看留痕',
} as const

function pulled(id: string, site: ServedSite, origins: Readonly<Record<ServedSite, string>>, how: Pulled): Source {
  const { path, ...rest } = how
  return standing(id, site, { url: origins[site] + path, crawlDelayMs: 0, ...PUBLIC, ...rest })
}

function standing(id: string, site: Site, rest: Pick<Source, 'kind'> & Partial<Source>): Source {
  const { name, channel, mediaRank } = SITE_FACTS[site]
  return source({
    id,
    name,
    channel,
    url: null,
    schedule: null,
    mediaRank,
    region: null,
    linkPattern: null,
    listSelector: null,
    backfillPages: 0,
    crawlDelayMs: null,
    active: true,
    ...rest,
  })
}

/**
 * The sources of a served city, one for every site and every door, each item through exactly one of them. Hosts are the
 * city's own and declare a crawl delay of 0 ms. `backfillPages` reaches 28 days at the default item count.
 */
export function citySources(origins: Readonly<Record<ServedSite, string>>): Source[] {
  const portal = { kind: 'list', schedule: EVERY_FIVE_MINUTES, listSelector: 'ul.list', backfillPages: 12 } as const
  return [
    pulled('yunzhou-portal', 'portal', origins, {
      ...portal,
      name: '云州市交通运输局 · 新闻中心',
      path: '/xwzx/index.html',
      linkPattern: '/xwzx/\\d{6}/t\\d{8}_\\d+\\.html$',
    }),
    pulled('yunzhou-notices', 'portal', origins, {
      ...portal,
      name: '云州市交通运输局 · 通知公告',
      path: '/tzgg/index.html',
      linkPattern: '/tzgg/\\d{6}/t\\d{8}_\\d+\\.html$',
    }),
    pulled('yunzhou-daily', 'daily', origins, {
      kind: 'rss',
      schedule: EVERY_TWO_MINUTES,
      path: '/rss.xml',
      backfillPages: 6,
    }),
    pulled('chengjiang-observer', 'observer', origins, {
      kind: 'atom',
      schedule: EVERY_TWO_MINUTES,
      path: '/atom.xml',
      backfillPages: 6,
    }),
    pulled('jiuzhou-weekly', 'weekly', origins, {
      kind: 'sitemap',
      schedule: EVERY_FIVE_MINUTES,
      path: '/sitemap.xml',
      backfillPages: 29,
    }),
    // By its feed: an opening post of one line is too short to be told from its replies by the shape of the page.
    pulled('yunzhou-forum', 'forum', origins, {
      kind: 'rss',
      schedule: EVERY_MINUTE,
      path: '/rss.xml',
      backfillPages: 30,
    }),
    pulled('yunzhou-board', 'board', origins, {
      kind: 'jsonfeed',
      schedule: EVERY_TWO_MINUTES,
      path: '/feed.json',
      backfillPages: 30,
    }),
    pulled('yunzhou-weibo', 'weibo', origins, {
      kind: 'weibo-json',
      schedule: EVERY_MINUTE,
      path: '/api/statuses.json?count=200',
      backfillPages: 20,
    }),
    standing('yunzhou-hotline', 'hotline', { kind: 'door', ...SHARED }),
    standing('yunzhou-wechat', 'wechat', { kind: 'door', ...SHARED }),
    standing('yunzhou-video', 'video', { kind: 'door', ...SHARED }),
  ]
}

/** Hosts `127.0.0.1:49152` that the demo's allow-list names, so that the crawler may dial a loopback address. */
export function cityHosts(origins: Readonly<Record<ServedSite, string>>): string[] {
  return Object.values(origins).map(origin => new URL(origin).host)
}
