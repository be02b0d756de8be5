import type { Interactions } from '@guanlan/domain'
import type { Chance } from './chance.ts'
import type { Site } from './item.ts'

const FIRST = [
  '云上',
  '南岸',
  '城南',
  '江边',
  '老街',
  '半山',
  '北岭',
  '滨江',
  '小城',
  '深夜',
  '早班',
  '一只',
  '爱吃',
  '路过的',
  '不想上班的',
  '骑车的',
  '望湖',
  '东站',
]
const SECOND = [
  '晚风',
  '夜归人',
  '早班车',
  '钓鱼佬',
  '橘子',
  '小番茄',
  '阿远',
  '麦子',
  '豆包',
  '行人',
  '老王',
  '听雨',
  '蓝猫',
  '的哥',
  '路人甲',
  '小铃铛',
  '芒果',
  '青年',
]
const ACCOUNTS = [
  '城事早知道',
  '临江发布厅',
  '云州出行圈',
  '路况播报',
  '云州身边事',
  '掌上云州',
  '澄江生活汇',
  '云州的士之家',
]

/** Names of accounts that belong to organisations and may therefore be counted. */
export const ORGANISATIONS: readonly string[] = ACCOUNTS

/** A name as shown on this site; null where callers stay unnamed. All made up. */
export function author(site: Site, draw: Chance): { author: string | null; authorIsOrganisation: boolean } {
  if (site === 'hotline') return { author: null, authorIsOrganisation: false }
  if (site === 'portal') return { author: '云州市交通运输局', authorIsOrganisation: true }
  if (site === 'daily') return { author: '云州晚报', authorIsOrganisation: true }
  if (site === 'observer') return { author: '澄江观察', authorIsOrganisation: true }
  if (site === 'weekly') return { author: '九州路网周刊', authorIsOrganisation: true }
  if (site === 'wechat') return { author: draw.pick(ACCOUNTS), authorIsOrganisation: true }
  if (site === 'board') return { author: `网友${draw.between(1000, 9999)}`, authorIsOrganisation: false }
  if (draw.yes(0.06)) return { author: draw.pick(ACCOUNTS), authorIsOrganisation: true }
  const number = draw.yes(0.4) ? String(draw.between(2, 9999)) : ''
  return { author: `${draw.pick(FIRST)}${draw.pick(SECOND)}${number}`, authorIsOrganisation: false }
}

/** Typical median of reads per site; sites that are not here show no counts. */
const USUAL_READS: Readonly<Partial<Record<Site, number>>> = { forum: 240, weibo: 320, wechat: 700, video: 1500 }

/** Counts with a long tail around `lift` times the site's usual; null where the site shows none. */
export function interactions(site: Site, draw: Chance, lift = 1): Interactions {
  const usual = USUAL_READS[site]
  if (usual === undefined) return { reads: null, likes: null, comments: null, reposts: null }
  const spread = Math.exp((draw.next() + draw.next() + draw.next() - 1.5) * 2)
  const reads = Math.round(usual * lift * spread)
  const comments = Math.round(reads * 0.012 * draw.next())
  if (site === 'forum') return { reads, likes: null, comments, reposts: null }
  const reposts = Math.round(reads * (site === 'video' ? 0.004 : 0.01) * draw.next())
  return { reads, likes: Math.round(reads * 0.03 * draw.next()), comments, reposts }
}
